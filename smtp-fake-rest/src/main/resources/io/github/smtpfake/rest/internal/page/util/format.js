/** Formats values for people, in the time zone of the browser. */
import { texts } from "../texts.js";

const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const timeWithSeconds = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const dayWithYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

const UNITS = ["B", "kB", "MB", "GB"];

/** Returns a size such as 12.3 kB, which is not broken into two lines. */
export function size(bytes) {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  const text = unit === 0 || value >= 99.95 ? Math.round(value).toString() : value.toFixed(1);
  return `${text}\u00a0${UNITS[unit]}`;
}

/** Returns the time of today, or the day of an earlier time. */
export function shortTime(iso, now = new Date()) {
  const at = new Date(iso);
  if (at.toDateString() === now.toDateString()) {
    return time.format(at);
  }
  return at.getFullYear() === now.getFullYear() ? day.format(at) : dayWithYear.format(at);
}

export function fullTime(iso) {
  return full.format(new Date(iso));
}

export function clockTime(iso) {
  return timeWithSeconds.format(new Date(iso));
}

/** Returns the time of the next nanosecond, the resolution of the server. */
export function justAfter(iso) {
  const [, seconds, fraction = ""] = /^(.*T[^.Z]*)(?:\.(\d+))?Z$/.exec(iso);
  const nanos = Number(fraction.padEnd(9, "0")) + 1;
  if (nanos < 1e9) {
    return `${seconds}.${String(nanos).padStart(9, "0")}Z`;
  }
  return new Date(Date.parse(`${seconds}Z`) + 1000).toISOString();
}

/** Returns a duration such as 340 ms, 2.1 s or 3 min. */
export function duration(millis) {
  if (millis < 1000) {
    return `${Math.max(0, Math.round(millis))} ms`;
  }
  if (millis < 60_000) {
    return `${(millis / 1000).toFixed(1)} s`;
  }
  return millis < 3_600_000 ? `${Math.round(millis / 60_000)} min` : `${(millis / 3_600_000).toFixed(1)} h`;
}

const MAX_SHOWN = 1000;

/**
 * Returns a short text of a message as the page shows it. Characters that reverse the order of others become [U+202E]: otherwise, a
 * file named "photo\u202Egpj.exe" would look like an image. A text without end, which no list could show, is cut.
 */
export function safeText(text) {
  const cut = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
  return cut.replace(/[\u202a-\u202e\u2066-\u2069]/g, (one) => `[U+${one.codePointAt(0).toString(16).toUpperCase()}]`);
}

/** Returns the subject, or what stands for a missing one. */
export function subjectOf(message) {
  return safeText(message.subject || texts.list.noSubject);
}

/** Returns the name of an address, or the address if it has none. */
export function nameOf(address) {
  return safeText(address.name || address.address);
}

/** Returns who sent the message, for people: the From header, or else the envelope. */
export function senderOf(message) {
  return message.from.length > 0 ? nameOf(message.from[0]) : safeText(message.envelope.sender || texts.list.nullSender);
}

/** Returns an address as it stands in a header. */
export function addressText(address) {
  return safeText(address.name ? `${address.name} <${address.address}>` : address.address);
}
