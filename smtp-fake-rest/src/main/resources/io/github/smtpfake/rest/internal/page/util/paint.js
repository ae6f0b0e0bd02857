const LATEST_MILLIS = 100;

/** Runs a function after the browser has painted, or a moment later if it does not: a hidden page has no frames. */
export function afterPaint(run) {
  let isDone = false;
  const once = () => {
    if (!isDone) {
      isDone = true;
      run();
    }
  };
  if (document.hidden) {
    once();
  } else {
    requestAnimationFrame(() => setTimeout(once));
    setTimeout(once, LATEST_MILLIS);
  }
}
