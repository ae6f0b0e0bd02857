import { useLayoutEffect, useRef } from "../lib/preact.js";
import { isFocusLost } from "../util/focus.js";

/** Gives the focus back to the row of a message or session that was closed. */
export function useReturnToRow(source, id) {
  const shown = useRef(id);
  useLayoutEffect(() => {
    if (shown.current && !id && isFocusLost()) {
      source.focus(shown.current);
    }
    shown.current = id;
  }, [id]);
}
