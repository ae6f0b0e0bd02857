import { api, paths } from "../api/client.js";
import { Chip, IconButton, Menu, Placeholder } from "../components/basics.js";
import { Icon } from "../components/icon.js";
import { report, reportFailure } from "../components/status.js";
import { Tabs } from "../components/tabs.js";
import { html, useEffect, useLayoutEffect, useRef } from "../lib/preact.js";
import { useKeys } from "../state/keys.js";
import { mark, messages } from "../state/messages.js";
import { useObservable } from "../state/observable.js";
import { go, href, route } from "../state/route.js";
import { addRule } from "../state/rules.js";
import { texts } from "../texts.js";
import { addressText, fullTime, safeAddress, safeText, size, subjectOf } from "../util/format.js";
import { useLoaded } from "../util/load.js";
import { deleteOne, focusDetail, move } from "./actions.js";
import { CalendarTab } from "./message/calendar.js";
import { CompatibilityTab } from "./message/compatibility.js";
import { HeadersTab } from "./message/headers.js";
import { HtmlTab } from "./message/html.js";
import { LinksTab } from "./message/links.js";
import { PartsTab } from "./message/parts.js";
import { ProblemsTab } from "./message/problems.js";
import { RawTab } from "./message/raw.js";
import { TextTab } from "./message/text.js";
import { TranscriptTab } from "./message/transcript.js";

/** The tabs in order. A tab without a condition is always shown; to add one, add a row here and a component. */
const TABS = [
  { id: "html", Tab: HtmlTab, isShown: (message) => message.html !== null },
  { id: "text", Tab: TextTab, isShown: (message) => message.text !== null },
  { id: "headers", Tab: HeadersTab },
  { id: "raw", Tab: RawTab },
  { id: "parts", Tab: PartsTab, isShown: (message) => message.attachments.length > 0, count: (message) => message.attachments.length },
  {
    id: "links",
    Tab: LinksTab,
    isShown: (message) => message.links.length + message.codes.length > 0,
    count: (message) => message.links.length + message.codes.length,
  },
  {
    id: "calendar",
    Tab: CalendarTab,
    isShown: (message) => message.calendarEvents.length > 0,
    count: (message) => message.calendarEvents.length,
  },
  { id: "compatibility", Tab: CompatibilityTab, isShown: (message) => message.html !== null },
  { id: "problems", Tab: ProblemsTab, count: (message) => message.problems.length, kind: "warn" },
  { id: "transcript", Tab: TranscriptTab },
];

export function MessageView({ id }) {
  const { value: message, error, status } = useLoaded((signal) => api.message(id, signal), [id]);
  useEffect(() => {
    if (message && !message.read) {
      mark([id], true).catch(reportFailure);
    }
  }, [message]);
  if (status === 404) {
    return html`<${Placeholder} icon="messages" title=${texts.message.gone} detail=${texts.message.goneDetail}>
      <a class="button" href=${href({ view: "messages" })}>${texts.message.back}</a></${Placeholder}>`;
  }
  if (error) {
    return html`<p class="notice bad" role="alert">${error}</p>`;
  }
  return message ? html`<${LoadedMessage} message=${message} />` : html`<div class="detail-skeleton" aria-busy="true"></div>`;
}

function LoadedMessage({ message }) {
  const { tab } = useObservable(route);
  const shown = TABS.filter(({ isShown }) => !isShown || isShown(message));
  const chosen = shown.some(({ id }) => id === tab) ? tab : shown[0].id;
  const choose = (id) => go({ view: "messages", id: message.id, tab: id }, { replace: true });
  const step = (by) => choose(shown[(shown.findIndex(({ id }) => id === chosen) + by + shown.length) % shown.length].id);
  const heading = useRef(null);
  useKeys({ "[": () => step(-1), "]": () => step(1) });
  useLayoutEffect(() => focusDetail(heading.current), []);
  const { Tab } = shown.find(({ id }) => id === chosen);
  return html`<article class="message" aria-labelledby="message-subject">
    <${Actions} message=${message} />
    <header class="message-head">
      <h2 id="message-subject" ref=${heading} tabindex="-1" data-heading class=${message.subject ? "" : "missing"}>${subjectOf(message)}</h2>
      <${Facts} message=${message} />
      ${message.unreadable && html`<p class="notice bad" role="alert">${message.unreadable}</p>`}
      ${Object.entries(message.cut ?? {}).map(([name, count]) => html`<p class="notice" key=${name}>${texts.message.cut(name, count)}</p>`)}
    </header>
    <${Tabs} label=${texts.tabs.label} chosen=${chosen} onChoose=${choose}
      tabs=${shown.map(({ id, count, kind }) => ({ id, label: texts.tabs[id], count: count?.(message) ?? 0, kind }))}>
      <${Tab} message=${message} key=${chosen} />
    </${Tabs}>
  </article>`;
}

