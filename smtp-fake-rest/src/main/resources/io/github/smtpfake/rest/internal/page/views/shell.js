import { access } from "../api/client.js";
import { connection, reconnect } from "../api/events.js";
import { IconButton } from "../components/basics.js";
import { DialogHost } from "../components/dialog.js";
import { Icon } from "../components/icon.js";
import { StatusHost } from "../components/status.js";
import { html, useEffect, useErrorBoundary, useState } from "../lib/preact.js";
import { useKeys } from "../state/keys.js";
import { unread } from "../state/messages.js";
import { canNotify, isNotifying, toggleNotifications } from "../state/notifications.js";
import { useObservable } from "../state/observable.js";
import { go, href, route } from "../state/route.js";
import { server } from "../state/server.js";
import { remember, settings } from "../state/settings.js";
import { texts } from "../texts.js";
import { showHelp } from "./help.js";
import { Login } from "./login.js";
import { MessagesView } from "./messages.js";
import { RulesView } from "./rules.js";
import { Search } from "./search.js";
import { SessionsView } from "./sessions.js";

const VIEWS = { messages: MessagesView, sessions: SessionsView, rules: RulesView };
const THEMES = { auto: "light", light: "dark", dark: "auto" };
const THEME_ICONS = { auto: "auto", light: "sun", dark: "moon" };

/** The frame of all views: navigation, search, state of the connection. */
export function Shell() {
  const { view } = useObservable(route);
  const { denied } = useObservable(access);
  const [failure] = useErrorBoundary((cause) => console.error(cause));
  useKeys({
    "?": showHelp,
    "g m": () => go({ view: "messages", search: "" }),
    "g s": () => go({ view: "sessions" }),
    "g r": () => go({ view: "rules" }),
  });
  if (failure) {
    return html`<main class="boot" role="alert"><h1>${texts.app}</h1><p>${texts.errors.render}</p>
      <button type="button" class="button" onClick=${() => location.reload()}>${texts.errors.reload}</button></main>`;
  }
  if (denied) {
    return html`<${Login} />`;
  }
  const View = VIEWS[view];
  return html`<a class="skip" href="#main" onClick=${skipToContent}>${texts.skip}</a>
    <${Header} view=${view} />
    <${ConnectionBanner} />
    <main id="main" tabindex="-1" class=${view}><${View} /></main>
    <${StatusHost} /><${DialogHost} />`;
}

/** Moves the focus without changing the address, which names the view. */
function skipToContent(event) {
  event.preventDefault();
  document.getElementById("main").focus();
}

function Header({ view }) {
  const { name } = useObservable(server);
  const chosen = useObservable(settings);
  const { theme } = chosen;
  const notify = isNotifying(chosen);
  return html`<header class="top">
    <h1 class="brand"><a href=${href({ view: "messages", search: "" })}><${Logo} /><span>${name}</span></a></h1>
    <nav aria-label=${texts.nav.label}>
      ${Object.keys(VIEWS).map(
        (one) => html`<a key=${one} href=${href({ view: one, search: "" })} aria-current=${one === view ? "page" : undefined} title=${texts.nav[one]}>
        <${Icon} name=${one} /><span class="nav-text">${texts.nav[one]}</span>${one === "messages" && html`<${Unread} />`}</a>`,
      )}
    </nav>
    <div class="top-search">${view === "messages" && html`<${Search} />`}</div>
    <div class="top-tools">
      <${ConnectionState} />
      ${canNotify && html`<${IconButton} icon=${notify ? "bell" : "bellOff"} label=${notify ? texts.notify.on : texts.notify.off} pressed=${notify} class="optional" onClick=${toggleNotifications} />`}
      <${IconButton} icon=${THEME_ICONS[theme]} label=${texts.theme.label(texts.theme[theme])} onClick=${() => remember("theme", THEMES[theme])} />
      <${IconButton} icon="help" label=${texts.help.open} class="optional" onClick=${showHelp} />
    </div>
  </header>`;
}

function Logo() {
  return html`<svg class="logo" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7" /><path d="M7 11h18v10.5H7z M7.5 11.5 16 18l8.5-6.5" /></svg>`;
}

function Unread() {
  const { count } = useObservable(unread);
  return (
    count > 0 &&
    html`<span class="count unread-count" title=${texts.count.unread(count)}>${count > 999 ? "999+" : count}<span class="hidden"> ${texts.list.unread}</span></span>`
  );
}

function ConnectionState() {
  const { state } = useObservable(connection);
  const text = { connected: texts.live.connected, connecting: texts.live.connecting, lost: texts.live.lost }[state];
  return html`<span class=${`live ${state}`} title=${text}><span class="live-dot"></span><span class="live-text" role="status">${text}</span></span>`;
}

const GRACE_MILLIS = 1500;

/** Says clearly that the server is gone. A connection that returns at once, as after a restart, shows nothing. */
function ConnectionBanner() {
  const { state } = useObservable(connection);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (state === "connected") {
      setShown(false);
      return undefined;
    }
    const timer = setTimeout(() => setShown(true), GRACE_MILLIS);
    return () => clearTimeout(timer);
  }, [state === "connected"]);
  return (
    shown &&
    html`<div class="banner" role="alert"><${Icon} name="warning" /><p><strong>${texts.live.lost}.</strong> ${texts.live.lostDetail}</p>
    <button type="button" class="button" onClick=${reconnect}>${texts.live.retry}</button></div>`
  );
}
