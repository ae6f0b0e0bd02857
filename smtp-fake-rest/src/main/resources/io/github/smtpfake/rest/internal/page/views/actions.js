/** What a person does with rows and messages: move, select, mark and delete. */
import { api } from "../api/client.js";
import { confirm } from "../components/dialog.js";
import { report, reportFailure } from "../components/status.js";
import { currentFilters, mark, markAll, messages, remove, removeAll } from "../state/messages.js";
import { go, route } from "../state/route.js";
import { clearSelection, isSelected, selectAll, selectedCount, selectedFilters, selection, upTo } from "../state/selection.js";
import { texts } from "../texts.js";
import { isNarrow, keepFocus, rowOf } from "../util/focus.js";

/** Whether the next message or session that is shown gets the focus. */
let takesFocus = false;

/** Lets the next message or session that is shown have the focus. */
export function focusNextDetail() {
  takesFocus = true;
}

/** Focuses the heading of a message or session that has just been shown, if it replaced the list or that was demanded. */
export function focusDetail(heading) {
  if (takesFocus || isNarrow()) {
    heading.focus({ preventScroll: true });
  }
  takesFocus = false;
}

/** Focuses the heading of the message or session that is shown already. */
export function focusCurrent() {
  document.querySelector(".detail-pane [data-heading]")?.focus({ preventScroll: true });
}

function isInDetail() {
  return Boolean(document.activeElement?.closest(".detail-pane"));
}

/**
 * Goes to the row at a distance from the open one and opens it. If none is open, only the focus moves, from the row that has it.
 *
 * @param source the ListWindow with the rows
 */
export function move(source, view, openId, step) {
  const from = openId || rowOf(document.activeElement);
  const index = source.indexOf(from);
  const target = from ? source.at(index + step) : source.value.rows[0];
  if (!target || (from && index < 0)) {
    return;
  }
  if (openId) {
    open(source, view, target.id, { replace: true });
  } else {
    source.focus(target.id);
  }
}

/** Shows a message or session. The focus stays in the list, or in the pane beside it. */
function open(source, view, id, options) {
  if (isInDetail()) {
    focusNextDetail();
  } else if (!isNarrow()) {
    source.focus(id);
  }
  go({ view, id, tab: view === route.value.view ? route.value.tab : "" }, options);
}

/** Returns the rows that an action is about: the selected ones, or else the one that has the focus, or else the open one. */
function chosenIds(id) {
  return selection.value.ids.size > 0 ? [...selection.value.ids] : [rowOf(document.activeElement) || id].filter(Boolean);
}

/** Marks as unread if the first one in the window is read, and else as read. */
export function toggleRead(id) {
  const ids = chosenIds(id);
  const first = messages.value.rows.find((row) => (selectedFilters() ? isSelected(selection.value, row) : ids.includes(row.id)));
  // A message that is open is read.
  markChosen(id, first ? !first.read : selectedCount(selection.value) > 0);
}

/** Sets the read mark of the selected messages, or, without a selection, of the focused or given one. */
export function markChosen(id, read) {
  const filters = selectedFilters();
  (filters ? markSelected(filters, read) : mark(chosenIds(id), read)).catch(reportFailure);
}

async function markSelected(filters, read) {
  const marked = selection.value;
  await markAll(filters, read, (row) => isSelected(marked, row));
  // These filters no longer select what has been marked.
  if (filters.some(([name]) => name === "read") && filters === selectedFilters()) {
    clearSelection();
  }
}

/** Selects all messages that the search selects now. */
export function selectAllMatches() {
  const filters = currentFilters();
  api.find(filters, 1).then(({ messages: [newest], matched }) => {
    if (newest && filters === currentFilters()) {
      selectAll(filters, matched, newest);
    }
  }, reportFailure);
}

/** Deletes the selected messages after a question, or, without a selection, the focused or given one. */
export async function deleteChosen(id) {
  const filters = selectedFilters();
  if (filters) {
    await deleteMatching(filters, selectedCount(selection.value), texts.dialog.deleteDetail);
    return;
  }
  const ids = chosenIds(id);
  if (selection.value.ids.size === 0) {
    await Promise.all(ids.map(deleteOne));
  } else if (await confirmDeletion(ids.length, texts.dialog.deleteDetail)) {
    const next = neighbour(ids);
    if (ids.includes(route.value.id)) {
      go({ view: "messages" });
    }
    messages.focus(next?.id ?? "");
    await remove(ids).then(() => report(texts.dialog.done(ids.length)), reportFailure);
    keepFocus();
  }
}

/** Returns the row after the first of these, or before it, that is none of them. */
function neighbour(ids) {
  const { rows } = messages.value;
  const first = rows.findIndex((row) => ids.includes(row.id));
  const isOther = (row) => !ids.includes(row.id);
  return first < 0 ? undefined : (rows.slice(first).find(isOther) ?? rows.slice(0, first).findLast(isOther));
}

/** Deletes the message and shows the next one if it was open. */
export async function deleteOne(id) {
  const next = neighbour([id]);
  if (route.value.id === id && next) {
    open(messages, "messages", next.id, { replace: true });
  } else if (route.value.id === id) {
    go({ view: "messages" }, { replace: true });
  } else {
    messages.focus(next?.id ?? "");
  }
  await remove([id]).then(() => report(texts.dialog.done(1)), reportFailure);
  keepFocus();
}

function confirmDeletion(count, detail) {
  return confirm({ title: texts.dialog.deleteTitle(count), detail, action: texts.dialog.deleteConfirm(count) });
}

/** Deletes all messages that the search selects now, after a question. */
export function deleteAll() {
  const filters = currentFilters();
  const detail = route.value.search ? texts.dialog.deleteDetail : texts.dialog.deleteAllDetail;
  return api.find(filters, 1).then(({ messages: [newest], matched }) => {
    // Messages that arrive while the question is open are not part of it.
    return newest && filters === currentFilters() ? deleteMatching(upTo(newest, filters), matched, detail) : undefined;
  }, reportFailure);
}

async function deleteMatching(filters, count, detail) {
  if (await confirmDeletion(count, detail)) {
    go({ view: "messages" }, { replace: true });
    await removeAll(filters).then((deleted) => report(texts.dialog.done(deleted)), reportFailure);
    keepFocus();
  }
}

/** Ends the selection; the focus returns to the row that was selected last. */
export function endSelection() {
  const { anchor } = selection.value;
  clearSelection();
  messages.focus(anchor || messages.value.rows[0]?.id || "");
}
