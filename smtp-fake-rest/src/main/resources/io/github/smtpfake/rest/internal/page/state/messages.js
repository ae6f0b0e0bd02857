import { api } from "../api/client.js";
import { onEvent } from "../api/events.js";
import { parameters, termValue } from "../util/query.js";
import { Observable } from "./observable.js";
import { route } from "./route.js";
import { ListWindow } from "./window.js";

/** The messages that the search selects, the number of unread ones of the whole store, and the selected rows. */
let filters = [];
let search = null;

export const messages = new ListWindow(async (offset, limit, signal) => {
  const page = await api.messages(filters, offset, limit, signal);
  return { rows: page.messages, matched: page.matched, total: page.total };
});

export const unread = new Observable({ count: 0 });
export const selection = new Observable({ ids: new Set() });
export const recipients = new Observable({ list: [], loaded: false });

const arrivalListeners = new Set();

/** Calls the listener with each message that arrives while the page is open. */
export function onArrival(listener) {
  arrivalListeners.add(listener);
  return () => arrivalListeners.delete(listener);
}

export function currentFilters() {
  return filters;
}

function applySearch() {
  if (route.value.view === "messages" && route.value.search !== search) {
    search = route.value.search;
    filters = parameters(search);
    clearSelection();
    messages.restart();
  }
}

/** Calls the function at most once in the given time, at its end. */
function throttled(millis, run) {
  let timer = 0;
  return () => {
    if (timer === 0) {
      timer = setTimeout(() => {
        timer = 0;
        run();
      }, millis);
    }
  };
}

async function countUnread() {
  try {
    unread.set({ count: await api.countMessages([["read", "false"]]) });
  } catch {
    // The state of the connection is shown elsewhere, and the next event counts again.
  }
}

async function listRecipients() {
  try {
    recipients.set({ list: await api.recipients(), loaded: true });
  } catch {
    // As above.
  }
}

const countUnreadSoon = throttled(500, countUnread);
const listRecipientsSoon = throttled(1500, listRecipients);

export function startMessages() {
  route.observe(applySearch);
  applySearch();
  if (search === null) {
    messages.restart();
  }
  onEvent(({ type, data }) => {
    switch (type) {
      case "message":
        arrived(data);
        break;
      case "deleted":
        messages.remove(data.id);
        messages.settle([data.id], null);
        deselect([data.id]);
        countUnreadSoon();
        listRecipientsSoon();
        break;
      case "marked":
        messages.refreshSoon();
        countUnreadSoon();
        break;
      case "refresh":
        messages.refresh();
        countUnread();
        listRecipients();
        break;
    }
  });
}

function arrived(message) {
  if (filters.length === 0) {
    messages.put(message);
  } else {
    // Only the server knows whether the message matches.
    messages.refreshSoon();
  }
  unread.set({ count: unread.value.count + 1 });
  countUnreadSoon();
  listRecipientsSoon();
  arrivalListeners.forEach((listener) => listener(message));
}

/** The last change of marks. The next one waits for it, so that the server sees them in order. */
let marking = Promise.resolve();

/** Sets the read mark of messages, here at once and then on the server. */
export function mark(ids, read) {
  const members = { read };
  ids.forEach((id) => messages.patch(id, members));
  const done = marking
    .then(() => eachOf(ids, (id) => api.markMessage(id, read)))
    .finally(() => {
      messages.settle(ids, members);
      countUnread();
    });
  marking = done.catch(() => {});
  return done;
}

/** Sets the read mark of all messages that the search selects. */
export async function markAll(read) {
  messages.patchAll({ read });
  try {
    await api.markMessages(filters, read);
  } finally {
    countUnread();
  }
}

/** Deletes messages; one that no longer exists is no failure. */
export async function remove(ids) {
  ids.forEach((id) => messages.remove(id));
  deselect(ids);
  try {
    await eachOf(ids, (id) =>
      api.deleteMessage(id).catch((failure) => {
        if (failure.status !== 404) {
          throw failure;
        }
      }),
    );
  } finally {
    messages.settle(ids, null);
    messages.refreshSoon();
  }
}

/** Deletes all messages that these filters select, and returns their number. */
export async function removeAll(chosen) {
  const deleted = await api.deleteMessages(chosen);
  clearSelection();
  messages.restart();
  countUnread();
  listRecipients();
  return deleted;
}

const PARALLEL = 3;

async function eachOf(ids, action) {
  const rest = [...ids];
  await Promise.all(
    Array.from({ length: PARALLEL }, async () => {
      for (let id = rest.shift(); id !== undefined; id = rest.shift()) {
        await action(id);
      }
    }),
  );
}

export function toggleSelected(id) {
  const ids = new Set(selection.value.ids);
  if (!ids.delete(id)) {
    ids.add(id);
  }
  selection.set({ ids });
}

export function selectRange(rows) {
  selection.set({ ids: new Set([...selection.value.ids, ...rows.map((row) => row.id)]) });
}

export function clearSelection() {
  if (selection.value.ids.size > 0) {
    selection.set({ ids: new Set() });
  }
}

function deselect(ids) {
  if (ids.some((id) => selection.value.ids.has(id))) {
    const rest = new Set(selection.value.ids);
    ids.forEach((id) => rest.delete(id));
    selection.set({ ids: rest });
  }
}

/** Returns the recipient that the search selects, or an empty string. */
export function selectedRecipient() {
  return termValue(route.value.search, "recipient");
}
