/**
 * The live events of the server. Of all tabs of a browser, one listens and passes the events on if the browser has locks, because
 * browsers allow only a few connections to a server.
 */
import { Observable } from "../state/observable.js";
import { access, api, paths } from "./client.js";

const STALE_MILLIS = 60_000;
const RETRY_MILLIS = [500, 1000, 2000, 5000];
const TYPES = ["message", "deleted", "marked", "session", "reset"];

export const connection = new Observable({ state: "connecting" });

const listeners = new Set();
const hasChannels = "BroadcastChannel" in globalThis;
// Only secure contexts have locks. Without them, no tab can know which one listens, so each one listens for itself.
const channel = hasChannels && navigator.locks ? new BroadcastChannel(`smtp-fake.${paths.events()}`) : null;

let source = null;
let failures = 0;
let timer = 0;
let leads = false;
let hiddenSince = 0;

/** Calls the listener with {type, data}. The type "refresh" means that events may be lost: everything must be listed again. */
export function onEvent(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function pass(event) {
  listeners.forEach((listener) => listener(event));
}

/** Passes an event to this tab and all others. */
function publish(event) {
  pass(event);
  channel?.postMessage(event);
}

function setConnection(state) {
  connection.set({ state });
  channel?.postMessage({ type: "connection", data: state });
}

function listen() {
  clearTimeout(timer);
  source?.close();
  source = new EventSource(paths.events());
  source.onopen = () => {
    failures = 0;
    setConnection("connected");
    publish({ type: "refresh" });
  };
  source.onerror = () => {
    setConnection("lost");
    // The browser itself would wait longer, and gives up after some answers, such as 503.
    source.close();
    timer = setTimeout(listen, RETRY_MILLIS[Math.min(failures, RETRY_MILLIS.length - 1)]);
    failures++;
    // The browser does not say why; a rejected request shows that credentials are missing.
    api.info().catch(() => {});
  };
  for (const type of TYPES) {
    source.addEventListener(type, (event) => {
      publish(type === "reset" ? { type: "refresh" } : { type, data: JSON.parse(event.data) });
    });
  }
}

/** Tries to reach the server at once. */
export function reconnect() {
  if (leads) {
    listen();
  } else {
    channel?.postMessage({ type: "reconnect" });
  }
}

/** Starts to listen. In another tab than the listening one, this waits until that is closed. */
export function start() {
  channel?.addEventListener("message", ({ data: event }) => {
    if (event.type === "connection") {
      connection.set({ state: event.data });
    } else if (event.type === "ask") {
      if (leads) {
        channel.postMessage({ type: "connection", data: connection.value.state });
      }
    } else if (event.type === "reconnect") {
      if (leads) {
        listen();
      }
    } else {
      pass(event);
    }
  });
  if (channel) {
    channel.postMessage({ type: "ask" });
    navigator.locks.request(`smtp-fake.${paths.events()}`, () => {
      lead();
      return new Promise(() => {});
    });
  } else {
    lead();
  }
  addEventListener("online", reconnect);
  document.addEventListener("visibilitychange", visibilityChanged);
  access.observe(({ denied }) => {
    if (denied) {
      clearTimeout(timer);
    } else {
      reconnect();
    }
  });
}

/** Browsers slow down the timers of hidden pages, and a connection may end unnoticed while the computer sleeps. */
function visibilityChanged() {
  if (document.hidden) {
    hiddenSince = Date.now();
  } else if (!access.value.denied && (connection.value.state !== "connected" || Date.now() - hiddenSince > STALE_MILLIS)) {
    reconnect();
  }
}

function lead() {
  leads = true;
  listen();
}