function Actions({ message }) {
  const { rows } = useObservable(messages);
  const isRead = rows.find((row) => row.id === message.id)?.read ?? true;
  const back = () => go({ view: "messages" });
  return html`<div class="toolbar message-toolbar" role="group" aria-label=${texts.message.actions}>
    <${IconButton} icon="back" label=${texts.message.back} class="back" onClick=${back} />
    <${IconButton} icon="up" label=${texts.message.previous} onClick=${() => move(messages, "messages", message.id, -1)} />
    <${IconButton} icon="down" label=${texts.message.next} onClick=${() => move(messages, "messages", message.id, 1)} />
    <span class="space"></span>
    <${FailNext} message=${message} />
    <${IconButton} icon=${isRead ? "unread" : "read"} label=${isRead ? texts.message.markUnread : texts.message.markRead}
      onClick=${() => mark([message.id], !isRead).catch(reportFailure)} />
    <a class="icon-button" href=${paths.raw(message.id)} download=${`${message.id}.eml`} title=${texts.message.download} aria-label=${texts.message.download}><${Icon} name="download" /></a>
    <${IconButton} icon="trash" label=${texts.message.delete} onClick=${() => deleteOne(message.id)} />
  </div>`;
}

/** Makes the next mail to the first recipient fail, in two clicks. */
function FailNext({ message }) {
  const recipient = message.envelope.recipients[0];
  if (recipient === undefined) {
    return null;
  }
  const items = texts.failures.map(({ label, on, then }) => ({
    label,
    run: () => addRule({ on, when: { recipient }, then, times: 1 }).then((rule) => report(texts.message.ruleAdded(rule.description)), reportFailure),
  }));
  return html`<${Menu} icon="bolt" label=${texts.message.failNext} class="right" items=${[{ heading: texts.message.failNextTo(safeAddress(recipient)) }, ...items]} />`;
}

/** The headers that name people beside the envelope, so that differences are seen. */
function Facts({ message }) {
  const { envelope, session } = message;
  const bcc = new Set(message.bcc);
  const senders = message.from.map(({ address }) => address.toLowerCase());
  const differs = senders.length > 0 && !senders.includes(envelope.sender.toLowerCase());
  const lines = [
    ["from", message.from],
    ["to", message.to],
    ["cc", message.cc],
    ["replyTo", message.replyTo],
  ].filter(([, list]) => list.length > 0);
  return html`<dl class="facts">
    ${lines.map(([name, list]) => html`<div key=${name}><dt>${texts.message[name]}</dt><dd>${list.map((address, index) => html`<span class="address" key=${index}>${addressText(address)}</span>`)}</dd></div>`)}
    <div class="fact-envelope"><dt>${texts.message.envelope}</dt><dd>
      <span class="address">${safeAddress(envelope.sender || texts.message.nullSender)}</span>${differs && html`<${Chip} kind="warn">${texts.message.senderDiffers}</${Chip}>`}
      <span class="arrow"><span aria-hidden="true">→</span><span class="hidden">${texts.list.to}</span></span>
      ${envelope.recipients.map((address, index) => html`<span class="address" key=${index}>${safeAddress(address)}${bcc.has(address) && html`<${Chip} kind="accent" title=${texts.message.bccHint}>${texts.message.bcc}</${Chip}>`}</span>`)}
    </dd></div>
    <div><dt>${texts.message.received}</dt><dd class="dotted"><time datetime=${message.receivedAt}>${fullTime(message.receivedAt)}</time> <span>${size(message.size)}</span>${" "}
      <span><a href=${href({ view: "sessions", id: session.id })}>${session.client}</a></span> <span>${session.tls ? texts.message.encrypted(session.tls) : texts.message.plain}</span>${session.user && html` <span>${texts.message.user(safeText(session.user))}</span>`}</dd></div>
    ${message.tags.length > 0 && html`<div><dt>${texts.message.tags}</dt><dd>${message.tags.map((tag) => html`<${Chip} key=${tag}>${tag}</${Chip}>`)}</dd></div>`}
  </dl>`;
}
