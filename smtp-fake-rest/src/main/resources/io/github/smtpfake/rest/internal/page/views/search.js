import { IconButton } from "../components/basics.js";
import { Icon } from "../components/icon.js";
import { html, useEffect, useRef, useState } from "../lib/preact.js";
import { useKeys } from "../state/keys.js";
import { recipients } from "../state/messages.js";
import { useObservable } from "../state/observable.js";
import { go, route } from "../state/route.js";
import { rememberSearch, settings } from "../state/settings.js";
import { texts } from "../texts.js";
import { FILTERS, term } from "../util/query.js";

const TYPING_MILLIS = 250;
const MAX_VALUES = 8;

/** The search box, with completion of filters and their values, and earlier searches. */
export function Search() {
  const { search } = useObservable(route);
  const { history } = useObservable(settings);
  const { list } = useObservable(recipients);
  const [text, setText] = useState(search);
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const input = useRef(null);
  const timer = useRef(0);

  useEffect(() => {
    if (search.trim() !== text.trim()) {
      setText(search);
    }
  }, [search]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useKeys({
    "/": () => {
      input.current.focus();
      input.current.select();
    },
  });

  const apply = (value, { done = false } = {}) => {
    clearTimeout(timer.current);
    setText(value);
    setChosen(-1);
    const run = () => go({ view: "messages", id: "", search: value.trim() }, { replace: !done });
    if (done) {
      rememberSearch(value);
      run();
    } else {
      timer.current = setTimeout(run, TYPING_MILLIS);
    }
  };
  const suggestions = open ? suggest(text, history, list) : [];
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
      }} onFocus=${() => setOpen(true)} onBlur=${() => setOpen(false)} onKeyDown=${onKeyDown} />
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

/** Returns what could follow: earlier searches for an empty box, names of filters, or values of a filter. */
function suggest(text, history, list) {
  const split = text.lastIndexOf(" ") + 1;
  const before = text.slice(0, split);
  const last = text.slice(split);
  if (text === "") {
    return [
      ...history.slice(0, 5).map((one) => ({ text: one, label: one, hint: texts.search.history })),
      ...FILTERS.slice(0, 8).map((name) => ({ text: `${name}:`, label: `${name}:`, hint: texts.search.hints[name] })),
    ];
  }
  const colon = last.indexOf(":");
  if (colon < 0) {
    return FILTERS.filter((name) => last !== "" && name.startsWith(last)).map((name) => ({
      text: `${before}${name}:`,
      label: `${name}:`,
      hint: texts.search.hints[name],
    }));
  }
  const filter = last.slice(0, colon);
  const typed = last.slice(colon + 1).toLowerCase();
  return valuesOf(filter, list)
    .filter(({ value }) => value.toLowerCase().includes(typed) && value.toLowerCase() !== typed)
    .slice(0, MAX_VALUES)
    .map(({ value, hint }) => ({ text: before + term(filter, value), label: `${filter}:${value}`, hint }));
}

function valuesOf(filter, list) {
  if (filter === "is") {
    return ["unread", "read"].map((value) => ({ value, hint: "" }));
  }
  if (["recipient", "to", "cc"].includes(filter)) {
    return list.map(({ address, messages }) => ({ value: address, hint: texts.count.messages(messages) }));
  }
  return [];
}
