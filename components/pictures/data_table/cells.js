// What is typed into a cell means, and what a block of cells makes of a table.

import { count, number } from "../../stage/kit/format.js";
import { readNumber } from "../../stage/kit/numbers.js";

const SAID = 3; // cells that a sentence names; it counts the others

/** @typedef {import("./view.js").Data} Data */

/**
 * What a cell's text means: `{value}`, or `{problem}`.
 * @param {string} text
 * @param {number} largest
 * @returns {{ value: number, problem?: undefined } | { problem: string, value?: undefined }}
 */
export function readCell(text, largest) {
  const { problem, value } = readNumber(text);
  if (problem !== undefined) return { problem };
  if (Math.abs(value) > largest)
    return { problem: `${number(value)} is too large: a cell holds numbers up to ${number(largest)}.` };
  return { value: value + 0 };
}

/**
 * The names of all columns, inputs and targets side by side.
 * @param {Data} data
 */
export const columns = ({ inputs, targets }) => [...inputs, ...targets];

/**
 * "Kanto’s rainfall"
 * @param {Data} data
 * @param {number} row
 * @param {number} column
 */
export const place = (data, row, column) => `${data.names[row] ?? `Row ${row + 1}`}’s ${columns(data)[column]}`;

/**
 * A table into which text was pasted as a spreadsheet copies it, from one cell on, and what is said of it; null where
 * the text is no block of cells.
 * @param {string} text
 * @param {number[][]} table
 * @param {number[]} cell its row and its column
 * @param {Data} data
 */
export function pasted(text, table, [row, column], data) {
  const trimmed = text.replace(/[\r\n]+$/, "");
  if (!/[\t\n]/.test(trimmed)) return null;
  const lines = trimmed.split(/\r?\n/).map((line) => line.split("\t"));
  const heads = lines.length > 1 && lines[0].every((cell) => !/\d/.test(cell));
  const block = heads ? lines.slice(1) : lines;
  const [high, wide] = [data.most - row, columns(data).length - column]; // that there is room for
  const made = table.map((old) => [...old]);
  /** @type {string[]} */
  const refused = [];
  let numbers = 0;
  for (const [r, cells] of block.slice(0, high).entries()) {
    if (row + r >= made.length) made.push([...made[made.length - 1]]);
    for (const [c, cell] of cells.slice(0, wide).entries()) {
      const { problem, value } = readCell(cell, data.largest);
      if (problem !== undefined) {
        refused.push(`${place(data, row + r, column + c)}: ${problem}`);
        continue;
      }
      made[row + r][column + c] = value;
      numbers += 1;
    }
  }
  const rows = made.length - table.length;
  const below = block.length - high;
  const beside = Math.max(...block.map((cells) => cells.length)) - wide;
  const said = [
    `${many(numbers, "number")} pasted${rows ? `, ${many(rows, "row")} added` : ""}.`,
    heads ? "The first line holds no number: it was taken for headings." : "",
    below > 0 ? `${many(below, "row")} did not fit: a table holds ${count(data.most)}.` : "",
    beside > 0 ? `${many(beside, "column")} did not fit: the last is ${columns(data).at(-1)}.` : "",
    refused.length ? `Left as they were: ${few(refused)}` : "",
  ];
  return { table: made, said: said.filter(Boolean).join(" ") };
}

/**
 * @param {number} n
 * @param {string} what
 */
const many = (n, what) => `${count(n)} ${what}${n === 1 ? "" : "s"}`;

/** @param {string[]} found */
const few = (found) =>
  [...found.slice(0, SAID), ...(found.length > SAID ? [`${found.length - SAID} more.`] : [])].join(" ");
