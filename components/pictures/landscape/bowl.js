// The shape of a bowl from its six numbers: its lowest point, its axes, and its lines of equal loss.

/**
 * @typedef {import("./heights.js").Six} Six
 *
 * A bowl: its lowest point from the place of its numbers, and the loss there; both `curvatures`, ascending, 0 for a valley
 * that is flat along its bed; and the direction of the steeper one.
 * @typedef {{ lowest: [number, number], floor: number, curvatures: [number, number], axis: [number, number] }} Bowl
 */

const FLAT = 1e-12; // a curvature that is so small a share of the other is what rounding leaves

/**
 * @param {Six} six
 * @returns {Bowl}
 */
export function bowl({ loss, slope: [sx, sy], hessian: [xx, xy, yy] }) {
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const high = (xx + yy) / 2 + Math.hypot((xx - yy) / 2, xy);
  const product = xx * yy - xy * xy;
  const low = high > 0 && product > FLAT * high * high ? product / high : 0;
  const [down, along] = [cos * sx + sin * sy, cos * sy - sin * sx]; // the slope along both axes
  const [a, b] = [high > 0 ? -down / high : 0, low > 0 ? -along / low : 0];
  return {
    lowest: [a * cos - b * sin, a * sin + b * cos],
    floor: Math.max(0, loss + (down * a + along * b) / 2),
    curvatures: [low, high],
    axis: [cos, sin],
  };
}

/**
 * How far from the lowest point the line of a loss is, along the flatter and the steeper axis; null where it is nowhere.
 * @param {Bowl} bowl
 * @param {number} loss
 * @returns {[number, number] | null}
 */
export function radii({ floor, curvatures: [low, high] }, loss) {
  const rise = 2 * (loss - floor);
  return rise > 0 && high > 0 ? [low > 0 ? Math.sqrt(rise / low) : Infinity, Math.sqrt(rise / high)] : null;
}
