import { Icon } from "../components/icon.js";
import { html } from "../lib/preact.js";
import { messages } from "../state/messages.js";
import { useObservable } from "../state/observable.js";
import { href, route } from "../state/route.js";
import { isSelected, selection, selectTo, toggleSelected } from "../state/selection.js";
import { texts } from "../texts.js";
import { fullTime, safeAddress, senderOf, shortTime, size, subjectOf } from "../util/format.js";
import { focusCurrent } from "./actions.js";

/** A message in the list. */
export function MessageRow({ row, current, tabIndex }) {
  const { tab } = useObservable(route);
  const selected = isSelected(useObservable(selection), row);
  const subject = subjectOf(row);
  const state = `${row.read ? "" : "unread"} ${current ? "current" : ""} ${selected ? "selected" : ""}`;
  return html`<div class=${`row ${state}`}>
    <label class="row-check" onClick=${(event) => select(event, row.id)}><input type="checkbox" checked=${selected} tabindex=${tabIndex} aria-label=${texts.list.select(subject)} /></label>
    <a class="row-link" tabindex=${tabIndex} href=${href({ view: "messages", id: row.id, tab })} aria-current=${current ? "true" : undefined}
        onClick=${() => current && focusCurrent()}>
      <span class="row-top"><span class="row-sender">${senderOf(row)}</span>${!row.read && html`<span class="hidden">${texts.list.unread}</span>`}
        <time class="row-time" datetime=${row.receivedAt} title=${fullTime(row.receivedAt)}>${shortTime(row.receivedAt)}</time></span>
      <span class=${`row-subject ${row.subject ? "" : "missing"}`}>${row.unreadable ? texts.list.unreadable : subject}</span>
      <span class="row-bottom"><span class="row-recipients" title=${safeAddress(row.envelope.recipients.slice(0, 20).join("\n"))}><span class="row-to">${texts.list.to}</span> ${recipientsOf(row)}</span>
        <${Marks} row=${row} /><span class="row-size">${size(row.size)}</span></span>
    </a>
  </div>`;
}

/** Selects the row, or with Shift the rows up to it. A click on the label reaches the box by itself, but not in all browsers with Shift. */
function select(event, id) {
  const isBox = event.target.tagName === "INPUT";
  if (event.shiftKey) {
    if (!isBox) {
      event.preventDefault();
    }
    selectTo(id, messages.value.rows);
  } else if (isBox) {
    toggleSelected(id, messages.value.rows);
  }
}

function recipientsOf(message) {
  const [first, ...others] = message.envelope.recipients;
  return first === undefined ? texts.list.noRecipients : others.length > 0 ? `${safeAddress(first)} ${texts.count.more(others.length)}` : safeAddress(first);
}

function Marks({ row }) {
  return html`${row.attachmentCount > 0 && html`<${Mark} icon="paperclip" text=${texts.count.attachments(row.attachmentCount)} />`}
    ${row.problemCount > 0 && html`<${Mark} icon="warning" kind="warn" text=${texts.count.problems(row.problemCount)} />`}`;
}

function Mark({ icon, kind = "", text }) {
  return html`<span class=${`mark ${kind}`} title=${text}><${Icon} name=${icon} /><span class="hidden">${text}</span></span>`;
}
