import { justAfter } from "../util/format.js";
import { Observable } from "./observable.js";

/**
 * The selected messages: either single ones, by their ids, or all that the search selected at some time, {filters, count, until}.
 * Messages that arrive later are not selected. The anchor is the row from which a range extends.
 */
export const selection = new Observable({ ids: new Set(), all: null, anchor: "" });

/** Returns the number of selected messages. */
export function selectedCount({ ids, all }) {
  return all ? all.count : ids.size;
}

export function isSelected({ ids, all }, row) {
  return all ? Date.parse(row.receivedAt) <= all.until : ids.has(row.id);
}

/** Returns filters that select exactly the messages of "select all", or null if single ones are selected. */
export function selectedFilters() {
  return selection.value.all?.filters ?? null;
}

/** Selects or deselects one message. Of all messages, the rows remain selected. */
export function toggleSelected(id, rows) {
  const ids = new Set(selection.value.all ? rows.filter((row) => isSelected(selection.value, row)).map((row) => row.id) : selection.value.ids);
  if (!ids.delete(id)) {
    ids.add(id);
  }
  selection.set({ ids, all: null, anchor: id });
}

/** Selects the rows from the one that was selected last to this one. */
export function selectTo(id, rows) {
  const from = rows.findIndex((row) => row.id === selection.value.anchor);
  const to = rows.findIndex((row) => row.id === id);
  if (from < 0 || to < 0) {
    selection.set({ ids: new Set([...selection.value.ids, id]), all: null, anchor: id });
    return;
  }
  const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1).map((row) => row.id);
  selection.set({ ids: new Set([...selection.value.ids, ...range]), all: null });
}

/** Returns filters that select what these do, up to the newest message. */
export function upTo(newest, filters) {
  return [...filters, ["before", justAfter(newest.receivedAt)]];
}

/**
 * Selects all messages that the filters select, up to the newest one.
 *
 * @param newest the newest message among them
 */
export function selectAll(filters, count, newest) {
  selection.set({
    ids: new Set(),
    all: { filters: upTo(newest, filters), count, until: Date.parse(newest.receivedAt) },
    anchor: "",
  });
}

export function clearSelection() {
  if (selectedCount(selection.value) > 0) {
    selection.set({ ids: new Set(), all: null, anchor: "" });
  }
}

/** Removes messages that no longer exist from the selection. */
export function deselect(ids) {
  if (ids.some((id) => selection.value.ids.has(id))) {
    const rest = new Set(selection.value.ids);
    ids.forEach((id) => rest.delete(id));
    selection.set({ ids: rest });
  }
}
