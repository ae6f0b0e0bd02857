import { reportFailure } from "../components/status.js";
import { texts } from "../texts.js";
import { senderOf, subjectOf } from "../util/format.js";
import { onArrivals } from "./messages.js";
import { go } from "./route.js";
import { remember, settings } from "./settings.js";

export const canNotify = "Notification" in globalThis && isSecureContext;

/** Returns whether the person wants notifications, and the browser still allows them. */
export function isNotifying({ notify }) {
  return canNotify && notify && Notification.permission === "granted";
}

/** Turns notifications of the browser on, if the person allows them, or off. */
export async function toggleNotifications() {
  if (isNotifying(settings.value)) {
    remember("notify", false);
  } else if ((await Notification.requestPermission()) === "granted") {
    remember("notify", true);
  } else {
    reportFailure(new Error(texts.notify.denied));
  }
}

/** Notifies while the page is hidden, once for all messages of a second. The browser replaces the notification of another tab. */
export function startNotifications() {
  onArrivals(({ newest, count }) => {
    if (!isNotifying(settings.value) || !document.hidden) {
      return;
    }
    const subject = subjectOf(newest);
    const sender = senderOf(newest);
    const notification = new Notification(count === 1 ? sender : texts.live.arrivedMany(count), {
      body: count === 1 ? subject : texts.notify.newest(sender, subject),
      tag: "smtp-fake",
    });
    notification.onclick = () => {
      window.focus();
      go({ view: "messages", id: newest.id, tab: "", search: "" });
      notification.close();
    };
  });
}
