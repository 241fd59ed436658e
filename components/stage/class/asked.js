// What a teacher asks: read off a form, off a lesson's own question, or ready; and the true value, if the page knows it.

import { number } from "../kit/format.js";
import { readNumber } from "../kit/numbers.js";
import { valueOf } from "../questions/sources.js";

export const LONGEST = { text: 300, choice: 120, unit: 20 };
export const FEWEST = 2;
export const MOST = 8;
/** What a direction's choices are called. */
export const WAYS = ["up", "down", "stays"];

/**
 * @typedef {Omit<import("../room/room.js").Question, "id">} Asked
 * @typedef {import("../questions/sources.js").Clocked} Clocked
 *
 * What stands in the form: `choices` one a line, of which `right` is one or -1; a `value` as it was typed.
 * @typedef {{ kind: import("../room/room.js").Question["kind"], text: string, choices: string, right: number, unit: string, value: string }} Written
 *
 * What can be asked, or why it cannot, in a sentence.
 * @typedef {{ asked: Asked, problem?: undefined } | { problem: string, asked?: undefined }} Read
 */

/** @param {string} text */
const line = (text) => text.replace(/\s+/g, " ").trim();

/**
 * The choices of a text, one a line; empty lines are none.
 * @param {string} text
 */
export const choicesOf = (text) => text.split("\n").map(line).filter(Boolean);

/**
 * What a form asks.
 * @param {Written} written
 * @returns {Read}
 */
export function read({ kind, text, choices, right, unit, value }) {
  const asks = line(text);
  if (!asks) return { problem: "Write what you want to ask." };
  if (asks.length > LONGEST.text) return { problem: `A question has at most ${LONGEST.text} characters.` };
  if (kind === "number") return numbered(asks, line(unit), value);
  const offered = kind === "direction" ? WAYS : choicesOf(choices);
  if (offered.length < FEWEST || offered.length > MOST)
    return { problem: `Write ${FEWEST} to ${MOST} choices, one a line. There are ${offered.length}.` };
  if (new Set(offered).size < offered.length) return { problem: "Two choices are the same." };
  const long = offered.find((choice) => choice.length > LONGEST.choice);
  if (long) return { problem: `A choice has at most ${LONGEST.choice} characters: “${long.slice(0, 30)}…”.` };
  return { asked: { kind, text: asks, choices: offered, answer: right >= 0 && right < offered.length ? right : null } };
}

/**
 * @param {string} text
 * @param {string} unit
 * @param {string} typed
 * @returns {Read}
 */
function numbered(text, unit, typed) {
  if (unit.length > LONGEST.unit) return { problem: `A unit has at most ${LONGEST.unit} characters.` };
  if (!typed.trim()) return { asked: { kind: "number", text, unit, answer: null } };
  const { value, problem } = readNumber(typed);
  return problem === undefined ? { asked: { kind: "number", text, unit, answer: value } } : { problem };
}

/**
 * Words of a lesson's question as plain text, with its live values as they are now.
 * @param {any} words
 * @param {Clocked | null} moment
 */
export function plain(words, moment) {
  const parts = Array.isArray(words) ? words : [words];
  const said = parts.map((part) => {
    if (typeof part === "string") return part.replace(/`([^`]+)`|\*\*([^*]+)\*\*/g, "$1$2");
    const value = moment ? valueOf(part, moment) : undefined;
    return typeof value === "number" ? number(value) : String(value ?? "…");
  });
  return line(said.join(""));
}

/**
 * A lesson's own question for the class. What asks for a deed asks whether it is done.
 * @param {any} item as the page has it
 * @param {Clocked | null} moment
 * @param {number} right the place of the right option by now; -1 while none is
 * @returns {Asked}
 */
export function lessons(item, moment, right) {
  const text = plain(item.text, moment).slice(0, LONGEST.text);
  if (item.kind === "number") {
    const value = moment ? valueOf(item.answer, moment) : undefined;
    return { kind: "number", text, unit: (item.unit ?? "").slice(0, LONGEST.unit), answer: finite(value) };
  }
  if (item.kind === "do") return { kind: "choice", text, choices: ["Done", "Not yet"], answer: null };
  const choices = item.options
    .slice(0, MOST)
    .map((/** @type {string} */ option) => plain(option, moment).slice(0, LONGEST.choice));
  return { kind: "choice", text, choices, answer: right >= 0 && right < choices.length ? right : null };
}

/** @param {unknown} value */
const finite = (value) => (typeof value === "number" && Number.isFinite(value) ? value : null);

/**
 * What a film says of a run's loss after some updates: a number; infinity where it has left the numbers by then; null
 * where the film does not say it, or not yet.
 * @param {import("../play/film.js").Film | null | undefined} film
 * @param {number} updates
 */
export function lossAfter(film, updates) {
  const loss = film?.arrays.loss;
  if (!film || !loss) return null;
  const frame = film.frame(updates);
  if (!Number.isInteger(frame) || frame > film.end || film.update(frame) !== updates) return null;
  const value = loss.data[frame * loss.columns];
  return Number.isNaN(value) ? Infinity : value;
}

/**
 * Which way a weight goes at the next update: its place among WAYS, or null where the film does not say it.
 * @param {import("../play/film.js").Film | null | undefined} film
 * @param {number} position of the clock, in frames
 * @param {number} column
 */
export function wayOf(film, position, column) {
  const weights = film?.arrays.weights;
  const frame = Math.floor(position + 1e-6);
  if (!film || !weights || column >= weights.columns || frame >= film.end) return null;
  const [from, to] = [frame, frame + 1].map((at) => weights.data[at * weights.columns + column]);
  if (!Number.isFinite(to - from)) return null;
  return to > from ? 0 : to < from ? 1 : 2;
}

/**
 * Whether the run diverges: 0 yes, 1 no, null where its film is not whole.
 * @param {import("../play/film.js").Film | null | undefined} film
 */
export const divergesIn = (film) => (film?.done && film.arrays.loss ? (film.diverges ? 0 : 1) : null);
