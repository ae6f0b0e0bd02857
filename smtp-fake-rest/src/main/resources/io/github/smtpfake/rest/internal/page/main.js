import { start as startEvents } from "./api/events.js";
import { html, render } from "./lib/preact.js";
import { startMessages } from "./state/messages.js";
import { startNotifications } from "./state/notifications.js";
import { startRules } from "./state/rules.js";
import { startServer } from "./state/server.js";
import { startSessions } from "./state/sessions.js";
import { startTheme } from "./state/theme.js";
import { startTitle } from "./state/title.js";
import { Shell } from "./views/shell.js";

startTheme();
startServer();
startMessages();
startSessions();
startRules();
startTitle();
startNotifications();

const app = document.getElementById("app");
app.replaceChildren();
app.removeAttribute("aria-busy");
render(html`<${Shell} />`, app);
startEvents();
