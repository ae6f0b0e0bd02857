import { start as startEvents } from "./api/events.js";
import { html, render } from "./lib/preact.js";
import { startMessages } from "./state/messages.js";
import { startNotifications } from "./state/notifications.js";
import { startRules } from "./state/rules.js";
import { startServer } from "./state/server.js";
import { startSessions } from "./state/sessions.js";
import { startTheme } from "./state/theme.js";
import { startTitle } from "./state/title.js";
import { afterPaint } from "./util/paint.js";
import { Shell } from "./views/shell.js";

startTheme();
startServer();
startMessages();
startSessions();
startRules();
startTitle();
startNotifications();
startEvents();

// The first rendering takes longer than all else, so the browser shows the head of the page, which needs no script, before that.
afterPaint(() => {
  const app = document.getElementById("app");
  app.replaceChildren();
  app.removeAttribute("aria-busy");
  render(html`<${Shell} />`, app);
});
