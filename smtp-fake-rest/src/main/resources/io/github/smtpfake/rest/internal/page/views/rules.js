import { IconButton, Placeholder } from "../components/basics.js";
import { confirm } from "../components/dialog.js";
import { Icon } from "../components/icon.js";
import { report, reportFailure } from "../components/status.js";
import { html, useEffect, useRef, useState } from "../lib/preact.js";
import { useObservable } from "../state/observable.js";
import { href } from "../state/route.js";
import { addRule, loadRules, removeAllRules, removeRule, rules } from "../state/rules.js";
import { texts } from "../texts.js";
import { keepFocus } from "../util/focus.js";
import { RuleForm } from "./rule-form.js";

const MAX_SESSIONS = 5;

export function RulesView() {
  const { list, loaded, schema, error } = useObservable(rules);
  const [adding, setAdding] = useState(false);
  const addButton = useRef(null);
  useEffect(() => {
    loadRules();
  }, []);
  return html`<div class="page">
    <div class="page-head"><div><h2>${texts.rules.label}</h2><p class="muted">${texts.rules.intro}</p></div>
      <div class="page-actions">${list.length > 1 && html`<button type="button" class="button" onClick=${removeAll}>${texts.rules.removeAll}</button>`}
        <button ref=${addButton} type="button" class="button primary" aria-expanded=${adding} onClick=${() => setAdding(!adding)}><${Icon} name="plus" />${texts.rules.add}</button></div></div>
    ${error && html`<p class="notice bad" role="alert">${error}</p>`}
    ${
      adding &&
      schema &&
      html`<${RuleForm} schema=${schema} onDone=${() => {
        setAdding(false);
        addButton.current.focus();
      }} />`
    }
    ${!adding && html`<${QuickRule} />`}
    ${loaded && list.length === 0 && html`<${Placeholder} icon="rules" title=${texts.rules.none} detail=${texts.rules.noneDetail} level=${3} />`}
    <ul class="rules">${list.map((rule) => html`<${RuleCard} rule=${rule} key=${rule.id} />`)}</ul>
  </div>`;
}

async function removeAll() {
  const count = rules.value.list.length;
  if (await confirm({ title: texts.rules.removeAllQuestion(count), detail: "", action: texts.rules.removeAll })) {
    await removeAllRules().catch(reportFailure);
    keepFocus();
  }
}

/** Removes a rule. The focus goes to the button of the next one. */
async function remove(id) {
  const { list } = rules.value;
  const at = list.findIndex((rule) => rule.id === id);
  const next = list[at + 1] ?? list[at - 1];
  await removeRule(id).catch(reportFailure);
  document.getElementById(`remove-${next?.id}`)?.focus();
  keepFocus();
}

/** The most frequent rule in one line. */
function QuickRule() {
  const [recipient, setRecipient] = useState("");
  const [how, setHow] = useState(0);
  const submit = (event) => {
    event.preventDefault();
    const { on, then } = texts.failures[how];
    addRule({ on, when: { recipient: recipient.trim() || "*" }, then, times: 1 }).then((rule) => {
      setRecipient("");
      report(texts.message.ruleAdded(rule.description));
    }, reportFailure);
  };
  return html`<form class="quick-rule" onSubmit=${submit}><${Icon} name="bolt" /><label for="quick-address">${texts.rules.quick}</label>
    <input id="quick-address" placeholder="*" title=${texts.rules.quickAddress} autocomplete="off" value=${recipient} onInput=${(event) => setRecipient(event.target.value)} />
    <select aria-label=${texts.rules.quickHow} value=${how} onChange=${(event) => setHow(Number(event.target.value))}>${texts.failures.map(({ label }, index) => html`<option key=${label} value=${index}>${label}</option>`)}</select>
    <button type="submit" class="button">${texts.rules.quickAdd}</button></form>`;
}

function RuleCard({ rule }) {
  const { id, description, fired, sessions, ...definition } = rule;
  const [open, setOpen] = useState(false);
  const exhausted = rule.times !== undefined && fired >= rule.times;
  return html`<li class=${`rule ${exhausted ? "exhausted" : ""}`}>
    <div class="rule-head"><code class="rule-text">${description}</code>
      <button type="button" class="button" aria-expanded=${open} aria-label=${`${texts.rules.json}: ${description}`} onClick=${() => setOpen(!open)}>${texts.rules.json}</button>
      <${IconButton} id=${`remove-${id}`} icon="trash" label=${`${texts.rules.remove}: ${description}`} onClick=${() => remove(id)} /></div>
    <p class="rule-state"><span class=${`chip ${fired > 0 ? "good" : "neutral"}`}>${texts.rules.fired(fired)}</span>
      ${rule.times !== undefined && html`<span class="chip neutral">${texts.rules.left(rule.times - fired)}</span>`}
      ${sessions.length > 0 && html`<span class="muted">${texts.rules.sessions} ${sessions.slice(-MAX_SESSIONS).map((one) => html`<a key=${one} href=${href({ view: "sessions", id: one })}>${one.slice(0, 6)}</a> `)}${sessions.length > MAX_SESSIONS && texts.count.more(sessions.length - MAX_SESSIONS)}</span>`}</p>
    ${open && html`<pre class="json" tabindex="0">${JSON.stringify(definition, null, 2)}</pre>`}
  </li>`;
}
