import { beginningOf, paths } from "../../api/client.js";
import { html } from "../../lib/preact.js";
import { useObservable } from "../../state/observable.js";
import { remember, settings } from "../../state/settings.js";
import { texts } from "../../texts.js";
import { size } from "../../util/format.js";
import { useLoaded } from "../../util/load.js";
import { rawLines } from "../../util/raw.js";

const MAX_BYTES = 256 * 1024;

/** The bytes as the client sent them, read as UTF-8, with coloured headers and boundaries. */
export function RawTab({ message }) {
  const { wrap } = useObservable(settings);
  const { value, error } = useLoaded((signal) => beginningOf(paths.raw(message.id), MAX_BYTES, signal), [message.id]);
  if (error) {
    return html`<p class="notice bad" role="alert">${error}</p>`;
  }
  return html`<div class="tab-bar"><label class="check"><input type="checkbox" checked=${wrap} onChange=${() => remember("wrap", !wrap)} />${texts.raw.wrap}</label></div>
    ${value?.cut && html`<p class="notice">${texts.raw.cut(size(MAX_BYTES), size(message.size))}</p>`}
    <pre class=${`raw ${wrap ? "wrap" : ""}`} tabindex="0">${value && rawLines(value.text).map(({ kind, name, text }, index) => html`<span class=${`line ${kind}`} key=${index}>${name && html`<b>${name}</b>`}${text}${"\n"}</span>`)}</pre>`;
}
