import { paths } from "../../api/client.js";
import { Choice } from "../../components/basics.js";
import { Icon } from "../../components/icon.js";
import { html, useMemo, useState } from "../../lib/preact.js";
import { useObservable } from "../../state/observable.js";
import { remember, settings } from "../../state/settings.js";
import { texts } from "../../texts.js";
import { remoteReferences } from "../../util/remote.js";

const WIDTHS = [
  { value: "phone", label: texts.html.phone, icon: "phone" },
  { value: "tablet", label: texts.html.tablet, icon: "tablet" },
  { value: "desktop", label: texts.html.desktop, icon: "desktop" },
];
const THEMES = [
  { value: "light", label: texts.html.light, icon: "sun" },
  { value: "dark", label: texts.html.dark, icon: "moon" },
];

/** The HTML in a frame that runs no script and loads nothing from other servers; the response itself forbids it. */
export function HtmlTab({ message }) {
  const { htmlWidth, htmlTheme } = useObservable(settings);
  const blocked = useMemo(() => remoteReferences(message.html), [message.html]);
  const [open, setOpen] = useState(false);
  return html`<div class="preview">
    <div class="preview-bar">
      ${
        blocked.length > 0
          ? html`<button type="button" class="blocked" aria-expanded=${open} onClick=${() => setOpen(!open)}><${Icon} name="shield" />${texts.count.blocked(blocked.length)} ${texts.html.blocked}</button>`
          : html`<p class="blocked none"><${Icon} name="shield" />${texts.html.noneBlocked}</p>`
      }
      <span class="space"></span>
      <${Choice} label=${texts.html.widths} options=${WIDTHS} value=${htmlWidth} onChange=${(value) => remember("htmlWidth", value)} />
      <${Choice} label=${texts.html.theme} options=${THEMES} value=${htmlTheme} onChange=${(value) => remember("htmlTheme", value)} />
    </div>
    ${open && html`<ul class="blocked-list">${blocked.map(({ url, kind }) => html`<li key=${url}><span class="chip neutral">${texts.html.kinds[kind]}</span> <code>${url}</code></li>`)}</ul>`}
    <div class=${`frame-box ${htmlWidth} ${htmlTheme}`}>
      <iframe title=${texts.html.frame} src=${paths.preview(message.id)} sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer" key=${htmlTheme}></iframe>
    </div>
  </div>`;
}
