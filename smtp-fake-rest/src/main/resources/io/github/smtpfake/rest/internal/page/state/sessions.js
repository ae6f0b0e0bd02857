import { api } from "../api/client.js";
import { onEvent } from "../api/events.js";
import { ListWindow } from "./window.js";

export const sessions = new ListWindow(async (offset, limit, signal) => {
  const page = await api.sessions(offset, limit, signal);
  return { rows: page.sessions, matched: page.matched, total: page.matched };
});

export function startSessions() {
  onEvent(({ type, data }) => {
    if (!sessions.value.loaded) {
      return;
    }
    if (type === "refresh") {
      sessions.refresh();
    } else if (type === "session") {
      put(data);
    }
  });
}

/** A session that is reported late may have begun before others: only the server knows its place. */
function put(session) {
  const [newest] = sessions.value.rows;
  const isNewest = !newest || Date.parse(session.startedAt) >= Date.parse(newest.startedAt);
  if (isNewest || sessions.indexOf(session.id) >= 0) {
    sessions.put(session);
  } else {
    sessions.refreshSoon();
  }
}
