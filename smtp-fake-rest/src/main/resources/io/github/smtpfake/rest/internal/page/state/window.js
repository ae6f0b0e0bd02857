import { Observable } from "./observable.js";

/** How many rows before and after the visible ones are loaded with them. */
const MARGIN = 120;
/** How near to the end of the loaded rows the visible ones may be before more are loaded. */
const AHEAD = 40;
/** The pause between two requests while a person scrolls faster than the server answers. */
const SCROLL_MILLIS = 100;
const MAX_ROWS = 400;
const REFRESH_MILLIS = 400;

/**
 * The visible part of a long list that the server pages, newest first. It keeps at most a few hundred rows, wherever the person
 * scrolls and however many rows arrive.
 *
 * Its value: rows (consecutive, the first at the index start), matched (length of the whole list), total (its length without
 * filters), loaded, error, shift (by how many rows the one at the top of the view has ever moved down, so that a view can keep its
 * position), and wanted (the id of the row that shall have the focus).
 */
export class ListWindow extends Observable {
  #fetchPage;
  #first = 0;
  #last = 50;
  /** The index of the row at the top of the view. */
  #top = 0;
  #loading = null;
  #dirty = false;
  /** Whether a person scrolled to other rows than those that are being loaded. */
  #outrun = false;
  #timer = 0;
  #pending = [];
  #scheduled = false;
  #requests = 0;
  /** What this page has changed, by id: {members, settled}; members are null for a removed row. */
  #overrides = new Map();

  /** @param fetchPage returns a promise of {rows, matched, total} for (offset, limit, signal) */
  constructor(fetchPage) {
    super({ rows: [], start: 0, matched: 0, total: 0, loaded: false, error: "", shift: 0, wanted: "" });
    this.#fetchPage = fetchPage;
  }

  /** Returns the row at an index of the whole list, or undefined if it is not in the window. */
  at(index) {
    return this.value.rows[index - this.value.start];
  }

  /** Returns the index of a row in the whole list, or -1 if it is not in the window. */
  indexOf(id) {
    const index = this.value.rows.findIndex((row) => row.id === id);
    return index < 0 ? -1 : index + this.value.start;
  }

  /** Asks the list that shows this window to focus the row with this id. */
  focus(id) {
    this.set({ wanted: id });
  }

  /**
   * Makes sure that the rows from first to last (exclusive) are in the window soon.
   *
   * @param top the index of the first row that a person sees
   */
  show(first, last, top) {
    this.#first = first;
    this.#last = last;
    this.#top = top;
    if (this.#isMissing(AHEAD)) {
      if (this.#loading) {
        this.#outrun = true;
      } else {
        this.refresh();
      }
    }
  }

  #isMissing(ahead) {
    const { start, rows, matched, loaded } = this.value;
    return !loaded || Math.max(0, this.#first - ahead) < start || Math.min(this.#last + ahead, matched) > start + rows.length;
  }

  /** Forgets everything and lists again, for instance with other filters. */
  restart() {
    this.#loading?.abort();
    this.#loading = null;
    this.#pending = [];
    this.#first = 0;
    this.#last = 50;
    this.#top = 0;
    this.set({ loaded: false, error: "" });
    return this.refresh();
  }

