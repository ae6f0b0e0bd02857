/** The calls of the HTTP API. All addresses are below the web root, so that the page works behind any path. */
import { Observable } from "../state/observable.js";
import { texts } from "../texts.js";

// Not relative to the address of the page, which may contain a name and password: fetch rejects these.
const root = location.origin + document.documentElement.dataset.root;

/** Whether the server rejected a request because it has no valid token. */
export const access = new Observable({ denied: false });

/** The number of logins. A request from before the last one says nothing about the present access. */
let logins = 0;

/** A response that is no success. */
export class ApiError extends Error {
  constructor(status, detail, field = "") {
    super(detail);
    this.status = status;
    this.field = field;
  }
}

export function url(path, parameters = []) {
  const query = new URLSearchParams(parameters).toString();
  return `${root}${path}${query ? `?${query}` : ""}`;
}

async function send(method, path, { parameters = [], headers = {}, body, signal } = {}) {
  const loginsBefore = logins;
  let response;
  try {
    response = await fetch(url(path, parameters), {
      method,
      signal,
      headers: body === undefined ? headers : { ...headers, "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (failure) {
    if (failure.name === "AbortError") {
      throw failure;
    }
    throw new ApiError(0, texts.errors.network);
  }
  // For a name and password, the browser asks.
  const isDenied = response.status === 401 && /^Bearer\b/i.test(response.headers.get("WWW-Authenticate") ?? "");
  if (isDenied && !access.value.denied && logins === loginsBefore) {
    access.set({ denied: true });
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new ApiError(response.status, problem.detail ?? `${texts.errors.failed} (${response.status})`, problem.field ?? "");
  }
  return response;
}

async function json(method, path, options) {
  const response = await send(method, path, options);
  return response.status === 204 ? null : response.json();
}

const id = encodeURIComponent;

export const api = {
  info: () => json("GET", "api/info"),
  messages: (filters, offset, limit, signal) =>
    json("GET", "api/messages", { parameters: [...filters, ["problems", "true"], ["offset", offset], ["limit", limit]], signal }),
  /** Messages without what only the list needs: {messages, matched}. */
  find: (filters, limit, signal) => json("GET", "api/messages", { parameters: [...filters, ["limit", limit]], signal }),
  countMessages: (filters) => json("GET", "api/messages", { parameters: [...filters, ["limit", 1]] }).then((page) => page.matched),
  message: (messageId, signal) => json("GET", `api/messages/${id(messageId)}`, { signal }),
  htmlCompatibility: (messageId, signal) => json("GET", `api/messages/${id(messageId)}/html-compatibility`, { signal }).then((result) => result.findings),
  markMessage: (messageId, read) => json("PATCH", `api/messages/${id(messageId)}`, { body: { read } }),
  markMessages: (filters, read) => json("PATCH", "api/messages", { parameters: selection(filters), body: { read } }),
  deleteMessage: (messageId) => json("DELETE", `api/messages/${id(messageId)}`),
  deleteMessages: (filters) => json("DELETE", "api/messages", { parameters: selection(filters) }).then((result) => result.deleted),
  recipients: (signal) => json("GET", "api/recipients", { signal }).then((result) => result.recipients),
  sessions: (offset, limit, signal, filters = []) => json("GET", "api/sessions", { parameters: [...filters, ["offset", offset], ["limit", limit]], signal }),
  session: (sessionId, signal) => json("GET", `api/sessions/${id(sessionId)}`, { signal }),
  rules: () => json("GET", "api/rules").then((result) => result.rules),
  ruleSchema: () => json("GET", "api/rules/schema"),
  addRule: (rule) => json("POST", "api/rules", { body: rule }),
  removeRule: (ruleId) => json("DELETE", `api/rules/${id(ruleId)}`),
  removeRules: () => json("DELETE", "api/rules"),
  async login(token) {
    await send("POST", "api/login", { headers: { Authorization: `Bearer ${token}` } });
    logins++;
    access.set({ denied: false });
  },
};

export const paths = {
  raw: (messageId) => url(`api/messages/${id(messageId)}/raw`),
  preview: (messageId) => url(`api/messages/${id(messageId)}/preview`),
  part: (messageId, index) => url(`api/messages/${id(messageId)}/parts/${index}`),
  events: () => url("api/events"),
};

/** An empty list of filters means every message, which the API wants to be said. */
function selection(filters) {
  return filters.length === 0 ? [["all", "true"]] : filters;
}

/** Returns the beginning of a file as text: {text, cut}. The rest is not transferred. */
export async function beginningOf(address, maxBytes, signal) {
  const response = await fetch(address, { signal });
  if (!response.ok) {
    throw new ApiError(response.status, `${texts.errors.failed} (${response.status})`);
  }
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    const room = maxBytes - bytes;
    text += decoder.decode(chunk.value.subarray(0, room), { stream: true });
    bytes += chunk.value.length;
    if (bytes > maxBytes) {
      await reader.cancel();
      return { text, cut: true };
    }
  }
  return { text: text + decoder.decode(), cut: false };
}
