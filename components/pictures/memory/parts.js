// The parts of the picture: a side with its four numbers, and a row of memory.

import { element } from "../../stage/kit/dom.js";
import { PLACES } from "./scenes.js";

/**
 * Who hears of the visitor's hand.
 * @typedef {{
 *   point: (place: number, on: boolean) => void,
 *   leave: (input: HTMLInputElement, side: Side, place: number) => void,
 *   key: (event: KeyboardEvent, input: HTMLInputElement, side: Side, place: number) => void,
 * }} Hand
 *
 * @typedef {import("./view.js").Side} Side
 * @typedef {ReturnType<typeof memoryRow>} Row
 */

/**
 * @param {Side} side
 * @param {import("./view.js").Kind} kind
 * @param {Hand} hand
 */
export function sideOf(side, { name, dtype, shape }, hand) {
  const cells = PLACES.map((place) => cellOf(side, place, hand));
  const head = element(
    "div",
    { class: "memory-head" },
    element("strong", {}, `${name} `, element("code", {}, side)),
    element("span", { class: "memory-kind" }, element("span", {}, dtype), element("span", {}, `shape ${shape}`)),
  );
  const root = element(
    "div",
    { class: "memory-side", role: "group", "aria-label": `${name} ${side}` },
    head,
    element("div", { class: "memory-grid" }, ...cells),
  );
  return { root, cells };
}

/**
 * A number that can be written.
 * @param {Side} side
 * @param {number} place
 * @param {Hand} hand
 */
function cellOf(side, place, hand) {
  const [row, column] = [place >> 1, place & 1];
  /** @type {HTMLInputElement} */
  const input = element("input", {
    class: "memory-cell",
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    spellcheck: "false",
    "aria-label": `${side}[${row}, ${column}]`,
    "data-memory": `${side}${row}${column}`,
    onfocus: () => (input.select(), hand.point(place, true)),
    onclick: () => input.dataset.typed || input.select(),
    onblur: () => (hand.leave(input, side, place), hand.point(place, false)),
    oninput: () => (input.dataset.typed = "true"),
    onkeydown: (/** @type {KeyboardEvent} */ event) => hand.key(event, input, side, place),
    onpointerenter: () => hand.point(place, true),
    onpointerleave: () => hand.point(place, false),
  });
  return input;
}

/**
 * @param {string} owners who reads it
 * @param {number} itemsize bytes of a number
 */
export function memoryRow(owners, itemsize) {
  const cells = PLACES.map(() => {
    const address = element("span", { class: "memory-address" });
    const value = element("span", { class: "memory-value" });
    const bytes = Array.from({ length: itemsize }, () => element("span"));
    const box = element("div", { class: "memory-place" }, value, element("span", { class: "memory-bytes" }, ...bytes));
    return { box, address, value, bytes, root: element("div", {}, address, box) };
  });
  const size = itemsize === 1 ? "1 byte" : `${itemsize} bytes`;
  const name = owners === "at" ? "The memory of both" : `The memory of ${owners}`;
  const label = element(
    "div",
    { class: "memory-label" },
    element("strong", {}, name),
    element("span", {}, `4 × ${size}`),
  );
  const places = element("div", { class: "memory-places" }, ...cells.map(({ root }) => root));
  const root = element("div", { class: "memory-row", "aria-hidden": "true" }, label, places);
  return { owners, cells, label, root };
}

/**
 * The row of memory that a side reads.
 * @param {Side} side
 * @param {Row[]} rows
 */
export const rowOf = (side, rows) => rows.findIndex(({ owners }) => owners.includes(side));

/**
 * Where a node lies in a frame.
 * @param {Element} node
 * @param {DOMRect} frame
 * @returns {import("./ways.js").Area}
 */
export function areaIn(node, frame) {
  const { left: x, top: y, width, height } = node.getBoundingClientRect();
  const [left, top] = [x - frame.left, y - frame.top];
  return { left, top, width, height, x: left + width / 2, y: top + height / 2 };
}
