// What is said of a table that a visitor has brought.

import { count, number, rate } from "../../kit/format.js";

export const ROLES = { input: "Input", target: "Target", names: "Name of the row", out: "Left out" };
/** @type {Record<string, string>} */
export const KINDS = { number: "numbers", text: "words", date: "dates", empty: "empty" };

/**
 * "500 rows. 3 inputs: temperature, rainfall, humidity. 1 target: apples."
 * @param {import("./told.js").Told} told
 */
export function summed({ rows, columns }) {
  const parts = [many(rows, "row")];
  for (const [role, word] of [
    ["input", "input"],
    ["target", "target"],
  ]) {
    const names = columns.filter((column) => column.role === role).map(({ name }) => name);
    if (names.length) parts.push(`${many(names.length, word)}: ${few(names)}`);
  }
  return `${parts.join(". ")}.`;
}

/**
 * Why raw inputs cannot be learned from with any rate of the knob; nothing where they can.
 * @param {import("./told.js").Rates | null} rates
 * @param {number} lowest rate of the knob
 */
export function tooSteep(rates, lowest) {
  const limit = rates?.raw.limit;
  if (limit == null || limit > lowest) return "";
  const { standardised } = /** @type {import("./told.js").Rates} */ (rates);
  const then = standardised.limit === null ? "" : ` Standardised, the limit is ${number(standardised.limit)}.`;
  return (
    `With these inputs as they are, the limit of the learning rate is ${number(limit)}. ` +
    `The smallest rate of the knob, ${rate(lowest)}, is above it: the loss explodes.${then}`
  );
}

/**
 * @param {number} n
 * @param {string} what
 */
export const many = (n, what) => `${count(n)} ${what}${n === 1 ? "" : "s"}`;

/** @param {string[]} names */
const few = (names) =>
  names.length > 6 ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more` : names.join(", ");
