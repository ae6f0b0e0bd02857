/** Formats values for people, in the time zone of the browser. */
import { texts } from "../texts.js";

/** The page is in English, so its dates are, too: in the browser's variant of English, or in British English. */
const LOCALE = /^en(-[A-Z]{2})?$/.test(navigator.language) ? navigator.language : "en-GB";

const time = formatter({ hour: "2-digit", minute: "2-digit" });
const timeWithSeconds = formatter({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = formatter({ day: "numeric", month: "short" });
const dayWithYear = formatter({ day: "numeric", month: "short", year: "numeric" });
const full = formatter({ dateStyle: "medium", timeStyle: "medium" });

/** Returns a function that formats a date. Only its first call creates what it needs, because that takes milliseconds. */
function formatter(options) {
  let format = null;
  return (date) => {
    format ??= new Intl.DateTimeFormat(LOCALE, options);
    return format.format(date);
  };
}

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
    return time(at);
  }
  return at.getFullYear() === now.getFullYear() ? day(at) : dayWithYear(at);
}

export function fullTime(iso) {
  return full(new Date(iso));
}

export function clockTime(iso) {
  return timeWithSeconds(new Date(iso));
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

/** Characters that are invisible, that reverse the order of others, or that are no text; not those that emoji and some languages need. */
const MISLEADING = /(?![\t\n\r\u200c-\u200f]|\p{Variation_Selector})[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;

/** The same for addresses, where nothing needs them. */
const MISLEADING_IN_ADDRESS = /(?![\t\n\r])[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Returns a short text of a message as the page shows it. Misleading characters become, for instance, [U+202E]: otherwise, a file
 * named "photo\u202Egpj.exe" would look like an image. A text without end, which no list could show, is cut.
 */
export function safeText(text) {
  return short(text).replace(MISLEADING, codePoint);
}

/** Returns the address of a person, or the name of a computer, as the page shows it. */
export function safeAddress(address) {
  return safeLink(short(address));
}

/** Returns the address of a link as the page shows it: all of it. */
export function safeLink(href) {
  return href.replace(MISLEADING_IN_ADDRESS, codePoint);
}

function short(text) {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

function codePoint(character) {
  return `[U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`;
}

/** Returns the subject, or what stands for a missing one. */
export function subjectOf(message) {
  return safeText(message.subject || texts.list.noSubject);
}

/** Returns the name of an address, or the address if it has none. */
export function nameOf(address) {
  return address.name ? safeText(address.name) : safeAddress(address.address);
}

/** Returns who sent the message, for people: the From header, or else the envelope. */
export function senderOf(message) {
  return message.from.length > 0 ? nameOf(message.from[0]) : safeAddress(message.envelope.sender || texts.list.nullSender);
}

/** Returns an address as it stands in a header. */
export function addressText({ name, address }) {
  return name ? `${safeText(name)} <${safeAddress(address)}>` : safeAddress(address);
}
