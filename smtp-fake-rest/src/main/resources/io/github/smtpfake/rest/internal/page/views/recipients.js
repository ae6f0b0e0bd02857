import { IconButton } from "../components/basics.js";
import { html, useState } from "../lib/preact.js";
import { recipients, selectedRecipient } from "../state/messages.js";
import { useObservable } from "../state/observable.js";
import { href, route } from "../state/route.js";
import { texts } from "../texts.js";
import { withTerm } from "../util/query.js";

const MAX_SHOWN = 200;

/**
 * The messages grouped by recipient of the envelope: a column beside the list or, if compact, a button that opens it. The style
 * sheet shows one of the two.
 */
export function Recipients({ compact = false }) {
  const [open, setOpen] = useState(false);
  if (!compact) {
    return html`<nav class="recipients" aria-label=${texts.list.recipients}><${RecipientList} /></nav>`;
  }
  return html`<div class="recipients-compact" onKeyDown=${(event) => event.key === "Escape" && setOpen(false)}>
    <${IconButton} icon="people" label=${texts.list.showRecipients} pressed=${open} onClick=${() => setOpen(!open)} />
    ${open && html`<nav class="popover" aria-label=${texts.list.recipients} onClick=${(event) => event.target.closest("a") && setOpen(false)}><${RecipientList} /></nav>`}
  </div>`;
}

function RecipientList() {
  const { list } = useObservable(recipients);
  const { search } = useObservable(route);
  const [typed, setTyped] = useState("");
  const chosen = selectedRecipient();
  const shown = list.filter(({ address }) => address.toLowerCase().includes(typed.toLowerCase())).slice(0, MAX_SHOWN);
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
        <span class=${unread > 0 ? "has-unread" : ""}>${address}</span><span class="number">${messages.toLocaleString("en")}</span></a></li>`,
      )}
    </ul>`;
}
