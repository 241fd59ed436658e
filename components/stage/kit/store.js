// What a page keeps in this visitor's browser, and nowhere else: values under a name, as JSON.

/** @typedef {Pick<Storage, "getItem" | "setItem">} Store */

/** The browser's own store; none where it is not to be had. @returns {Store | null} */
export function browsers() {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null; // a private window may refuse even to name it
  }
}

/**
 * What is kept under a name; undefined where nothing is, or what no program wrote.
 * @param {Store | null} store
 * @param {string} key
 * @returns {unknown}
 */
export function kept(store, key) {
  try {
    return JSON.parse(store?.getItem(key) ?? "");
  } catch {
    return undefined;
  }
}

/**
 * Keeps a value under a name. False where the browser does not: a full store keeps what it has.
 * @param {Store | null} store
 * @param {string} key
 * @param {unknown} value
 */
export function keep(store, key, value) {
  try {
    store?.setItem(key, JSON.stringify(value));
  } catch {
    return false;
  }
  return store !== null;
}
