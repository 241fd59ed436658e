// What is said of a run: whether it went as the visitor said, and PyTorch's own words.

import { number } from "../../stage/kit/format.js";

/** @typedef {import("./view.js").Wired} Wired */

/**
 * A sentence about code without the marks of code.
 * @param {string} text
 */
export const plain = (text) => text.replaceAll("`", "");

/**
 * What the run is, or, where the visitor has guessed, what became of it; then also how the guess was.
 * @param {Wired} data
 * @param {string | undefined} guess the kind of outcome that the visitor said
 * @returns {{ verdict: string, guess?: "right" | "wrong" }}
 */
export function judged({ faults, wiring, kinds, outcome: { kind } }, guess) {
  if (guess === undefined) return { verdict: plain(faults[wiring]?.what ?? "Wired right.") };
  if (guess === kind) return { verdict: `As you said: ${lower(kinds[kind])}.`, guess: "right" };
  return { verdict: `Not what you said (“${lower(kinds[guess])}”): ${lower(kinds[kind])}.`, guess: "wrong" };
}

/**
 * What became of the run, a faulty one beside the one wired right, where it is known how that ended.
 * @param {Wired} data
 * @param {number | undefined} end
 */
export function compared({ faults, wiring, outcome: { words } }, end) {
  return words + (faults[wiring] && words && end !== undefined ? ` Wired right, it ended at ${number(end)}.` : "");
}

/**
 * The first sentence of a message, and the rest of it.
 * @param {string} message
 */
export function cut(message) {
  const [first, ...rest] = message.split(/(?<=\.)\s/);
  return [first, rest.join(" ")];
}

/** @param {string} text */
function lower(text) {
  return text[0].toLowerCase() + text.slice(1);
}
