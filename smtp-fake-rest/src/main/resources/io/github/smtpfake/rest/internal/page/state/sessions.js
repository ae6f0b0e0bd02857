import { api } from "../api/client.js";
import { onEvent } from "../api/events.js";
import { ListWindow } from "./window.js";

export const sessions = new ListWindow(async (offset, limit, signal) => {
  const page = await api.sessions(offset, limit, signal);
  return { rows: page.sessions, matched: page.matched };
});

export function startSessions() {
  onEvent(({ type, data }) => {
    if (type === "session") {
      sessions.put(data);
    } else if (type === "refresh" && sessions.value.loaded) {
      sessions.refresh();
    }
  });
}
