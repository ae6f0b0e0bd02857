import { useLayoutEffect, useState } from "../lib/preact.js";

/** A value that components observe. Changes within one task are reported once. */
export class Observable {
  #value;
  #observers = new Set();
  #scheduled = false;

  constructor(value) {
    this.#value = value;
  }

  get value() {
    return this.#value;
  }

  /** Merges members into the value. */
  set(members) {
    this.#value = { ...this.#value, ...members };
    if (!this.#scheduled) {
      this.#scheduled = true;
      queueMicrotask(() => {
        this.#scheduled = false;
        this.#observers.forEach((observer) => observer(this.#value));
      });
    }
  }

  /** Calls the observer after each change, until the returned function is called. */
  observe(observer) {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  }
}

/** Returns the current value, and renders the component again when it changes. */
export function useObservable(observable) {
  const [, setVersion] = useState(0);
  useLayoutEffect(() => observable.observe(() => setVersion((version) => version + 1)), [observable]);
  return observable.value;
}
