import { IconButton } from "../components/basics.js";
import { Icon } from "../components/icon.js";
import { html, useEffect, useRef, useState } from "../lib/preact.js";
import { valuesOf } from "../state/completion.js";
import { useKeys } from "../state/keys.js";
import { useObservable } from "../state/observable.js";
import { go, route } from "../state/route.js";
import { rememberSearch, settings } from "../state/settings.js";
import { texts } from "../texts.js";
import { FILTERS, term } from "../util/query.js";

const TYPING_MILLIS = 250;
const COMPLETION_MILLIS = 120;
const MAX_VALUES = 8;
/** A filter and the beginning of its value, at the end of the text. */
const LAST_TERM = /(?:^|\s)([a-z-]+):([^\s"]*)$/;

/** The search box, with completion of filters and their values, and earlier searches. */
export function Search() {
  const { search } = useObservable(route);
  const { history } = useObservable(settings);
  const [text, setText] = useState(search);
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const input = useRef(null);
  /** The search that is typed and runs soon: {run, timer}, or null. */
  const pending = useRef(null);

  useEffect(() => {
    if (search.trim() !== text.trim()) {
      setText(search);
    }
  }, [search]);
  const forget = () => {
    clearTimeout(pending.current?.timer);
    pending.current = null;
  };
  /** Runs the typed search before the person goes on. Later, it would close a message that was opened meanwhile. */
  const runNow = () => {
    const typed = pending.current;
    forget();
    typed?.run();
  };
  useEffect(() => forget, []);
  useEffect(() => route.observe(forget), []);
  useKeys({
    "/": () => {
      input.current.focus();
      input.current.select();
    },
  });

  const apply = (value, { done = false } = {}) => {
    forget();
    setText(value);
    setChosen(-1);
    const run = () => go({ view: "messages", id: "", search: value.trim() }, { replace: !done });
    if (done) {
      rememberSearch(value);
      run();
    } else {
      pending.current = { run, timer: setTimeout(runNow, TYPING_MILLIS) };
    }
  };
  const values = useValues(open ? text : "");
  const suggestions = open ? suggest(text, history, values) : [];
  const accept = (suggestion) => {
    const isComplete = !suggestion.text.endsWith(":");
    apply(suggestion.text, { done: isComplete });
    setOpen(!isComplete);
    input.current.focus();
  };
  const onKeyDown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && suggestions.length > 0) {
      event.preventDefault();
      setChosen((chosen + step + suggestions.length + (chosen < 0 && step < 0 ? 1 : 0)) % suggestions.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (chosen >= 0 && suggestions[chosen]) {
        accept(suggestions[chosen]);
      } else {
        apply(text, { done: true });
        setOpen(false);
      }
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (open && suggestions.length > 0) {
        setOpen(false);
      } else {
        input.current.blur();
      }
    }
  };
  return html`<search class="search"><${Icon} name="search" />
    <input ref=${input} type="text" role="combobox" aria-label=${texts.search.label} placeholder=${texts.search.placeholder} autocomplete="off" spellcheck=${false}
      aria-expanded=${suggestions.length > 0} aria-controls="suggestions" aria-autocomplete="list"
      aria-activedescendant=${chosen >= 0 ? `suggestion-${chosen}` : undefined} value=${text}
      onInput=${(event) => {
        setOpen(true);
        apply(event.target.value);
      }} onFocus=${() => setOpen(true)} onBlur=${() => {
        setOpen(false);
        runNow();
      }} onKeyDown=${onKeyDown} />
    ${
      text &&
      html`<${IconButton} icon="close" label=${texts.search.clear} onClick=${() => {
        apply("", { done: true });
        input.current.focus();
      }} />`
    }
    <ul id="suggestions" role="listbox" aria-label=${texts.search.filters} class=${suggestions.length > 0 ? "shown" : ""}>
      ${suggestions.map(
        (suggestion, index) => html`<li role="option" id=${`suggestion-${index}`} key=${suggestion.text} aria-selected=${index === chosen}
        onMouseDown=${(event) => {
          event.preventDefault();
          accept(suggestion);
        }}><code>${suggestion.label}</code><span>${suggestion.hint}</span></li>`,
      )}
    </ul>
  </search>`;
}

/** Returns the values of the filter that is typed last: [{value, hint}]. */
function useValues(text) {
  const [, filter, typed] = LAST_TERM.exec(text) ?? [];
  const [values, setValues] = useState([]);
  useEffect(() => {
    if (filter === undefined) {
      setValues([]);
      return undefined;
    }
    const abort = new AbortController();
    const timer = setTimeout(
      () =>
        valuesOf(filter, typed, abort.signal).then(
          (found) => abort.signal.aborted || setValues(found),
          // A value that the server rejects, or no connection: nothing is offered.
          () => abort.signal.aborted || setValues([]),
        ),
      COMPLETION_MILLIS,
    );
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [filter, typed]);
  return values;
}

/** Returns what could follow: earlier searches for an empty box, names of filters, or values of a filter. */
function suggest(text, history, values) {
  if (text === "") {
    return [
      ...history.slice(0, 5).map((one) => ({ text: one, label: one, hint: texts.search.history })),
      ...FILTERS.slice(0, 8).map((name) => ({ text: `${name}:`, label: `${name}:`, hint: texts.search.hints[name] })),
    ];
  }
  const [, filter, typed] = LAST_TERM.exec(text) ?? [];
  const split = text.lastIndexOf(" ") + 1;
  if (filter === undefined) {
    const last = text.slice(split);
    return FILTERS.filter((name) => last !== "" && name.startsWith(last)).map((name) => ({
      text: `${text.slice(0, split)}${name}:`,
      label: `${name}:`,
      hint: texts.search.hints[name],
    }));
  }
  const before = text.slice(0, text.length - typed.length - filter.length - 1);
  const wanted = typed.toLowerCase();
  return values
    .filter(({ value }) => value.toLowerCase().includes(wanted) && value.toLowerCase() !== wanted)
    .slice(0, MAX_VALUES)
    .map(({ value, hint }) => ({ text: before + term(filter, value), label: `${filter}:${value}`, hint }));
}
