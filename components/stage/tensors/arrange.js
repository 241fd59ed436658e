// How the boxes of a scene stand in a frame: side by side, below each other, or as the rows and columns of a product.

/**
 * @typedef {import("./layout.js").Box} Box
 * @typedef {import("./layout.js").Place} Place
 * @typedef {import("./layout.js").Sign} Sign
 * @typedef {{ places: Place[], signs: Sign[], width: number, height: number }} Arranged
 */

export const GAP = 14; // between slices
export const TITLE = 46; // above a tensor: its name and its shape
const SIGN = 40; // between inputs
const ARROW = 52; // before the output
const NARROWEST = 84; // room for a title

/**
 * Several boxes as one: in rows of `columns`, each below its title.
 * @param {Box[]} boxes
 * @param {number} columns
 */
function block(boxes, columns) {
  const wide = Math.max(NARROWEST, ...boxes.map((box) => box.width)) + (columns > 1 ? GAP : 0);
  const high = TITLE + Math.max(0, ...boxes.map((box) => box.height));
  const rows = Math.ceil(boxes.length / columns);
  const places = boxes.map((box, i) => ({
    box,
    x: (i % columns) * wide + (wide - box.width) / 2,
    y: Math.floor(i / columns) * high + TITLE,
  }));
  return { places, columns, width: columns * wide, height: rows * high - TITLE };
}

/**
 * Inputs side by side, the results behind them.
 * @param {Box[]} boxes
 * @param {Box[]} results
 * @param {number} columns of results
 * @returns {Arranged}
 */
export function row(boxes, results, columns) {
  const all = block(results, columns);
  const height = TITLE + Math.max(0, ...boxes.map((box) => box.height), all.height);
  const middle = TITLE + (height - TITLE) / 2;
  let x = 0;
  /** @type {Place[]} */
  const places = [];
  /** @type {Sign[]} */
  const signs = [];
  boxes.forEach((box, i) => {
    if (i > 0) {
      signs.push({ kind: "sign", x: x + SIGN / 2, y: middle });
      x += SIGN;
    }
    const room = Math.max(NARROWEST, box.width);
    places.push({ box, x: x + (room - box.width) / 2, y: middle - box.height / 2 });
    x += room;
  });
  if (boxes.length) {
    signs.push({ kind: "arrow", x: x + ARROW / 2, y: middle });
    x += ARROW;
  }
  for (const place of all.places)
    places.push({ ...place, x: x + place.x, y: middle - all.height / 2 + place.y - TITLE });
  return { places, signs, width: x + all.width, height };
}

/**
 * Inputs below each other, the results below them.
 * @param {Box[]} boxes
 * @param {Box[]} results
 * @param {number} columns of results
 * @returns {Arranged}
 */
export function column(boxes, results, columns) {
  const all = block(results, columns);
  const width = Math.max(NARROWEST, ...boxes.map((box) => box.width), all.width);
  let y = 0;
  /** @type {Place[]} */
  const places = [];
  /** @type {Sign[]} */
  const signs = [];
  boxes.forEach((box, i) => {
    if (i > 0) signs.push({ kind: "sign", x: width / 2 - box.width / 2 - 24, y: y + TITLE / 2 + 4 });
    places.push({ box, x: (width - box.width) / 2, y: y + TITLE });
    y += TITLE + box.height + 6;
  });
  const left = (width - all.width) / 2;
  const beside = all.columns > 1 ? left + all.width / all.columns : width / 2 - results[0].width / 2 - 24; // the titles
  if (boxes.length) signs.push({ kind: "down", x: beside, y: y + TITLE / 2 + 4 });
  for (const place of all.places) places.push({ ...place, x: left + place.x, y: y + place.y });
  return { places, signs, width, height: y + TITLE + all.height + 6 };
}

/**
 * Rows meet columns: the second input stands above the output, the first beside it.
 * @param {Box[]} boxes
 * @param {Box[]} results
 * @returns {Arranged}
 */
export function corner([first, second], [result]) {
  const left = Math.max(NARROWEST, first.width) + ARROW / 2;
  const top = TITLE + second.height;
  const places = [
    { box: first, x: left - ARROW / 2 - first.width, y: top + TITLE },
    { box: second, x: left, y: TITLE },
    { box: result, x: left, y: top + TITLE },
  ];
  return { places, signs: [], width: left + Math.max(NARROWEST, result.width), height: top + TITLE + result.height };
}
