// What the model says of the visitor's field, in a sentence: where it is no more than a guess, and where it cannot be.

import { number } from "../../stage/kit/format.js";

/**
 * @param {Pick<import("./view.js").Scene, "data" | "target" | "ranges" | "own">} scene
 * @param {number} value what the model says
 */
export function sentence({ data, target, ranges, own }, value) {
  const inputs = own.map((x, i) => ({ x, said: `${x} ${data.units[i]}`, range: ranges[i] }));
  const place = inputs.map(({ said }) => said).join(", ");
  const beyond = inputs
    .filter(({ x, range: [low, high] }) => x < low || x > high)
    .map(({ said, range }) => `${said} (data: ${range.map(number).join(" to ")})`);
  const outside = beyond.length ? ` Outside the data: ${beyond.join(", ")}. There the plane is only a guess.` : "";
  if (!Number.isFinite(value)) return `◆ At ${place} the model says nothing: its weights have left the numbers.`;
  const odd = unlikely(
    value,
    data.y.map((row) => row[target]),
  );
  return `◆ At ${place} the model says ${number(value)} ${data.unit} of ${data.targets[target]}.${odd}${outside}`;
}

/**
 * Whether a harvest is one that the data do not know.
 * @param {number} value
 * @param {number[]} harvests those of the data
 */
function unlikely(value, harvests) {
  const [least, most] = [Math.min(...harvests), Math.max(...harvests)];
  if (value < 0) return " A harvest below zero cannot be.";
  if (value > most) return ` No region of the data had more than ${number(most)}.`;
  return value < least ? ` No region of the data had less than ${number(least)}.` : "";
}