  /** Lists the rows of the window again, soon. */
  refreshSoon() {
    if (this.#timer === 0) {
      this.#timer = setTimeout(() => {
        this.#timer = 0;
        this.refresh();
      }, REFRESH_MILLIS);
    }
  }

  /** Lists the rows of the window again. */
  async refresh() {
    if (this.#loading) {
      this.#dirty = true;
      return;
    }
    const loading = new AbortController();
    this.#loading = loading;
    this.#dirty = false;
    this.#outrun = false;
    const offset = Math.max(0, this.#first - MARGIN);
    const request = ++this.#requests;
    try {
      const page = await this.#fetchPage(offset, this.#last + MARGIN - offset, loading.signal);
      if (loading === this.#loading) {
        const rows = this.#current(page.rows, request);
        // The server counted what this page knows to be deleted.
        const outdated = page.rows.length - rows.length;
        const shift = this.value.shift + this.#shiftTo(rows, offset);
        this.set({ rows, matched: page.matched - outdated, total: page.total - outdated, start: offset, loaded: true, error: "", shift });
      }
    } catch (failure) {
      if (loading === this.#loading) {
        this.#dirty ||= this.#outrun;
        this.#outrun = false;
        this.set({ error: failure.message, loaded: this.value.loaded || failure.status > 0 });
      }
    }
    if (loading === this.#loading) {
      this.#loading = null;
      if (this.#outrun && this.#isMissing(0)) {
        setTimeout(() => this.show(this.#first, this.#last, this.#top), SCROLL_MILLIS);
      }
      if (this.#dirty) {
        this.refreshSoon();
      }
    }
  }

  /** Returns by how much the first row from the top of the view on that is in both windows moves down. */
  #shiftTo(rows, offset) {
    const { rows: before, start, loaded } = this.value;
    if (!loaded) {
      return 0;
    }
    const indexes = new Map(rows.map((row, index) => [row.id, offset + index]));
    const known = before.findIndex((row, index) => start + index >= this.#top && indexes.has(row.id));
    return known < 0 ? 0 : indexes.get(before[known].id) - (start + known);
  }

  /** Adds a row that is newer than all others, or replaces the row with its id. */
  put(row) {
    this.#later({ put: row });
  }

  /** Removes the row with this id, also from responses that are older, until it is settled. */
  remove(id) {
    if (this.#overrides.get(id)?.members === null) {
      // The event of the server about a deletion by this page.
      return;
    }
    this.#overrides.set(id, { members: null, settled: Infinity });
    this.#later({ remove: id });
  }

  /** Changes the members of the row with this id, also in responses that are older, until it is settled. */
  patch(id, members) {
    this.#overrides.set(id, { members, settled: Infinity });
    this.#outdate();
    const { rows } = this.value;
    if (rows.some((row) => row.id === id)) {
      this.set({ rows: rows.map((row) => (row.id === id ? { ...row, ...members } : row)) });
    }
  }

  /**
   * Reports that the server knows the last changes of these rows: responses to later requests contain them.
   *
   * @param members the members as given to patch, so that an earlier change does not settle a later one; null after remove
   */
  settle(ids, members) {
    for (const id of ids) {
      const override = this.#overrides.get(id);
      if (override?.members === members) {
        override.settled = this.#requests;
      }
    }
    this.#outdate();
  }

  /** Returns the rows of a response with the changes that it may not contain yet. */
  #current(rows, request) {
    for (const [id, { settled }] of this.#overrides) {
      if (request > settled) {
        this.#overrides.delete(id);
      }
    }
    if (this.#overrides.size === 0) {
      return rows;
    }
    return rows.filter((row) => this.#overrides.get(row.id)?.members !== null).map((row) => ({ ...row, ...this.#overrides.get(row.id)?.members }));
  }

  /** Changes the members of the rows in the window for which the predicate holds. */
  patchWhere(predicate, members) {
    this.#outdate();
    this.set({ rows: this.value.rows.map((row) => (predicate(row) ? { ...row, ...members } : row)) });
  }

  /** A response that is on its way may be older than a change. */
  #outdate() {
    if (this.#loading) {
      this.#dirty = true;
    }
  }

  /** Collects changes until the next frame, so that a thousand arrivals cost one rendering. */
  #later(change) {
    this.#pending.push(change);
    if (!this.#scheduled) {
      this.#scheduled = true;
      const apply = () => {
        if (this.#scheduled) {
          this.#scheduled = false;
          this.#apply();
        }
      };
      // A hidden page has no frames.
      requestAnimationFrame(apply);
      setTimeout(apply, 200);
    }
  }

  #apply() {
    const changes = this.#pending;
    this.#pending = [];
    this.set(changed(this.value, changes, this.#top));
    // The server decides: another tab, an eviction or a response on its way may have changed the order.
    if (this.#loading) {
      this.#dirty = true;
    } else if (changes.length > 0) {
      this.refreshSoon();
    }
  }
}

/** Returns the members of the value after the changes. */
function changed({ rows: before, start, matched, total, shift }, changes, top) {
  const isFiltered = matched !== total;
  const rows = before.slice();
  const added = [];
  let removed = 0;
  let removedAbove = 0;
  let unknown = 0;
  for (const { put, remove } of changes) {
    const id = put?.id ?? remove;
    const index = rows.findIndex((row) => row.id === id);
    const pending = added.findIndex((row) => row.id === id);
    if (put && index >= 0) {
      rows[index] = { ...rows[index], ...put };
    } else if (put && pending < 0) {
      added.unshift(put);
    } else if (remove && index >= 0) {
      rows.splice(index, 1);
      if (start + index < top - removedAbove) {
        removedAbove++;
      }
      removed++;
    } else if (remove && pending >= 0) {
      added.splice(pending, 1);
    } else if (remove) {
      unknown++;
    }
  }
  const least = start + rows.length + added.length;
  return {
    rows: start === 0 ? added.concat(rows).slice(0, MAX_ROWS) : rows,
    start: start === 0 ? 0 : start + added.length,
    // Only the server knows whether the filters selected a row that is not in the window.
    matched: Math.max(least, matched + added.length - removed - (isFiltered ? 0 : unknown)),
    total: Math.max(least, total + added.length - removed - unknown),
    shift: shift + added.length - removedAbove,
  };
}
