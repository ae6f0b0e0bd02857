/** The syntax of the search box: words, "quoted text", and filters such as to:ada@example.org. */

const ADDRESSES = ["from", "to", "cc", "reply-to", "recipient", "sender"];
const PATTERNS = [...ADDRESSES, "attachment", "helo", "user"];

/** The values of the filter "is"; others are words. */
const READ = new Map([
  ["read", "true"],
  ["unread", "false"],
]);

/** The names of all filters, in the order in which the search box offers them. */
export const FILTERS = [
  "to",
  "from",
  "recipient",
  "sender",
  "subject",
  "text",
  "html",
  "attachment",
  "tag",
  "is",
  "header",
  "after",
  "before",
  "larger-than",
  "smaller-than",
  "cc",
  "reply-to",
  "user",
  "helo",
  "session",
];

/** Returns the terms of a text: {filter, value}, with an empty filter for words. An open quote ends with the text. */
export function terms(text) {
  const found = [];
  const pattern = /(?:([a-z-]+):)?(?:"([^"]*)"?|(\S+))/gy;
  let rest = 0;
  while (rest < text.length) {
    if (/\s/.test(text[rest])) {
      rest++;
      continue;
    }
    pattern.lastIndex = rest;
    const match = pattern.exec(text);
    if (!match) {
      break;
    }
    const known = match[1] !== undefined && FILTERS.includes(match[1]);
    const value = match[2] ?? match[3];
    found.push(known ? { filter: match[1], value } : { filter: "", value: match[1] === undefined ? value : `${match[1]}:${value}` });
    rest = pattern.lastIndex;
  }
  return found;
}

/** Returns the parameters of the API for a text, as pairs of name and value. */
export function parameters(text) {
  return terms(text)
    .filter((term) => term.value !== "")
    .map(({ filter, value }) => {
      if (filter === "") {
        return ["any-text", value];
      }
      if (filter === "is") {
        return READ.has(value) ? ["read", READ.get(value)] : ["any-text", `is:${value}`];
      }
      return [filter, PATTERNS.includes(filter) ? pattern(filter, value) : value];
    });
}

/** Without a wildcard, a part of an address or name is enough; the API matches the whole. */
function pattern(filter, value) {
  if (value.includes("*") || (ADDRESSES.includes(filter) && value.includes("@"))) {
    return value;
  }
  return `*${value}*`;
}

/** Returns a term for the search box, quoted if necessary. */
export function term(filter, value) {
  const quoted = /\s/.test(value) ? `"${value.replaceAll('"', "")}"` : value;
  return filter ? `${filter}:${quoted}` : quoted;
}

/** Returns the text with the term of this filter replaced, added, or, for an empty value, removed. */
export function withTerm(text, filter, value) {
  const others = terms(text)
    .filter((one) => one.filter !== filter)
    .map((one) => term(one.filter, one.value));
  return [...others, ...(value ? [term(filter, value)] : [])].join(" ");
}

/** Returns the value of the first term with this filter, or an empty string. */
export function termValue(text, filter) {
  return terms(text).find((one) => one.filter === filter)?.value ?? "";
}
