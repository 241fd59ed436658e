// Questions that wait for a teacher: ready ones about the run on the screen, and the lesson's own.

import { holds } from "../questions/sources.js";
import { divergesIn, lessons, lossAfter, WAYS, wayOf } from "./asked.js";

const AFTER = 10; // updates
const DIVERGES = ["Yes: its loss explodes", "No: its loss falls"];

/**
 * A question to fill the form with; `after` says that the true value is the loss after so many updates.
 * @typedef {{ name: string, asked: import("./asked.js").Asked, after?: number, weights?: { name: string, right: number | null }[] }} Ready
 *
 * @typedef {NonNullable<ReturnType<import("../room/room.js").Room["shown"]>>} Shown
 */

/**
 * What the lesson's questions look at: the film, the clock, and all reels of the page.
 * @param {Shown} shown
 * @returns {import("../questions/sources.js").Clocked}
 */
export function momentOf({ reading }) {
  const { film } = reading;
  const position = film ? Math.min(reading.clock.position, film.end) : 0;
  return { film, position, reels: reading.moments() };
}

/**
 * The ready questions that this page can be asked.
 * @param {Shown | null} shown
 * @returns {Ready[]}
 */
export function readyFor(shown) {
  const film = shown?.reading.film;
  if (!shown || !film?.arrays.loss || film.beats) return [];
  const { position } = momentOf(shown);
  const { header } = film;
  const named = header.weights ?? [];
  const weights = named.map(({ short }, column) => ({ name: short, right: wayOf(film, position, column) }));
  const after = Math.min(AFTER, header.updates);
  return [
    {
      name: "Will it diverge?",
      asked: { kind: "choice", text: "Will this run diverge?", choices: DIVERGES, answer: divergesIn(film) },
    },
    ...(film.arrays.weights && weights.length
      ? [
          {
            name: "Which way does this weight go?",
            asked: { ...wayAsked(weights[0].name), answer: weights[0].right },
            weights,
          },
        ]
      : []),
    { name: `Guess the loss after ${after} updates`, asked: { ...lossAsked(after), answer: null }, after },
  ];
}

/** @param {string} weight @returns {import("./asked.js").Asked} */
export const wayAsked = (weight) => ({
  kind: "direction",
  text: `Which way does ${weight} go at the next update?`,
  choices: WAYS,
});

/** @param {number} updates @returns {import("./asked.js").Asked} */
export const lossAsked = (updates) => ({
  kind: "number",
  text: `What is the loss after ${updates} update${updates === 1 ? "" : "s"}?`,
  unit: "",
});

/**
 * The lesson's own questions.
 * @param {Shown | null} shown
 * @returns {Ready[]}
 */
export function lessonsOf(shown) {
  if (!shown) return [];
  const moment = momentOf(shown);
  return /** @type {any[]} */ (shown.items).map((item) => {
    const asked = lessons(item, moment, rightOf(item, moment));
    return { name: asked.text, asked };
  });
}

/**
 * The place of the right option of a lesson's question by now, -1 where there is none yet.
 * @param {any} item
 * @param {import("../questions/sources.js").Clocked} moment
 */
function rightOf({ right }, moment) {
  if (typeof right === "number") return right;
  return Array.isArray(right) ? right.findIndex((condition) => holds(condition, moment) === true) : -1;
}

/**
 * The loss after some updates as the true value of a question, or why it is none.
 * @param {Shown | null} shown
 * @param {number} updates
 * @returns {{ value: number, problem?: undefined } | { problem: string, value?: undefined }}
 */
export function truthAfter(shown, updates) {
  const film = shown?.reading.film;
  if (!film?.arrays.loss) return { problem: "This page has no loss to take the true value from." };
  const { updates: all, done } = film.header;
  if (!Number.isInteger(updates) || updates < 0 || updates > all)
    return { problem: `This run has ${all} updates: write a whole number from 0 to ${all}.` };
  const value = lossAfter(film, updates);
  if (value === Infinity) return { problem: "By then this run has left the numbers. Ask whether it diverges instead." };
  if (value !== null) return { value };
  return done
    ? { problem: `Of so long a run only every ${film.header.stride}th update is kept. Take a multiple of that.` }
    : { problem: "The run has not come so far yet. Ask again in a moment." };
}
