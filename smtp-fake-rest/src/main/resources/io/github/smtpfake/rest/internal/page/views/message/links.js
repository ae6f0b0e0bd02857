import { CopyButton } from "../../components/basics.js";
import { html } from "../../lib/preact.js";
import { texts } from "../../texts.js";
import { safeLink, safeText } from "../../util/format.js";

function isWeb(href) {
  return /^(https?|mailto):/i.test(href);
}

/** Codes and links to copy. A link opens only after a click, in a new tab that knows nothing of this one. */
export function LinksTab({ message }) {
  return html`${
    message.codes.length > 0 &&
    html`<section class="codes" aria-labelledby="codes-title"><h3 id="codes-title">${texts.links.codes}</h3>
      ${message.codes.map((code) => html`<${CopyButton} key=${code} text=${code} label=${texts.links.copyCode(code)} class="code"><code>${code}</code></${CopyButton}>`)}</section>`
  }
    ${
      message.links.length > 0 &&
      html`<section aria-labelledby="links-title"><h3 id="links-title">${texts.links.links}</h3>
      <ul class="links">${message.links.map(
        ({ text, href }, index) => html`<li key=${index}><div><strong>${safeText(text || texts.links.noText)}</strong>
        ${isWeb(href) ? html`<a href=${href} target="_blank" rel="noopener noreferrer" title=${texts.links.open}>${safeLink(href)}</a>` : html`<span class="muted"><code>${safeLink(href)}</code> (${texts.links.notWeb})</span>`}</div>
        <${CopyButton} text=${href} label=${texts.links.copyLink} /></li>`,
      )}</ul></section>`
    }`;
}
