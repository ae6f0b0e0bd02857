import { html, useEffect, useState } from "../lib/preact.js";
import { Observable, useObservable } from "../state/observable.js";
import { texts } from "../texts.js";
import { IconButton } from "./basics.js";

/** A short report of what just happened, seen at the bottom and heard by screen readers. */
const status = new Observable({ text: "", kind: "" });
const heard = new Observable({ text: "", number: 0 });
const SHOWN_MILLIS = 6000;

export function report(text) {
  status.set({ text, kind: "" });
}

export function reportFailure(failure) {
  status.set({ text: failure.message, kind: "bad" });
}

/** Says something to screen readers only. */
export function announce(text) {
  // A new element, because the same text again would not be heard.
  heard.set({ text, number: heard.value.number + 1 });
}

export function StatusHost() {
  const { text, kind } = useObservable(status);
  const said = useObservable(heard);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (text && !held) {
      const timer = setTimeout(() => status.set({ text: "" }), SHOWN_MILLIS);
      return () => clearTimeout(timer);
    }
    return undefined;
  }, [text, held]);
  return html`<div class="hidden" role="log" aria-live="polite"><p key=${said.number}>${said.text}</p></div>
    <div class=${`status ${kind} ${text ? "shown" : ""}`} role="status" onMouseEnter=${() => setHeld(true)} onMouseLeave=${() => setHeld(false)}>
      <span>${text}</span>${text && html`<${IconButton} icon="close" label=${texts.menu.close} onClick=${() => status.set({ text: "" })} />`}
    </div>`;
}
