// Where the corners of a mesh stand on the scale: the mean of four places around each.

const AROUND = [
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
];

/**
 * The share of the scale at each corner of a mesh over the window of a ground: so a valley between two corners is no row
 * of holes.
 * @param {import("../../stage/kit/ground.js").Ground} ground
 * @param {number} sides tiles along each side
 */
export function averaged(ground, sides) {
  const [x0, x1, y0, y1] = ground.measure.window;
  const [dx, dy] = [(x1 - x0) / sides, (y1 - y0) / sides];
  return (/** @type {number} */ column, /** @type {number} */ row) => {
    let sum = 0;
    for (const [i, j] of AROUND) {
      const x = Math.max(x0, Math.min(x1, x0 + (column + i / 4) * dx));
      const y = Math.max(y0, Math.min(y1, y0 + (row + j / 4) * dy));
      sum += ground.scale.share(ground.at(x, y));
    }
    return sum / AROUND.length;
  };
}
