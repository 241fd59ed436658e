// A race's runs as they are brought: which knobs may be turned, what each run turned, and who brought it.

/** What makes losses say nothing beside one another, or what no hand of a student turns. */
const FIXED = new Set([
  ...["problem", "table", "degree", "validation", "test", "split", "loss", "l2", "l1", "dtype", "device", "wiring"],
  ...["text", "window", "x", "y", "seed", "start"],
]);
const USUAL = ["lr", "optimizer", "batch", "shuffle"];
const CHOSEN = ["lr", "optimizer"]; // what a race is about, where nobody says otherwise

export const LONGEST_NAME = 24;
export const LONGEST_QUERY = 2000;
export const LONGEST_TASK = 300;

/** @typedef {import("../told").Setting} Setting */

/** @param {{ field: string }} setting */
const rank = ({ field }) => (USUAL.includes(field) ? USUAL.indexOf(field) : USUAL.length);

/**
 * The knobs that a race may be about, those first that are usual; each with whether it is chosen at first.
 * @param {Setting[]} settings of the run on the page
 */
export const turnable = (settings) =>
  settings
    .filter(({ field }) => !FIXED.has(field))
    .map((setting) => ({ ...setting, chosen: CHOSEN.includes(setting.field) }))
    .sort((a, b) => rank(a) - rank(b));

/**
 * What a run turned, in words: "Adam, rate 0.1".
 * @param {Setting[]} settings of the run
 * @param {string} problem
 * @param {string} query
 */
export function turnedIn(settings, problem, query) {
  const [before, now] = [new URLSearchParams(problem), new URLSearchParams(query)];
  const said = settings.filter(({ field }) => before.get(field) !== now.get(field)).map((setting) => setting.said);
  return said.filter(Boolean).join(", ") || "nothing turned";
}

/**
 * A nickname as it may be sent: one line, bounded.
 * @param {string} typed
 */
export const nickname = (typed) =>
  [...typed.replace(/[\p{C}\s]+/gu, " ").trim()].slice(0, LONGEST_NAME).join("").slice(0, LONGEST_NAME).trim();

/**
 * What someone is called who may have no name.
 * @param {{ name: string, number?: number }} run
 */
export const calledOf = ({ name, number }) => name || `Student ${number ?? "?"}`;
