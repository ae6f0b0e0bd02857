import { IconButton } from "../components/basics.js";
import { report } from "../components/status.js";
import { html, useEffect, useMemo, useRef, useState } from "../lib/preact.js";
import { addRule } from "../state/rules.js";
import { texts } from "../texts.js";

/** Adds a rule. The form offers what the server's schema allows at the chosen stage; the JSON below shows the same rule. */
export function RuleForm({ schema, onDone }) {
  const [mode, setMode] = useState("form");
  const [stage, setStage] = useState("rcpt");
  const [conditions, setConditions] = useState([{ name: "recipient", value: "" }]);
  const [actions, setActions] = useState([{ name: "reply", value: "451 4.3.0 Try again later" }]);
  const [limits, setLimits] = useState([{ name: "times", value: "1" }]);
  const [json, setJson] = useState("");
  const [error, setError] = useState("");
  const first = useRef(null);
  useEffect(() => first.current.focus(), []);
  const fits = schema.stages.find(({ name }) => name === stage);
  const rule = useMemo(() => ruleOf(schema, stage, conditions, actions, limits), [stage, conditions, actions, limits]);

  const chooseStage = (name) => {
    const { conditions: allowed, actions: possible } = schema.stages.find((one) => one.name === name);
    setStage(name);
    setConditions(conditions.filter((one) => allowed.includes(one.name)));
    setActions(actions.filter((one) => possible.includes(one.name)));
  };
  const chooseMode = (next) => {
    setJson(JSON.stringify(rule, null, 2));
    setMode(next);
    setError("");
  };
  const submit = async (event) => {
    event.preventDefault();
    try {
      const added = await addRule(mode === "json" ? parsed(json) : rule);
      report(texts.message.ruleAdded(added.description));
      onDone();
    } catch (failure) {
      setError(failure.message);
    }
  };
  return html`<form class="rule-form" onSubmit=${submit} aria-label=${texts.rules.add}>
    <div class="segmented" role="group">${["form", "json"].map((one) => html`<button type="button" key=${one} aria-pressed=${one === mode} onClick=${() => chooseMode(one)}>${texts.rules[one]}</button>`)}</div>
    ${
      mode === "json"
        ? html`<label for="rule-json">${texts.rules.asJson}</label><textarea id="rule-json" rows="12" spellcheck=${false} value=${json} onInput=${(event) => setJson(event.target.value)}></textarea>`
        : html`<div class="form-row"><label for="rule-stage">${texts.rules.on}</label><select ref=${first} id="rule-stage" value=${stage} onChange=${(event) => chooseStage(event.target.value)}>
          ${schema.stages.map(({ name }) => html`<option key=${name} value=${name}>${name}</option>`)}</select></div>
        <${Rows} legend=${texts.rules.when} add=${texts.rules.addCondition} names=${fits.conditions} kinds=${schema.conditions} rows=${conditions} onChange=${setConditions} none=${texts.rules.always} />
        <${Rows} legend=${texts.rules.then} add=${texts.rules.addAction} names=${fits.actions} kinds=${schema.actions} rows=${actions} onChange=${setActions} none=${texts.rules.doNothing} />
        <${Rows} legend=${texts.rules.limits} add=${texts.rules.addLimit} names=${Object.keys(schema.limits)} kinds=${schema.limits} rows=${limits} onChange=${setLimits} none=${texts.rules.always} />`
    }
    ${error && html`<p class="field-error" role="alert">${error}</p>`}
    <div class="form-actions"><button type="button" class="button" onClick=${onDone}>${texts.dialog.cancel}</button><button type="submit" class="button primary">${texts.rules.create}</button></div>
  </form>`;
}

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch (failure) {
    throw new Error(texts.rules.invalidJson(failure.message));
  }
}

/** Rows of a name and its value. Each name can be used once. */
function Rows({ legend, add, names, kinds, rows, onChange, none }) {
  const unused = names.filter((name) => !rows.some((row) => row.name === name));
  const change = (index, row) => onChange(rows.map((one, at) => (at === index ? row : one)));
  return html`<fieldset><legend>${legend}</legend>
    ${rows.length === 0 && html`<p class="muted">${none}</p>`}
    ${rows.map(
      (
        row,
        index,
      ) => html`<div class="form-row" key=${row.name}><label for=${`value-${row.name}`} title=${kinds[row.name].description}><code>${row.name}</code></label>
      <${Value} id=${`value-${row.name}`} kind=${kinds[row.name]} value=${row.value} onChange=${(value) => change(index, { ...row, value })} />
      <${IconButton} icon="close" label=${texts.rules.removeRow(row.name)} onClick=${() => onChange(rows.filter((one) => one !== row))} />
      <p class="hint">${kinds[row.name].description}</p></div>`,
    )}
    ${
      unused.length > 0 &&
      html`<select class="add" aria-label=${add} value="" onChange=${(event) => {
        onChange([...rows, { name: event.target.value, value: initial(kinds[event.target.value]) }]);
        event.target.value = "";
      }}>
      <option value="">${add}…</option>${unused.map((name) => html`<option key=${name} value=${name}>${name}</option>`)}</select>`
    }
  </fieldset>`;
}

function initial(kind) {
  return kind.type === "boolean" ? "true" : (kind.values?.[0] ?? "");
}

/** Returns whether the value is written as JSON. */
function isStructure(kind) {
  return kind.type === "object" || kind.type === "array";
}

function Value({ id, kind, value, onChange }) {
  const onInput = (event) => onChange(event.target.value);
  const values = kind.values ?? (kind.type === "boolean" ? ["true", "false"] : null);
  if (values) {
    return html`<select id=${id} value=${value} onChange=${onInput}>${values.map((one) => html`<option key=${one} value=${one}>${one}</option>`)}</select>`;
  }
  if (isStructure(kind)) {
    return html`<input id=${id} value=${value} placeholder=${JSON.stringify(kind.example)} autocomplete="off" spellcheck=${false} onInput=${onInput} />`;
  }
  const isNumber = kind.type === "integer" || kind.type === "number";
  return html`<input id=${id} type=${isNumber ? "number" : "text"} step=${kind.type === "number" ? "any" : undefined} min=${kind.minimum} value=${value} placeholder=${String(kind.example)} autocomplete="off" onInput=${onInput} />`;
}

function ruleOf(schema, stage, conditions, actions, limits) {
  const when = Object.fromEntries(conditions.map(({ name, value }) => [name, typed(schema.conditions[name], value)]));
  return {
    on: stage,
    ...(conditions.length > 0 ? { when } : {}),
    then: actions.map(({ name, value }) => ({ [name]: typed(schema.actions[name], value) })),
    ...Object.fromEntries(limits.map(({ name, value }) => [name, typed(schema.limits[name], value)])),
  };
}

/** Returns the value in the type that the schema demands; what is not of that type is left to the server to reject. */
function typed(kind, value) {
  switch (kind.type) {
    case "boolean":
      return value === "true";
    case "integer":
    case "number":
      return value === "" ? null : Number(value);
    case "object":
    case "array":
      try {
        return JSON.parse(value);
      } catch {
        return value;
      }
    default:
      return value;
  }
}
