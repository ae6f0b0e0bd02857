import { html, useEffect, useRef, useState } from "../lib/preact.js";
import { texts } from "../texts.js";
import { Icon } from "./icon.js";

/** A button that shows only an icon; its label is its name and tooltip. */
export function IconButton({ icon, label, onClick, pressed, disabled, class: extra = "", ...rest }) {
  return html`<button type="button" class=${`icon-button ${extra}`} title=${label} aria-label=${label}
    aria-pressed=${pressed} disabled=${disabled} onClick=${onClick} ...${rest}><${Icon} name=${icon} /></button>`;
}

/** A button that copies a text and confirms it for a moment. */
export function CopyButton({ text, label, children, class: extra = "" }) {
  const [copied, setCopied] = useState(false);
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = async () => {
    await copyText(text);
    setCopied(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setCopied(false), 1500);
  };
  return html`<button type="button" class=${`copy ${copied ? "copied" : ""} ${extra}`} title=${label} aria-label=${children ? undefined : label} onClick=${copy}>
    ${children}<${Icon} name=${copied ? "check" : "copy"} /><span class="hidden" role="status">${copied ? texts.empty.copied : ""}</span></button>`;
}

/** Copies a text. Pages that are not on localhost and without HTTPS have no clipboard, so a selection is copied there. */
export async function copyText(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

/** A place without content, with an explanation. */
export function Placeholder({ icon, title, detail, children, level = 2 }) {
  return html`<div class="placeholder">
    ${icon && html`<${Icon} name=${icon} />`}
    ${level === 2 ? html`<h2>${title}</h2>` : html`<h3>${title}</h3>`}
    ${detail && html`<p>${detail}</p>`}${children}</div>`;
}

/** A small label with a meaning: neutral, good, warn or bad. */
export function Chip({ kind = "neutral", title, children }) {
  return html`<span class=${`chip ${kind}`} title=${title}>${children}</span>`;
}

/** Buttons of which exactly one is chosen. */
export function Choice({ label, options, value, onChange }) {
  return html`<div class="choice" role="group" aria-label=${label}>
    ${options.map(
      (option) => html`<button type="button" key=${option.value} title=${option.label} aria-label=${option.label}
      aria-pressed=${option.value === value} onClick=${() => onChange(option.value)}><${Icon} name=${option.icon} /></button>`,
    )}
  </div>`;
}

/** A button with a menu of actions. The menu closes after a choice, with Escape, and when the focus leaves it. */
export function Menu({ icon, label, text, items, class: extra = "" }) {
  const [open, setOpen] = useState(false);
  const root = useRef(null);
  const close = (focus) => {
    setOpen(false);
    if (focus) {
      root.current.querySelector("button").focus();
    }
  };
  useEffect(() => {
    if (open) {
      root.current.querySelector("[role=menuitem]")?.focus();
    }
  }, [open]);
  const onKeyDown = (event) => {
    const all = [...root.current.querySelectorAll("[role=menuitem]")];
    const at = all.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (open && event.key === "Escape") {
      event.stopPropagation();
      close(true);
    } else if (open && step) {
      event.preventDefault();
      all[(at + step + all.length) % all.length]?.focus();
    }
  };
  const onFocusOut = (event) => {
    if (!root.current.contains(event.relatedTarget)) {
      setOpen(false);
    }
  };
  return html`<div class=${`menu ${extra}`} ref=${root} onKeyDown=${onKeyDown} onFocusOut=${onFocusOut}>
    <button type="button" class=${text ? "button" : "icon-button"} title=${label} aria-label=${text ? undefined : label} aria-haspopup="menu"
      aria-expanded=${open} onClick=${() => setOpen(!open)}><${Icon} name=${icon} />${text && html`<span>${text}</span>`}</button>
    ${
      open &&
      html`<div class="menu-items" role="menu" aria-label=${label}>
      ${items.map((item) =>
        item.heading
          ? html`<p class="menu-heading" role="presentation" key=${item.heading}>${item.heading}</p>`
          : html`<button type="button" role="menuitem" tabindex="-1" key=${item.label} disabled=${item.disabled}
            class=${item.danger ? "danger" : ""} onClick=${() => {
              close(true);
              item.run();
            }}>${item.label}</button>`,
      )}
    </div>`
    }
  </div>`;
}

/** A text with commands: a line does not end between the hyphens of an option, only between words. */
export function Words({ text }) {
  return text.split(/(\s+)/).map((word, index) => (word.includes("-") ? html`<span class="word" key=${index}>${word}</span>` : word));
}
