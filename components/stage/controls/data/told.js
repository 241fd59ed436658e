// Asks what is in a file, or in what was pasted, and says what a run of it begins with.

import { keepTable, sendTable } from "../../kit/tables.js";
import { written } from "./turned.js";

export const LONGEST = 2048; // characters of a packed table that travels in a link

/**
 * What the worker tells of a table (worker/jobs/table.py).
 * @typedef {{ name: string, unit: string, kind: string, role: string, why: string }} Column
 * @typedef {{ number: number, cells: string[], holes: number[] }} Row
 * @typedef {{ key: string, sentence: string, options: { value: string, meaning: string }[] }} Question
 * @typedef {{ raw: Rate, standardised: Rate }} Rates
 * @typedef {{ limit: number | null, lr: number | null }} Rate the limit of the learning rate, and one to begin with below it; null where there is none
 * @typedef {{ columns: Column[], row: string, missing: string, rows: number, shown: Row[], notes: string[],
 *   questions: Question[], problems: string[], said: string, packed: string | null, key: string, rates: Rates | null }} Told
 */

/**
 * What is in a content, as it was turned; or why that cannot be said. A large table is kept in this browser.
 * @param {string} site
 * @param {string | Blob} content
 * @param {import("./turned.js").Turned | string} turned
 * @param {AbortSignal} [signal]
 * @returns {Promise<{ told: Told, problem?: undefined } | { problem: string, told?: undefined } | null>} null if it was given up
 */
export async function read(site, content, turned, signal) {
  const query = typeof turned === "string" ? turned : written(turned);
  try {
    const response = await fetch(new URL(`tables?${query}`, site), { method: "POST", body: content, signal });
    if (!response.ok) return { problem: (await response.text()).slice(0, 300) };
    /** @type {Told} */
    const told = await response.json();
    if (told.packed && told.packed.length > LONGEST) keepTable(told.key, told.packed);
    return { told };
  } catch {
    if (signal?.aborted) return null;
    return { problem: "The server cannot be reached. Try again in a moment." };
  }
}

/**
 * What a run is turned to that learns from this table, as fields of its address.
 * @param {Told} told
 */
export const tableOf = ({ packed, key }) => (packed && packed.length <= LONGEST ? packed : key);

/**
 * A file for a link whose table is nowhere: nothing if it is the right one, and there now; else a sentence.
 * @param {string} site
 * @param {string} key that the link names
 * @param {string | Blob} content
 * @param {string} how the link says that its file was read
 */
export async function claim(site, key, content, how) {
  if (await sendTable(site, key, content)) {
    await keepTable(key, await new Response(content).text()); // it was saved as a link would carry it
    return "";
  }
  const found = await read(site, content, how);
  if (found?.told?.key === key) return "";
  const [rows, inputs, targets] = key.split(".")[0].split("x").map(Number);
  const wanted = `That of the link has ${rows} rows of ${inputs + targets} columns.`;
  return `This is another table. ${found?.problem ?? found?.told?.problems[0] ?? wanted}`;
}
