import { beginningOf, paths } from "../../api/client.js";
import { Chip, CopyButton } from "../../components/basics.js";
import { Icon } from "../../components/icon.js";
import { html, useState } from "../../lib/preact.js";
import { texts } from "../../texts.js";
import { safeText, size } from "../../util/format.js";
import { useLoaded } from "../../util/load.js";

const IMAGES = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp", "image/svg+xml"];
const MAX_TEXT = 64 * 1024;

export function PartsTab({ message }) {
  return html`<ul class="parts">${message.attachments.map((part) => html`<${Part} key=${part.index} message=${message} part=${part} />`)}</ul>`;
}

/** Browsers run no script of an image, even of SVG, and the preview of a text is text. All else is only downloaded. */
function previewOf(type) {
  if (IMAGES.includes(type)) {
    return ImagePreview;
  }
  return type.startsWith("text/") || ["application/json", "application/xml", "message/rfc822"].includes(type) ? TextPreview : null;
}

function Part({ message, part }) {
  const type = part.contentType.split(";")[0].trim().toLowerCase();
  const Preview = previewOf(type);
  const [open, setOpen] = useState(Preview === ImagePreview);
  const name = safeText(part.fileName ?? texts.parts.unnamed);
  return html`<li class="part"><div class="part-head"><${Icon} name="file" />
      <div class="part-name"><strong>${name}</strong><span class="muted">${type}<span class="dot">·</span>${size(part.size)} <${Chip}>${texts.parts[part.disposition]}</${Chip}></span></div>
      ${Preview && html`<button type="button" class="button" aria-expanded=${open} aria-label=${`${open ? texts.parts.hide : texts.parts.preview}: ${name}`} onClick=${() => setOpen(!open)}>${open ? texts.parts.hide : texts.parts.preview}</button>`}
      <a class="button" href=${paths.part(message.id, part.index)} download=${part.fileName ?? ""} aria-label=${`${texts.parts.download}: ${name}`}><${Icon} name="download" />${texts.parts.download}</a></div>
    <dl class="part-facts"><div><dt>${texts.parts.sha256}</dt><dd><code>${part.sha256}</code><${CopyButton} text=${part.sha256} label=${texts.parts.copyHash} /></dd></div>
      ${part.contentId && html`<div><dt>${texts.parts.contentId}</dt><dd><code>${part.contentId}</code></dd></div>`}</dl>
    ${open && html`<${Preview} address=${paths.part(message.id, part.index)} name=${name} />`}
  </li>`;
}

function ImagePreview({ address, name }) {
  return html`<div class="image-preview"><img src=${address} alt=${name} loading="lazy" decoding="async" /></div>`;
}

function TextPreview({ address }) {
  const { value, error } = useLoaded((signal) => beginningOf(address, MAX_TEXT, signal), [address]);
  return html`${error && html`<p class="notice bad">${error}</p>`}${value?.cut && html`<p class="notice">${texts.parts.previewCut(size(MAX_TEXT))}</p>`}
    <pre class="text-preview" tabindex="0">${value?.text}</pre>`;
}
