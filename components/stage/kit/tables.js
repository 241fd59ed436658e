// Tables of this visitor's own that are too large for a link: kept in this browser under their keys, which are the
// hashes of their content.

const DATABASE = "tables";
const MOST = 40; // tables, oldest out first

/** What this page has kept, also where the browser keeps nothing. @type {Map<string, string>} */
const here = new Map();

/** @returns {Promise<IDBDatabase>} */
const opened = () =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () =>
      request.result.createObjectStore(DATABASE, { keyPath: "key" }).createIndex("at", "at");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/**
 * Keeps a packed table under its key.
 * @param {string} key
 * @param {string} packed
 */
export async function keepTable(key, packed) {
  here.set(key, packed);
  try {
    const database = await opened();
    const store = database.transaction(DATABASE, "readwrite").objectStore(DATABASE);
    store.put({ key, packed, at: Date.now() });
    const count = store.count();
    count.onsuccess = () => dropOldest(store, count.result - MOST);
    database.close(); // once all of this is done
  } catch {
    // a private window keeps it as long as the page is open
  }
}

/**
 * @param {IDBObjectStore} store
 * @param {number} many
 */
function dropOldest(store, many) {
  if (many <= 0) return;
  const cursor = store.index("at").openCursor();
  let left = many;
  cursor.onsuccess = () => {
    if (!cursor.result || left-- <= 0) return;
    cursor.result.delete();
    cursor.result.continue();
  };
}

/**
 * The packed table of a key; undefined where this browser has none.
 * @param {string} key
 * @returns {Promise<string | undefined>}
 */
export async function keptTable(key) {
  if (here.has(key)) return here.get(key);
  try {
    const database = await opened();
    const request = database.transaction(DATABASE).objectStore(DATABASE).get(key);
    database.close();
    return await new Promise((resolve) => {
      request.onsuccess = () => resolve(request.result?.packed);
      request.onerror = () => resolve(undefined);
    });
  } catch {
    return undefined;
  }
}

/**
 * Sends a packed table to the server, for films of it: true if it is there now.
 * @param {string} site
 * @param {string} key
 * @param {string | Blob} packed
 */
export async function sendTable(site, key, packed) {
  try {
    return (await fetch(new URL(`tables/${key}`, site), { method: "POST", body: packed })).ok;
  } catch {
    return false;
  }
}

/**
 * The key of an edited table that is too large for a link, which the server has from now on; or why not, in a sentence.
 * @param {string} site
 * @param {string} packed
 * @returns {Promise<{ key: string, problem?: undefined } | { problem: string, key?: undefined }>}
 */
export async function leftTable(site, packed) {
  try {
    const response = await fetch(new URL("tables/new", site), { method: "POST", body: packed });
    const text = await response.text();
    if (!response.ok) return { problem: text };
    await keepTable(text, packed);
    return { key: text };
  } catch {
    return { problem: "The server cannot be reached. Try again in a moment." };
  }
}

/**
 * The key of the table that an address of a film needs, if it needs one by its key.
 * @param {string} query
 */
export function keyIn(query) {
  const table = new URLSearchParams(query).get("table") ?? "";
  return /^\d+x\d+x\d+\.[0-9a-f]{16}$/.test(table) ? table : "";
}

/**
 * The packed table of a key: this browser's own, else the server's; undefined where neither has it.
 * @param {string} site
 * @param {string} key
 */
export async function tableText(site, key) {
  const kept = await keptTable(key);
  if (kept !== undefined) return kept;
  try {
    const response = await fetch(new URL(`tables/${key}`, site));
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}
