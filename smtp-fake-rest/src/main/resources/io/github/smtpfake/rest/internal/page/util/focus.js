/** Where the focus is, and where it goes when the element that had it is gone. */

/** Returns whether no element has the focus, for instance because the one that had it was removed. */
export function isFocusLost() {
  const { activeElement } = document;
  return !activeElement || activeElement === document.body || activeElement.getClientRects().length === 0;
}

/** Moves the focus to the content if it is lost once the page has been rendered. */
export function keepFocus() {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (isFocusLost()) {
        document.getElementById("main")?.focus({ preventScroll: true });
      }
    }),
  );
}

/** Returns the id of the row of a list that contains the element, or an empty string. */
export function rowOf(element) {
  return element?.closest?.("[data-id]")?.dataset.id ?? "";
}

/** Returns whether the window is so narrow that a message or session replaces its list, as in the style sheet. */
export function isNarrow() {
  return matchMedia("(max-width: 860px)").matches;
}
