// What the visitor of this browser did, gathered from where each part is kept; and what somebody handed in, made theirs.

import { KEY as RUNS, MOST, idOf, shelf } from "../controls/runs/kept.js";
import { browsers, keep, kept } from "../kit/store.js";
import { KEY as QUESTIONS, pages, putPages } from "../questions/kept.js";
import { CARDS } from "./file.js";

export const NAME = "gradient-descent-visualizer/name";
export const CARDS_KEY = "gradient-descent-visualizer/cards";

/** All that is kept of it, in this browser. */
export const KEYS = [QUESTIONS, RUNS, CARDS_KEY, NAME];

/** @typedef {import("./file.js").Handed} Handed */

/**
 * A text that is kept; empty where none is.
 * @param {string} key
 * @param {number} most characters
 */
export function keptText(key, most, store = browsers()) {
  const found = kept(store, key);
  return typeof found === "string" && found.length <= most ? found : "";
}

/** @returns {Handed} */
export function own(store = browsers(), runs = shelf.runs, now = new Date()) {
  return {
    name: keptText(NAME, 80, store),
    date: day(now),
    pages: pages(store),
    runs,
    cards: keptText(CARDS_KEY, CARDS, store),
  };
}

/** The date of a moment where the visitor is. @param {Date} now */
const day = (now) => new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

/**
 * Two people's work in one: of each question the better answer, of the runs all for which there is room, and the first
 * one's cards and name where there are any. Nothing of the first is lost.
 * @param {Handed} mine
 * @param {Handed} theirs
 * @returns {Handed}
 */
export function joined(mine, theirs) {
  const all = { ...mine.pages };
  for (const [page, { of, answers }] of Object.entries(theirs.pages)) {
    const here = all[page]?.answers ?? {};
    const better = Object.entries(answers).filter(([asked, answer]) => isBetter(answer, here[asked]));
    all[page] = { of: all[page]?.of ?? of, answers: { ...here, ...Object.fromEntries(better) } };
  }
  const there = new Set(mine.runs.map(idOf));
  const runs = [...mine.runs, ...theirs.runs.filter((run) => !there.has(idOf(run)))].slice(0, MOST);
  return { ...mine, name: mine.name || theirs.name, pages: all, runs, cards: mine.cards || theirs.cards };
}

/**
 * @param {import("../questions/kept.js").Answer} one
 * @param {import("../questions/kept.js").Answer | undefined} other
 */
function isBetter(one, other) {
  if (!other || one.solved !== other.solved) return !other || one.solved;
  return one.tries > other.tries;
}

/**
 * Puts somebody's work where the visitor's own is kept. False where the browser does not keep all of it.
 * @param {Handed} handed
 */
export function put({ name, pages, runs, cards }, store = browsers(), list = shelf) {
  return [putPages(pages, store), list.put(runs), keep(store, CARDS_KEY, cards), keep(store, NAME, name)].every(
    Boolean,
  );
}
