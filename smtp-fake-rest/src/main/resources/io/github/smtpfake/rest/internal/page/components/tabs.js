import { html, useLayoutEffect, useRef } from "../lib/preact.js";

/** How much of the neighbour of the chosen tab is seen, in pixels, so that people see that there are more. */
const EDGE = 44;

/** A list of tabs and the panel of the chosen one. Arrow keys move between tabs. */
export function Tabs({ label, tabs, chosen, onChoose, children }) {
  const list = useRef(null);
  useLayoutEffect(() => {
    const tab = list.current.querySelector("[aria-selected=true]");
    const { offsetLeft, offsetWidth } = tab;
    const { scrollLeft, clientWidth } = list.current;
    list.current.scrollLeft = Math.max(Math.min(scrollLeft, offsetLeft - EDGE), offsetLeft + offsetWidth + EDGE - clientWidth);
  }, [chosen]);
  const onKeyDown = (event) => {
    const at = tabs.findIndex((tab) => tab.id === chosen);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      const target = tabs[(next + tabs.length) % tabs.length];
      onChoose(target.id);
      list.current.querySelector(`#tab-${target.id}`).focus();
    }
  };
  return html`<div class="tabs" role="tablist" aria-label=${label} ref=${list} onKeyDown=${onKeyDown}>
      ${tabs.map(
        (tab) => html`<button type="button" role="tab" key=${tab.id} id=${`tab-${tab.id}`} aria-selected=${tab.id === chosen}
        aria-controls="tabpanel" tabindex=${tab.id === chosen ? 0 : -1} onClick=${() => onChoose(tab.id)}>${tab.label}
        ${tab.count > 0 && html` <span class=${`count ${tab.kind ?? ""}`}>${tab.count}</span>`}</button>`,
      )}
    </div>
    <div class="tabpanel" role="tabpanel" id="tabpanel" aria-labelledby=${`tab-${chosen}`} tabindex="0">${children}</div>`;
}
