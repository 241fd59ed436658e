// Lines of equal height on a grid: marching squares.

/**
 * The pieces of the line at one height, as x, y, x, y of both ends, four numbers each, in units of the grid: the place
 * (column, row) is x = column, y = row. Where a corner is no number there is no line. A cell with both diagonals across
 * the height is cut as its middle says.
 * @param {ArrayLike<number>} heights row by row
 * @param {number} columns
 * @param {number} rows
 * @param {number} level
 * @returns {number[]}
 */
export function contour(heights, columns, rows, level) {
  /** @type {number[]} */
  const pieces = [];
  for (let row = 0; row + 1 < rows; row += 1) {
    for (let column = 0; column + 1 < columns; column += 1) {
      const at = row * columns + column;
      const [a, b, c, d] = [heights[at], heights[at + 1], heights[at + columns + 1], heights[at + columns]];
      const kind = Number(a > level) + 2 * Number(b > level) + 4 * Number(c > level) + 8 * Number(d > level);
      if (kind === 0 || kind === 15 || !Number.isFinite(a + b + c + d)) continue;
      const cut = (/** @type {number} */ from, /** @type {number} */ to) => (level - from) / (to - from);
      const sides = [
        () => pieces.push(column + cut(a, b), row),
        () => pieces.push(column + 1, row + cut(b, c)),
        () => pieces.push(column + cut(d, c), row + 1),
        () => pieces.push(column, row + cut(a, d)),
      ];
      const saddle = kind === 5 || kind === 10;
      const high = saddle && (a + b + c + d) / 4 > level === (kind === 5);
      for (const side of saddle ? (high ? [0, 1, 2, 3] : [0, 3, 1, 2]) : SIDES[kind]) sides[side]();
    }
  }
  return pieces;
}

/** Which two sides of a cell (top, right, bottom, left) the line crosses, by which of its corners are above it. */
const SIDES = [
  [],
  [3, 0],
  [0, 1],
  [3, 1],
  [1, 2],
  [],
  [0, 2],
  [3, 2],
  [2, 3],
  [0, 2],
  [],
  [1, 2],
  [1, 3],
  [0, 1],
  [0, 3],
  [],
];
