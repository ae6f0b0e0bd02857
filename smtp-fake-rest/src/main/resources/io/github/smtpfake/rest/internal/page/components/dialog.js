import { html, useEffect, useRef } from "../lib/preact.js";
import { Observable, useObservable } from "../state/observable.js";
import { route } from "../state/route.js";
import { texts } from "../texts.js";

/** The question or help that is open. */
const open = new Observable({ dialog: null });

/** Asks a person to confirm, and returns a promise of the answer. The safe answer has the focus. */
export function confirm({ title, detail, action }) {
  return new Promise((resolve) => open.set({ dialog: { title, detail, action, resolve } }));
}

/** Shows content until the person closes it. */
export function showDialog(title, content) {
  open.set({ dialog: { title, content, resolve: () => {} } });
}

export function isDialogOpen() {
  return open.value.dialog !== null;
}

/** The place of the open dialog; the browser keeps the focus in it and gives it back afterwards. */
export function DialogHost() {
  const { dialog } = useObservable(open);
  const element = useRef(null);
  useEffect(() => {
    if (dialog) {
      element.current.showModal();
    }
  }, [dialog]);
  const answer = (confirmed) => {
    element.current?.close();
    open.set({ dialog: null });
    dialog.resolve(confirmed);
  };
  // A question is about what the page shows, so another place is no answer to it.
  useEffect(() => (dialog ? route.observe(() => open.value.dialog === dialog && answer(false)) : undefined), [dialog]);
  if (!dialog) {
    return null;
  }
  return html`<dialog ref=${element} aria-labelledby="dialog-title" onCancel=${(event) => {
    event.preventDefault();
    answer(false);
  }}
      onClick=${(event) => event.target === element.current && answer(false)}>
    <div class="dialog">
      <h2 id="dialog-title">${dialog.title}</h2>
      ${dialog.content ?? html`<p>${dialog.detail}</p>`}
      <div class="dialog-actions">
        <button type="button" class="button" autofocus onClick=${() => answer(false)}>${dialog.action ? texts.dialog.cancel : texts.menu.close}</button>
        ${dialog.action && html`<button type="button" class="button danger" onClick=${() => answer(true)}>${dialog.action}</button>`}
      </div>
    </div>
  </dialog>`;
}
