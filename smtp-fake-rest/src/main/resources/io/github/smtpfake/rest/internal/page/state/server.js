import { api } from "../api/client.js";
import { onEvent } from "../api/events.js";
import { Observable } from "./observable.js";

/** What the server says about itself, and the settings of this page. */
export const server = new Observable({
  info: null,
  name: document.documentElement.dataset.name,
  offersDeleteAll: document.documentElement.dataset.deleteAll !== "hidden",
});

export function startServer() {
  onEvent(async ({ type }) => {
    if (type === "refresh") {
      try {
        server.set({ info: await api.info() });
      } catch {
        // The state of the connection is shown elsewhere; the next connection asks again.
      }
    }
  });
}
