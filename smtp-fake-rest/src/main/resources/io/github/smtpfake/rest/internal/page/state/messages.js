import { api } from "../api/client.js";
import { onEvent } from "../api/events.js";
import { parameters, termValue } from "../util/query.js";
import { Observable } from "./observable.js";
import { route } from "./route.js";
import { clearSelection, deselect } from "./selection.js";
import { ListWindow } from "./window.js";

/** The messages that the search selects, and the number of unread ones of the whole store. */
let filters = [];
let search = null;

export const messages = new ListWindow(async (offset, limit, signal) => {
  const page = await api.messages(filters, offset, limit, signal);
  askForProblems(page.messages);
  return { rows: page.messages, matched: page.matched, total: page.total };
});

/** The ids of the rows of the last list whose problems the server had yet to count. */
let uncounted = "";

/** An answer examines only some large messages, so this asks again, as long as that helps. */
function askForProblems(rows) {
  const before = uncounted;
  uncounted = rows
    .filter(({ problemCount, unreadable }) => problemCount === undefined && !unreadable)
    .map(({ id }) => id)
    .join();
  if (uncounted && uncounted !== before) {
    messages.refreshSoon();
  }
}

export const unread = new Observable({ count: 0 });
export const recipients = new Observable({ list: [], loaded: false });

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

const arrivalListeners = new Set();
const BURST_MILLIS = 1000;
let burst = { newest: null, count: 0, missed: false };
/** When the newest message arrived that this page knows of; undefined until the first answer, empty if there was none. */
let newestTime;

/**
 * Calls the listener with the messages that arrived within a second: {newest, count, missed}. They are missed if they arrived
 * while the page was not connected.
 */
export function onArrivals(listener) {
  arrivalListeners.add(listener);
  return () => arrivalListeners.delete(listener);
}

const reportBurst = throttled(BURST_MILLIS, () => {
  const reported = burst;
  burst = { newest: null, count: 0, missed: false };
  arrivalListeners.forEach((listener) => listener(reported));
});

function addToBurst(newest, count, missed) {
  burst = { newest, count: burst.count + count, missed: burst.missed || missed };
  newestTime = newest.receivedAt;
  reportBurst();
}

/** Finds out what arrived while the page was not connected. */
async function catchUp() {
  const since = newestTime;
  try {
    const { messages: found, matched } = await api.find(since ? [["after", since]] : [], 1);
    if (since === undefined || found.length === 0) {
      newestTime ??= found[0]?.receivedAt ?? "";
    } else if (newestTime === since) {
      addToBurst(found[0], matched, true);
    }
  } catch {
    // The state of the connection is shown elsewhere; the next connection catches up.
  }
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
        catchUp();
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
  addToBurst(message, 1, false);
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

/**
 * Sets the read mark of all messages that these filters select.
 *
 * @param isChosen whether they select a row of the window
 */
export async function markAll(chosen, read, isChosen) {
  messages.patchWhere(isChosen, { read });
  try {
    await api.markMessages(chosen, read);
  } finally {
    messages.refreshSoon();
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

/** Does something for each id. It ends, with the first failure if there is one, when no action is left in progress. */
async function eachOf(ids, action) {
  const rest = [...ids];
  const ends = await Promise.allSettled(
    Array.from({ length: PARALLEL }, async () => {
      for (let id = rest.shift(); id !== undefined; id = rest.shift()) {
        await action(id);
      }
    }),
  );
  const failed = ends.find(({ status }) => status === "rejected");
  if (failed) {
    throw failed.reason;
  }
}

/** Returns the recipient that the search selects, or an empty string. */
export function selectedRecipient() {
  return termValue(route.value.search, "recipient");
}
