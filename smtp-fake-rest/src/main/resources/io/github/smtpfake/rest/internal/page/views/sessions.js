import { api } from "../api/client.js";
import { Chip, IconButton, Placeholder } from "../components/basics.js";
import { WindowList } from "../components/window-list.js";
import { html, useEffect, useLayoutEffect, useRef } from "../lib/preact.js";
import { useKeys } from "../state/keys.js";
import { useObservable } from "../state/observable.js";
import { go, href, route } from "../state/route.js";
import { sessions } from "../state/sessions.js";
import { texts } from "../texts.js";
import { duration, fullTime, safeAddress, safeText, shortTime } from "../util/format.js";
import { useLoaded } from "../util/load.js";
import { focusCurrent, focusDetail, move } from "./actions.js";
import { ProblemList } from "./message/problems.js";
import { Transcript } from "./message/transcript.js";
import { useReturnToRow } from "./return-to-row.js";

const ROW_HEIGHT = 76;

export function SessionsView() {
  const { id } = useObservable(route);
  const { matched, loaded, error } = useObservable(sessions);
  useEffect(() => sessions.restart(), []);
  useReturnToRow(sessions, id);
  useKeys({ j: () => move(sessions, "sessions", id, 1), k: () => move(sessions, "sessions", id, -1), Escape: () => id && go({ view: "sessions" }) });
  if (loaded && !error && matched === 0 && !id) {
    return html`<${Placeholder} icon="sessions" title=${texts.sessions.none} detail=${texts.sessions.noneDetail} />`;
  }
  return html`<section class=${`list-pane ${id ? "beside" : ""}`} aria-label=${texts.sessions.label}>
      <div class="toolbar"><p class="toolbar-text" role="status">${texts.count.sessions(matched)}</p></div>
      ${error && html`<p class="notice bad" role="alert">${error}</p>`}
      <${WindowList} window=${sessions} rowHeight=${ROW_HEIGHT} label=${texts.sessions.label} Row=${SessionRow} currentId=${id} restartKey="" />
    </section>
    <section class=${`detail-pane ${id ? "" : "empty"}`} aria-label=${texts.message.session}>
      ${id ? html`<${SessionDetail} id=${id} key=${id} />` : html`<${Placeholder} icon="sessions" title=${texts.sessions.select} detail=${texts.sessions.selectDetail} />`}
    </section>`;
}

/** Returns how the session went, in the order of what matters: {kind, text}. */
function outcomes({ messageIds, rejectedCommands, end }) {
  const found = [];
  if (messageIds.length > 0) {
    found.push({ kind: "good", text: texts.sessions.delivered(messageIds.length) });
  }
  if (rejectedCommands.length > 0) {
    found.push({ kind: "bad", text: texts.sessions.rejected(rejectedCommands.length) });
  }
  if (end === null) {
    found.push({ kind: "accent", text: texts.sessions.open });
  } else if (end !== "quit") {
    found.push({ kind: end === "disconnected" ? "neutral" : "warn", text: texts.sessions.ends[end] });
  }
  if (found.length === 0) {
    found.push({ kind: "neutral", text: texts.sessions.nothing });
  }
  return found;
}

function SessionRow({ row, current, tabIndex }) {
  const rule = row.rejectedCommands.find((command) => command.rule)?.rule;
  return html`<div class=${`row session ${current ? "current" : ""}`}>
    <a class="row-link" tabindex=${tabIndex} href=${href({ view: "sessions", id: row.id })} aria-current=${current ? "true" : undefined} onClick=${() => current && focusCurrent()}>
      <span class="row-top"><span class="row-sender">${safeAddress(row.helo ?? texts.sessions.noHelo)}</span><time class="row-time" datetime=${row.startedAt} title=${fullTime(row.startedAt)}>${shortTime(row.startedAt)}</time></span>
      <span class="row-chips">${outcomes(row).map(({ kind, text }) => html`<${Chip} kind=${kind} key=${text}>${text}</${Chip}>`)}</span>
      <span class="row-bottom"><span class="row-recipients">${rule ?? row.rejectedCommands[0]?.reply ?? row.client}</span><span class="row-size">${row.endedAt ? duration(Date.parse(row.endedAt) - Date.parse(row.startedAt)) : ""}</span></span>
    </a></div>`;
}

function SessionDetail({ id }) {
  const { rows } = useObservable(sessions);
  const row = rows.find((one) => one.id === id);
  // An open session changes; what the list knows of it tells when.
  const version = row ? `${row.endedAt}-${row.rejectedCommands.length}-${row.messageIds.length}` : "";
  const { value: session, error, status } = useLoaded((signal) => api.session(id, signal), [id, version]);
  if (status === 404) {
    return html`<${Placeholder} icon="sessions" title=${texts.sessions.gone} detail=${texts.sessions.goneDetail} />`;
  }
  if (error) {
    return html`<p class="notice bad" role="alert">${error}</p>`;
  }
  return session ? html`<${LoadedSession} session=${session} />` : html`<div class="detail-skeleton" aria-busy="true"></div>`;
}

function LoadedSession({ session }) {
  const facts = [
    [texts.sessions.client, session.client],
    [texts.sessions.helo, safeAddress(session.helo ?? texts.sessions.noHelo)],
    [texts.sessions.user, safeText(session.user ?? texts.sessions.noUser)],
    [texts.sessions.tls, session.tls ? `${session.tls.protocol}, ${session.tls.cipher}` : texts.sessions.noTls],
    [texts.sessions.started, fullTime(session.startedAt)],
    [
      texts.sessions.ended,
      session.end
        ? `${texts.sessions.ends[session.end]}${session.endedAt ? `, ${texts.sessions.duration.toLowerCase()} ${duration(Date.parse(session.endedAt) - Date.parse(session.startedAt))}` : ""}`
        : texts.sessions.open,
    ],
  ];
  const heading = useRef(null);
  useLayoutEffect(() => focusDetail(heading.current), []);
  return html`<article class="session-detail" aria-labelledby="session-title">
    <div class="toolbar message-toolbar"><${IconButton} icon="back" label=${texts.sessions.back} class="back" onClick=${() => go({ view: "sessions" })} /></div>
    <h2 id="session-title" ref=${heading} tabindex="-1" data-heading>${safeAddress(session.helo ?? texts.sessions.noHelo)}</h2>
    <p class="chips">${outcomes(session).map(({ kind, text }) => html`<${Chip} kind=${kind} key=${text}>${text}</${Chip}>`)}</p>
    <dl class="facts">${facts.map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}
      ${session.messageIds.length > 0 && html`<div><dt>${texts.sessions.messages}</dt><dd>${session.messageIds.map((one) => html`<a class="address" key=${one} href=${href({ view: "messages", id: one, search: "" })}>${one}</a>`)}</dd></div>`}</dl>
    ${
      session.rejectedCommands.length > 0 &&
      html`<h3>${texts.sessions.rejections}</h3><ul class="rejections">${session.rejectedCommands.map(
        ({ command, reply, rule }, index) => html`<li key=${index}>
      <p><code>${command}</code></p><p class="reply"><code>${reply}</code></p>${rule && html`<p class="muted">${texts.sessions.rule}: <a href=${href({ view: "rules" })}><code>${rule}</code></a></p>`}</li>`,
      )}</ul>`
    }
    ${session.problems.length > 0 && html`<h3>${texts.sessions.problems}</h3><${ProblemList} problems=${session.problems} />`}
    <h3>${texts.sessions.transcript}</h3><${Transcript} lines=${session.transcript} />
  </article>`;
}
