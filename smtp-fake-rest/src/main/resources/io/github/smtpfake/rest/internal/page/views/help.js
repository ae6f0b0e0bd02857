import { showDialog } from "../components/dialog.js";
import { html } from "../lib/preact.js";
import { texts } from "../texts.js";

export function showHelp() {
  showDialog(
    texts.help.title,
    html`<dl class="keys">
    ${texts.help.keys.map(
      ([keys, meaning]) =>
        html`<div key=${keys}><dt>${keys
          .split(" ")
          .filter(Boolean)
          .map((key) => html`<kbd key=${key}>${key}</kbd> `)}</dt><dd>${meaning}</dd></div>`,
    )}
  </dl>`,
  );
}
