import { Observable } from "./observable.js";

/** What this browser remembers. Without storage, as in some private windows, it forgets it at the end. */
const PREFIX = "smtp-fake.";

function read(name, otherwise) {
  try {
    const stored = localStorage.getItem(PREFIX + name);
    return stored === null ? otherwise : JSON.parse(stored);
  } catch {
    return otherwise;
  }
}

export const settings = new Observable({
  theme: read("theme", "auto"),
  notify: read("notify", false),
  history: read("history", []),
  htmlWidth: read("htmlWidth", "desktop"),
  htmlTheme: read("htmlTheme", "light"),
  wrap: read("wrap", true),
});

/** Changes one setting and remembers it. */
export function remember(name, value) {
  settings.set({ [name]: value });
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // The browser offers no storage: the setting lasts until the page is closed.
  }
}

const MAX_HISTORY = 12;

/** Puts a search in front of the earlier ones. */
export function rememberSearch(text) {
  const search = text.trim();
  if (search) {
    remember("history", [search, ...settings.value.history.filter((one) => one !== search)].slice(0, MAX_HISTORY));
  }
}
