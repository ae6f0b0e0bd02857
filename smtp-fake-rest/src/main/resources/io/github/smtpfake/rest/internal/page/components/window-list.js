import { Component, html, useCallback, useEffect, useLayoutEffect, useRef, useState } from "../lib/preact.js";
import { useObservable } from "../state/observable.js";
import { texts } from "../texts.js";
import { rowOf } from "../util/focus.js";

const SPARE = 8;

/**
 * The keys of the rows that exist. A row keeps its key, and a new one gets that of a row that is gone, so that scrolling
 * changes elements instead of building them.
 */
class RowKeys {
  #keys = new Map();
  #count = 0;

  /**
   * Returns the keys by the given names.
   *
   * @param focused the name of the row whose element no other row gets, because the focus would move to that row unnoticed
   */
  of(names, focused) {
    const present = new Set(names);
    const before = this.#keys;
    const free = [...before].filter(([name]) => !present.has(name) && name !== focused).map(([, key]) => key);
    this.#keys = new Map(names.map((name) => [name, before.get(name) ?? free.shift() ?? this.#count++]));
    return this.#keys;
  }
}

/**
 * A row that is rendered again only if it changes. Until the next row is loaded, its elements stay, hidden by the style of the
 * list: to build the elements of all visible rows anew would take a frame of 50 ms.
 */
class LastRow extends Component {
  shouldComponentUpdate({ row, current, tabIndex }) {
    return row !== undefined && (row !== this.props.row || current !== this.props.current || tabIndex !== this.props.tabIndex);
  }

  render({ Row, row, current, tabIndex }) {
    return row && html`<${Row} row=${row} current=${current} tabIndex=${tabIndex} />`;
  }
}

/**
 * A long list of which only the visible rows exist. Changes above what is being read do not move it. The list is one
 * stop of the Tab key; arrow keys move the focus from row to row.
 *
 * @param window the ListWindow with the rows
 * @param rowHeight the height of each row in CSS pixels
 * @param Row the component of a row, with {row, current, tabIndex}, which contains an element of the class row-link
 */
export function WindowList({ window: source, rowHeight, label, Row, currentId, restartKey }) {
  const { matched, rows, start, shift, wanted } = useObservable(source);
  const scroller = useRef(null);
  const [range, setRange] = useState({ first: 0, last: 30 });
  const [focused, setFocused] = useState("");
  /** The index of the row to focus as soon as it is loaded. */
  const [target, setTarget] = useState(-1);
  const seenShift = useRef(shift);
  const frame = useRef(0);
  const rowKeys = useRef(new RowKeys());

  const measure = useCallback(() => {
    frame.current = 0;
    const element = scroller.current;
    if (element) {
      const top = Math.floor(element.scrollTop / rowHeight);
      const first = Math.max(0, top - SPARE);
      const last = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + SPARE;
      setRange((before) => (before.first === first && before.last === last ? before : { first, last }));
      source.show(first, last, top);
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
    const moved = shift - seenShift.current;
    seenShift.current = shift;
    if (moved !== 0 && scroller.current.scrollTop > rowHeight / 2) {
      scroller.current.scrollTop += moved * rowHeight;
    }
  }, [shift]);

  useEffect(measureSoon, [matched]);

  useEffect(() => {
    const index = currentId ? source.indexOf(currentId) : -1;
    if (index >= 0) {
      reveal(scroller.current, index * rowHeight, rowHeight);
    }
  }, [currentId]);

  useLayoutEffect(() => {
    const row = target >= 0 ? source.at(target) : undefined;
    if (row) {
      setTarget(-1);
      source.focus(row.id);
    }
  }, [target, rows]);

  // After each rendering, because the row may have to be scrolled to, or the list to be shown, first.
  useLayoutEffect(() => {
    if (wanted && scroller.current.clientHeight > 0) {
      const index = source.indexOf(wanted);
      if (index >= 0) {
        reveal(scroller.current, index * rowHeight, rowHeight);
      }
      const link = index < 0 ? scroller.current : scroller.current.querySelector(`[data-id="${wanted}"] .row-link`);
      if (link) {
        link.focus({ preventScroll: true });
        source.focus("");
      }
    }
  });

  const onKeyDown = (event) => {
    const page = Math.max(1, Math.floor(scroller.current.clientHeight / rowHeight) - 1);
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -matched, End: matched }[event.key];
    const from = source.indexOf(rowOf(event.target));
    if (step && from >= 0 && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      const index = Math.min(matched - 1, Math.max(0, (target >= 0 ? target : from) + step));
      reveal(scroller.current, index * rowHeight, rowHeight);
      setTarget(index);
    }
  };

  const last = Math.min(range.last, matched);
  const visible = [];
  for (let index = range.first; index < last; index++) {
    const row = rows[index - start];
    visible.push({ index, row, name: row?.id ?? `index-${index}` });
  }
  const isVisible = (id) => visible.some(({ row }) => row?.id === id);
  // A row that has the focus keeps it while it is scrolled out of sight.
  const kept = focused && !isVisible(focused) ? source.indexOf(focused) : -1;
  if (kept >= 0) {
    visible.push({ index: kept, row: source.at(kept), name: focused });
  }
  const stop = [focused, currentId].find((id) => id && isVisible(id)) ?? visible.find(({ row }) => row)?.row.id;
  const keys = rowKeys.current.of(
    visible.map(({ name }) => name),
    focused,
  );
  return html`<div class="window" ref=${scroller} onScroll=${measureSoon} onKeyDown=${onKeyDown}
      onFocusIn=${(event) => setFocused(rowOf(event.target))} tabindex="-1">
    <ul class="window-rows" aria-label=${label} style=${{ height: `${matched * rowHeight}px` }}>
      ${visible.map(
        ({
          index,
          row,
          name,
        }) => html`<li key=${keys.get(name)} class=${row ? "window-row" : "window-row unloaded"} data-id=${row?.id} aria-setsize=${matched} aria-posinset=${index + 1}
          style=${{ transform: `translateY(${index * rowHeight}px)`, height: `${rowHeight}px` }}>
        <${LastRow} Row=${Row} row=${row} current=${row?.id === currentId} tabIndex=${row?.id === stop ? 0 : -1} />
        ${!row && html`<div class="skeleton"><span class="hidden">${texts.list.loading}</span></div>`}
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
