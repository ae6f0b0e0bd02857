import { Chip, Placeholder } from "../../components/basics.js";
import { html } from "../../lib/preact.js";
import { texts } from "../../texts.js";

/** The number of an RFC in a reference, whose text is then a link. */
const RFC = /^RFC (\d+)/;

export function ProblemsTab({ message }) {
  if (message.problems.length === 0) {
    return html`<${Placeholder} icon="check" title=${texts.problems.none} detail=${texts.problems.noneDetail} level=${3} />`;
  }
  return html`<${ProblemList} problems=${message.problems} />`;
}

export function ProblemList({ problems }) {
  return html`<ul class="problems">${problems.map(
    ({ id, severity, detail, reference }, index) => html`<li key=${`${id}-${index}`} class=${severity}>
    <p class="problem-head"><code>${id}</code><${Chip} kind=${severity === "violation" ? "bad" : "warn"}>${texts.problems[severity]}</${Chip}></p>
    <p>${detail}</p><p class="reference"><${Reference} text=${reference} /></p></li>`,
  )}</ul>`;
}

function Reference({ text }) {
  const number = RFC.exec(text)?.[1];
  return number ? html`<a href=${`https://www.rfc-editor.org/rfc/rfc${number}`} target="_blank" rel="noopener noreferrer">${text}</a>` : text;
}
