import { api } from "../../api/client.js";
import { Chip, Placeholder } from "../../components/basics.js";
import { html } from "../../lib/preact.js";
import { texts } from "../../texts.js";
import { useLoaded } from "../../util/load.js";

const KINDS = { content: "bad", layout: "warn", appearance: "neutral" };

/** What common mail clients show differently, by rule, with the lines of the HTML. */
export function CompatibilityTab({ message }) {
  const { value: findings, error } = useLoaded((signal) => api.htmlCompatibility(message.id, signal), [message.id]);
  if (error) {
    return html`<p class="notice bad" role="alert">${error}</p>`;
  }
  if (!findings) {
    return html`<div class="detail-skeleton" aria-busy="true" aria-label=${texts.compatibility.loading} role="status"></div>`;
  }
  if (findings.length === 0) {
    return html`<${Placeholder} icon="check" title=${texts.compatibility.none} detail=${texts.compatibility.noneDetail} level=${3} />`;
  }
  return html`<p class="compatibility-intro">${texts.compatibility.intro(findings.length)}</p>
    <ul class="problems compatibility">${findings.map((finding) => html`<${Finding} finding=${finding} key=${finding.rule} />`)}</ul>`;
}

function Finding({ finding: { rule, impact, explanation, clients, reference, count, places } }) {
  return html`<li class=${impact}>
    <p class="problem-head"><code>${rule}</code><${Chip} kind=${KINDS[impact]}>${texts.compatibility.impact[impact]}</${Chip}></p>
    <p>${explanation}</p>
    <p class="reference">${texts.compatibility.clients}: ${clients.join(", ")}</p>
    <p class="reference">${texts.compatibility.reference}: <a href=${reference} target="_blank" rel="noopener noreferrer">${reference.replace("https://", "")}</a></p>
    ${count > 0 && html`<${Places} count=${count} places=${places} />`}
  </li>`;
}

function Places({ count, places }) {
  const more = count - places.length;
  return html`<details class="places" open=${count <= 5}>
    <summary>${texts.compatibility.places(count)}</summary>
    <ul>${places.map(({ line, excerpt }, index) => html`<li key=${index}><span class="line">${texts.compatibility.line(line)}</span><code>${excerpt}</code></li>`)}</ul>
    ${more > 0 && html`<p>${texts.compatibility.more(more)}</p>`}
  </details>`;
}
