/** The keyboard shortcuts. Views register what a key does while they are shown; the newest registration wins. */

import { isDialogOpen } from "../components/dialog.js";
import { useEffect, useRef } from "../lib/preact.js";

const stack = [];
const PREFIX_MILLIS = 1200;
let prefix = "";
let prefixTimer = 0;

function isTyping(target) {
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

const REPEATED = ["j", "k"];

function isChecked(target) {
  return target.tagName === "INPUT" && target.type === "checkbox";
}

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isDialogOpen()) {
    return;
  }
  if (isTyping(event.target) && !isChecked(event.target)) {
    return;
  }
  // A key that is held down would delete one message after the other.
  if ((event.repeat && !REPEATED.includes(event.key)) || event.target.closest?.("[role=menu]")) {
    return;
  }
  const key = prefix ? `${prefix} ${event.key}` : event.key;
  prefix = "";
  clearTimeout(prefixTimer);
  if (key === "g") {
    prefix = "g";
    prefixTimer = setTimeout(() => {
      prefix = "";
    }, PREFIX_MILLIS);
    return;
  }
  for (let i = stack.length - 1; i >= 0; i--) {
    const action = stack[i].current[key];
    if (action) {
      event.preventDefault();
      action(event);
      return;
    }
  }
});

/** Registers actions by key, such as {j: next, "g m": showMessages}, while the component is shown. They receive the event. */
export function useKeys(actions) {
  const current = useRef(actions);
  current.current = actions;
  useEffect(() => {
    stack.push(current);
    return () => {
      stack.splice(stack.indexOf(current), 1);
    };
  }, []);
}
