// What the model says of the visitor's row, in a sentence: where it is no more than a guess, and where it cannot be.

import { measured, number, trimmed } from "../../stage/kit/format.js";

const MOST = 4; // inputs that are named

/**
 * @param {Pick<import("./view.js").Scene, "data" | "target" | "ranges" | "own">} scene
 * @param {number} value what the model says
 */
export function sentence({ data, target, ranges, own }, value) {
  const inputs = own.map((x, i) => ({ x, said: measured(trimmed(x), data.units[i]), range: ranges[i] }));
  const place = inputs.length <= MOST ? inputs.map(({ said }) => said).join(", ") : "this place";
  const beyond = inputs
    .filter(({ x, range: [low, high] }) => x < low || x > high)
    .map(({ said, range }) => `${said} (data: ${range.map(number).join(" to ")})`);
  const named = [...beyond.slice(0, MOST), ...(beyond.length > MOST ? [`${beyond.length - MOST} more`] : [])];
  const outside = beyond.length
    ? ` Outside the data: ${named.join(", ")}. There the ${own.length > 1 ? "plane" : "line"} is only a guess.`
    : "";
  if (!Number.isFinite(value)) return `◆ At ${place} the model says nothing: its weights have left the numbers.`;
  const odd = unlikely(
    value,
    data.y.map((row) => row[target]),
    data.row,
  );
  const says = measured(number(value), data.target_units[target]);
  return `◆ At ${place} the model says ${data.targets[target]} ${says}.${odd}${outside}`;
}

/**
 * Whether a value is one that the data do not know.
 * @param {number} value
 * @param {number[]} known those of the data
 * @param {string} row what a row is called
 */
function unlikely(value, known, row) {
  const [least, most] = [Math.min(...known), Math.max(...known)];
  if (value > most) return ` No ${row} of the data has more than ${number(most)}.`;
  return value < least ? ` No ${row} of the data has less than ${number(least)}.` : "";
}
