import { Observable } from "./observable.js";

/**
 * The place that the address of the page names, after the #:
 * /messages, /messages/ID, /messages/ID/TAB, /sessions, /sessions/ID, /rules; ?q=… is the search.
 */
const VIEWS = ["messages", "sessions", "rules"];

function parse(hash) {
  const [path, query = ""] = hash.replace(/^#/, "").split("?", 2);
  const [view, id = "", tab = ""] = path.split("/").slice(1).map(decode);
  return { view: VIEWS.includes(view) ? view : "messages", id, tab, search: new URLSearchParams(query).get("q") ?? "" };
}

function decode(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return "";
  }
}

export const route = new Observable(parse(location.hash));

addEventListener("hashchange", () => route.set(parse(location.hash)));

/** Returns the address of a place; what is not given is as in the current one. */
export function href(place) {
  const { view, id, tab, search } = { ...route.value, id: "", tab: "", ...place };
  const path = [view, id, id && tab].filter(Boolean).map(encodeURIComponent).join("/");
  return `#/${path}${view === "messages" && search ? `?q=${encodeURIComponent(search)}` : ""}`;
}

/** Goes to a place. With replace, the browser does not return to the current one. */
export function go(place, { replace = false } = {}) {
  const target = href(place);
  if (target === location.hash) {
    return;
  }
  if (replace) {
    history.replaceState(null, "", target);
    route.set(parse(target));
  } else {
    location.hash = target;
    route.set(parse(target));
  }
}
