import { IconButton } from "../components/basics.js";
import { html, useRef, useState } from "../lib/preact.js";
import { recipients, selectedRecipient } from "../state/messages.js";
import { useObservable } from "../state/observable.js";
import { href, route } from "../state/route.js";
import { texts } from "../texts.js";
import { safeAddress } from "../util/format.js";
import { withTerm } from "../util/query.js";

const MAX_SHOWN = 200;
/** The server lists no more. */
const MAX_LISTED = 1000;

/**
 * The messages grouped by recipient of the envelope: a column beside the list or, if compact, a button that opens it. The style
 * sheet shows one of the two.
 */
export function Recipients({ compact = false }) {
  const [open, setOpen] = useState(false);
  const root = useRef(null);
  if (!compact) {
    return html`<nav class="recipients" aria-label=${texts.list.recipients}><${RecipientList} /></nav>`;
  }
  const close = () => {
    setOpen(false);
    root.current.querySelector("button").focus();
  };
  const onKeyDown = (event) => {
    if (open && event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  };
  const onFocusOut = ({ relatedTarget }) => relatedTarget && !root.current.contains(relatedTarget) && setOpen(false);
  return html`<div class="recipients-compact" ref=${root} onKeyDown=${onKeyDown} onFocusOut=${onFocusOut}>
    <${IconButton} icon="people" label=${texts.list.showRecipients} aria-expanded=${open} onClick=${() => setOpen(!open)} />
    ${open && html`<nav class="popover" aria-label=${texts.list.recipients} onClick=${(event) => event.target.closest("a") && close()}><${RecipientList} /></nav>`}
  </div>`;
}

function RecipientList() {
  const { list } = useObservable(recipients);
  const { search } = useObservable(route);
  const [typed, setTyped] = useState("");
  const chosen = selectedRecipient();
  const found = list.filter(({ address }) => address.toLowerCase().includes(typed.toLowerCase()));
  const shown = found.slice(0, MAX_SHOWN);
  const link = (address) => href({ view: "messages", search: withTerm(search, "recipient", address) });
  return html`<h2>${texts.list.recipients}</h2>
    ${list.length > 12 && html`<input type="search" class="small-input" placeholder=${texts.list.recipientsFilter} aria-label=${texts.list.recipientsFilter} value=${typed} onInput=${(event) => setTyped(event.target.value)} />`}
    <ul>
      <li><a href=${link("")} aria-current=${chosen === "" ? "true" : undefined}><span>${texts.list.allRecipients}</span></a></li>
      ${shown.map(
        ({
          address,
          messages,
          unread,
        }) => html`<li key=${address}><a href=${link(address)} title=${address} aria-current=${chosen === address ? "true" : undefined}>
        <span class=${unread > 0 ? "has-unread" : ""}>${safeAddress(address)}</span>${" "}<span class="number">${messages.toLocaleString("en")}<span class="hidden"> ${texts.list.messagesUnread(messages, unread)}</span></span></a></li>`,
      )}
    </ul>
    ${found.length > MAX_SHOWN && html`<p class="hint">${texts.list.recipientsCut(MAX_SHOWN, found.length)}</p>`}
    ${list.length >= MAX_LISTED && html`<p class="hint">${texts.list.recipientsLimited}</p>`}`;
}
