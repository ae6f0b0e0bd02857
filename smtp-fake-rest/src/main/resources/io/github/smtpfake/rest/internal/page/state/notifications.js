import { reportFailure } from "../components/status.js";
import { texts } from "../texts.js";
import { nameOf } from "../util/format.js";
import { onArrival } from "./messages.js";
import { go } from "./route.js";
import { remember, settings } from "./settings.js";

export const canNotify = "Notification" in globalThis && isSecureContext;

const PAUSE_MILLIS = 1000;
let last = 0;

/** Turns notifications of the browser on, if the person allows them, or off. */
export async function toggleNotifications() {
  if (settings.value.notify) {
    remember("notify", false);
  } else if ((await Notification.requestPermission()) === "granted") {
    remember("notify", true);
  } else {
    reportFailure(new Error(texts.notify.denied));
  }
}

/** Notifies while the page is hidden, at most once a second. The browser replaces the notification of another tab. */
export function startNotifications() {
  onArrival((message) => {
    const isWanted = canNotify && settings.value.notify && document.hidden && Notification.permission === "granted";
    if (!isWanted || Date.now() - last < PAUSE_MILLIS) {
      return;
    }
    last = Date.now();
    const sender = message.from[0] ? nameOf(message.from[0]) : message.envelope.sender;
    const notification = new Notification(sender || texts.list.nullSender, {
      body: message.subject ?? texts.list.noSubject,
      tag: "smtp-fake",
    });
    notification.onclick = () => {
      window.focus();
      go({ view: "messages", id: message.id, tab: "", search: "" });
      notification.close();
    };
  });
}
