import { CopyButton } from "../../components/basics.js";
import { html, useState } from "../../lib/preact.js";
import { texts } from "../../texts.js";

export function HeadersTab({ message }) {
  const [typed, setTyped] = useState("");
  const wanted = typed.toLowerCase();
  const shown = message.headers.filter(({ name, value }) => `${name}: ${value}`.toLowerCase().includes(wanted));
  return html`<div class="tab-bar"><input type="search" class="small-input" placeholder=${texts.headers.filter} aria-label=${texts.headers.filter} value=${typed} onInput=${(event) => setTyped(event.target.value)} /></div>
    ${shown.length === 0 && html`<p class="muted" role="status">${texts.headers.none}</p>`}
    <dl class="header-list">${shown.map(({ name, value }, index) => html`<div key=${`${name}-${index}`}><dt>${name}</dt><dd><span>${value}</span><${CopyButton} text=${value} label=${`${texts.headers.copy}: ${name}`} /></dd></div>`)}</dl>`;
}
