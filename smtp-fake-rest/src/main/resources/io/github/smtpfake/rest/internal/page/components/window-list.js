import { html, useCallback, useEffect, useLayoutEffect, useRef, useState } from "../lib/preact.js";
import { useObservable } from "../state/observable.js";
import { texts } from "../texts.js";

const SPARE = 8;

/**
 * A long list of which only the visible rows exist. Rows that arrive at the top do not move what is being read.
 *
 * @param window the ListWindow with the rows
 * @param rowHeight the height of each row in CSS pixels
 * @param Row the component of a row, with {row, index, current}
 */
export function WindowList({ window: source, rowHeight, label, Row, currentId, restartKey }) {
  const { matched, rows, start, arrivals } = useObservable(source);
  const scroller = useRef(null);
  const [range, setRange] = useState({ first: 0, last: 30 });
  const seenArrivals = useRef(arrivals);
  const frame = useRef(0);

  const measure = useCallback(() => {
    frame.current = 0;
    const element = scroller.current;
    if (element) {
      const first = Math.max(0, Math.floor(element.scrollTop / rowHeight) - SPARE);
      const last = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + SPARE;
      setRange((before) => (before.first === first && before.last === last ? before : { first, last }));
      source.show(first, last);
    }
  }, [source, rowHeight]);

  const measureSoon = useCallback(() => {
    if (frame.current === 0) {
      frame.current = requestAnimationFrame(measure);
    }
  }, [measure]);

  useEffect(() => {
    const observer = new ResizeObserver(measureSoon);
    observer.observe(scroller.current);
    measure();
    return () => observer.disconnect();
  }, [measure, measureSoon]);

  useLayoutEffect(() => {
    scroller.current.scrollTop = 0;
    measureSoon();
  }, [restartKey]);

  useLayoutEffect(() => {
    const added = arrivals - seenArrivals.current;
    seenArrivals.current = arrivals;
    if (added > 0 && scroller.current.scrollTop > rowHeight / 2) {
      scroller.current.scrollTop += added * rowHeight;
    }
  }, [arrivals]);

  useEffect(measureSoon, [matched]);

  useEffect(() => {
    const index = currentId ? source.indexOf(currentId) : -1;
    if (index >= 0) {
      reveal(scroller.current, index * rowHeight, rowHeight);
    }
  }, [currentId]);

  const visible = [];
  for (let index = range.first; index < Math.min(range.last, matched); index++) {
    visible.push({ index, row: rows[index - start] });
  }
  return html`<div class="window" ref=${scroller} onScroll=${measureSoon} tabindex=${matched > 0 ? 0 : -1} role="region" aria-label=${label}>
    <ul class="window-rows" style=${{ height: `${matched * rowHeight}px` }}>
      ${visible.map(
        ({ index, row }) => html`<li key=${row?.id ?? `index-${index}`} class="window-row" aria-setsize=${matched} aria-posinset=${index + 1}
          style=${{ transform: `translateY(${index * rowHeight}px)`, height: `${rowHeight}px` }}>
        ${row ? html`<${Row} row=${row} index=${index} current=${row.id === currentId} />` : html`<div class="skeleton"><span class="hidden">${texts.list.loading}</span></div>`}
      </li>`,
      )}
    </ul>
  </div>`;
}

/** Scrolls as little as possible. */
function reveal(element, top, height) {
  if (top < element.scrollTop) {
    element.scrollTop = top;
  } else if (top + height > element.scrollTop + element.clientHeight) {
    element.scrollTop = top + height - element.clientHeight;
  }
}
