import { api } from "../api/client.js";
import { onEvent } from "../api/events.js";
import { Observable } from "./observable.js";

export const rules = new Observable({ list: [], loaded: false, schema: null, error: "" });

const REFRESH_MILLIS = 500;
let timer = 0;

export async function loadRules() {
  try {
    const [list, schema] = await Promise.all([api.rules(), rules.value.schema ?? api.ruleSchema()]);
    rules.set({ list, schema, loaded: true, error: "" });
  } catch (failure) {
    rules.set({ error: failure.message });
  }
}

/** Adds a rule and returns it as the server shows it. */
export async function addRule(rule) {
  const added = await api.addRule(rule);
  rules.set({ list: [added, ...rules.value.list] });
  return added;
}

export async function removeRule(id) {
  await api.removeRule(id);
  rules.set({ list: rules.value.list.filter((rule) => rule.id !== id) });
}

export async function removeAllRules() {
  await api.removeRules();
  rules.set({ list: [] });
}

/** A rule fires in a session, so what sessions report may have changed its count. */
export function startRules() {
  onEvent(({ type }) => {
    if ((type === "session" || type === "refresh") && rules.value.loaded && timer === 0) {
      timer = setTimeout(() => {
        timer = 0;
        loadRules();
      }, REFRESH_MILLIS);
    }
  });
}
