/** The values that the search box offers for a filter, from the whole store. */
import { api } from "../api/client.js";
import { texts } from "../texts.js";
import { recipients } from "./messages.js";

/** How many messages or sessions, newest first, are examined for values. */
const EXAMINED = 100;

/** The values of a message in a list, by filter. */
const VALUES = {
  from: (row) => row.from.map(({ address }) => address),
  "reply-to": (row) => row.replyTo.map(({ address }) => address),
  cc: (row) => row.cc.map(({ address }) => address),
  to: (row) => row.to.map(({ address }) => address),
  sender: (row) => [row.envelope.sender],
  tag: (row) => row.tags,
};

/** The filters that are patterns, so that the server finds values that begin or end otherwise than what is typed. */
const PATTERNS = ["from", "reply-to", "cc", "to", "sender", "user", "helo"];

const SESSIONS = ["user", "helo"];

/** Returns a promise of the values of a filter that contain the text: [{value, hint}]. */
export async function valuesOf(filter, typed, signal) {
  if (filter === "is") {
    return ["unread", "read"].map((value) => ({ value, hint: "" }));
  }
  if (filter === "recipient") {
    return recipients.value.list.map(({ address, messages }) => ({ value: address, hint: texts.count.messages(messages) }));
  }
  const filters = typed && PATTERNS.includes(filter) ? [[filter, `*${typed}*`]] : [];
  if (SESSIONS.includes(filter)) {
    const { sessions } = await api.sessions(0, EXAMINED, signal, filters);
    return distinct(sessions.map((session) => session[filter]));
  }
  if (filter in VALUES) {
    const { messages } = await api.find(filters, EXAMINED, signal);
    return distinct(messages.flatMap(VALUES[filter]));
  }
  return [];
}

function distinct(values) {
  return [...new Set(values.filter(Boolean))].map((value) => ({ value, hint: "" }));
}
