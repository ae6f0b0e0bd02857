import { useEffect, useState } from "../lib/preact.js";

/**
 * Loads a value and returns {value, error, status}. Loads again, and forgets the former value, when a dependency changes.
 *
 * @param load returns a promise of the value for an AbortSignal
 */
export function useLoaded(load, dependencies) {
  const [loaded, setLoaded] = useState({ value: null, error: "", status: 0 });
  useEffect(() => {
    const abort = new AbortController();
    setLoaded({ value: null, error: "", status: 0 });
    load(abort.signal).then(
      (value) => abort.signal.aborted || setLoaded({ value, error: "", status: 200 }),
      (failure) => abort.signal.aborted || setLoaded({ value: null, error: failure.message, status: failure.status ?? 0 }),
    );
    return () => abort.abort();
  }, dependencies);
  return loaded;
}
