import { CopyButton } from "../../components/basics.js";
import { html } from "../../lib/preact.js";
import { texts } from "../../texts.js";

export function TextTab({ message }) {
  return html`<div class="floating"><${CopyButton} text=${message.text} label=${texts.text.copy} /></div>
    <pre class="plain-text">${message.text}</pre>`;
}
