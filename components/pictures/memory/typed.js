// What a visitor types into a number, as Python writes it.

import { number } from "../../stage/kit/format.js";
import { readNumber } from "../../stage/kit/numbers.js";

const NUMBER = /^-?\d{1,12}(\.\d{1,12})?$/;

/**
 * `{text}`: "2,7" -> "2.7", "1e3" -> "1000.0", "true" -> "True"; or `{problem}`, a sentence.
 * @param {string} typed
 * @returns {{ text: string, problem?: undefined } | { problem: string, text?: undefined }}
 */
export function readValue(typed) {
  const word = typed.trim().toLowerCase();
  if (word === "true" || word === "false") return { text: word[0].toUpperCase() + word.slice(1) };
  const read = readNumber(typed);
  if (read.problem !== undefined) return read;
  const { value, text } = read;
  const plain = text.includes("e") ? value.toFixed(12).replace(/(\.\d+?)0+$/, "$1") : text;
  const fits = NUMBER.test(plain) && Number(plain) === value;
  return fits ? { text: plain } : { problem: `${number(value)} takes more than 12 digits. Write a shorter one.` };
}
