// What a visitor did, as a file of their own: the answers of all pages, the kept runs, the function cards. Whoever reads
// one trusts nothing in it: it may have been written by anybody.

import { LONGEST as LONGEST_NAME, MOST as MOST_RUNS, runsIn, tidy } from "../controls/runs/kept.js";
import { isAnswer } from "../questions/kept.js";

/**
 * What somebody did, and when they said so: the answers of each page, by its name in an address; the runs they keep; and
 * their function cards, as an address has them.
 * @typedef {{
 *   name: string, date: string, pages: Record<string, import("../questions/kept.js").Page>,
 *   runs: import("../controls/runs/kept.js").KeptRun[], cards: string,
 * }} Handed
 */

export const KIND = "gradient-descent-visualizer: what I did";
export const VERSION = 1;
export const LARGEST = 1_000_000; // characters of a file
export const CARDS = 16_000; // characters of cards in an address, as spec/cards.py has them
const MOST = { pages: 60, questions: 30, chosen: 30, text: 2000, choice: 500 };

export const NONE_OF_OURS = "It is not a file of this site.";
export const NEWER = "It was made by a newer version of this site. Reload this page, and open it again.";
export const DAMAGED = "It is damaged: something in it is not as this site writes it.";
export const HUGE = "It is larger than any file of this site.";

/** @param {unknown} text */
const isCards = (text) => typeof text === "string" && text.length <= CARDS && /^[\w-]*$/.test(text);

/**
 * The text of a file. What no question of ours can hold is left out, so that `read` takes whatever is written.
 * @param {Handed} handed
 */
export function written({ name, date, pages, runs, cards }) {
  const content = Object.entries(pages).map(([page, { of, answers }]) => ({
    page,
    of,
    questions: Object.entries(answers).flatMap(([asked, { chosen, ...answer }]) => {
      const question = parsed(asked);
      const kept = chosen.filter((one) => one.length <= MOST.choice).slice(-MOST.chosen);
      return question === undefined || asked.length > MOST.text ? [] : [{ question, ...answer, chosen: kept }];
    }),
  }));
  return JSON.stringify({ file: KIND, version: VERSION, name, date, pages: content, runs, cards }, null, 1);
}

/**
 * What a file holds, or a sentence that says why it cannot be read.
 * @param {string} text
 * @returns {Handed | string}
 */
export function read(text) {
  if (text.length > LARGEST) return HUGE;
  /** @type {any} */
  const found = parsed(text);
  if (found?.file !== KIND) return NONE_OF_OURS;
  if (Number.isInteger(found.version) && found.version > VERSION) return NEWER;
  const { version, name, date, pages, runs, cards } = found;
  const whole =
    version === VERSION &&
    typeof name === "string" &&
    typeof date === "string" &&
    !Number.isNaN(Date.parse(date)) &&
    list(pages, MOST.pages) &&
    list(runs, MOST_RUNS) &&
    isCards(cards);
  if (!whole) return DAMAGED;
  const answers = pages.map(pageOf).filter((page) => page !== null);
  const kept = runsIn(runs);
  if (answers.length < pages.length || kept.length < runs.length) return DAMAGED;
  const day = new Date(date).toISOString().slice(0, 10);
  return { name: tidy(name).slice(0, LONGEST_NAME), date: day, pages: Object.fromEntries(answers), runs: kept, cards };
}

/**
 * The answers of a page, behind its name; null where they are not as we write them.
 * @param {any} page
 * @returns {[string, import("../questions/kept.js").Page] | null}
 */
function pageOf(page) {
  const { of, questions } = page ?? {};
  if (typeof page?.page !== "string" || !/^[a-z0-9-]{1,60}$/.test(page.page)) return null;
  if (!Number.isInteger(of) || of < 1 || of > MOST.questions || !list(questions, of)) return null;
  /** @type {[string, import("../questions/kept.js").Answer][]} */
  const answers = [];
  for (const one of questions) {
    const { question, solved, tries, chosen, hint, shown } = one ?? {};
    const asked = JSON.stringify(question) ?? "";
    const answer = { solved, tries, chosen, ...(hint && { hint }), ...(shown && { shown }) };
    if (!asked || asked.length > MOST.text || !isAnswer(answer) || tries < 0 || !list(chosen, MOST.chosen)) return null;
    if (chosen.some((/** @type {string} */ choice) => choice.length > MOST.choice)) return null;
    answers.push([asked, answer]);
  }
  return [page.page, { of, answers: Object.fromEntries(answers) }];
}

/**
 * @param {unknown} found
 * @param {number} most
 * @returns {found is any[]}
 */
const list = (found, most) => Array.isArray(found) && found.length <= most;

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no JSON, or nested so deep that nobody can read it
  }
}
