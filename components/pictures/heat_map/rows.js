// Where each row of the map lies, and which loss has which place on the scale of colours.

import { clamp } from "../../stage/kit/shares.js";

const MARKED = 8; // powers of ten below the top that colours can tell apart
const ABOVE = Math.log10(2); // from twice the start on a loss is just high

/**
 * @typedef {import("../../stage/told").HeatMap} Data
 * @typedef {[number, number]} Ends
 */

/** The rows of a map on their axis: learning rates by their logarithm, all else one below the other. */
export class Rows {
  /** @param {Pick<Data, "rows" | "log">} data */
  constructor({ rows, log }) {
    this.log = log;
    this.places = rows.map(({ lr }, r) => (log ? Math.log10(lr) : -r));
  }

  get count() {
    return this.places.length;
  }

  /**
   * How far a row reaches: half the way to its neighbours.
   * @param {number} r
   * @returns {Ends}
   */
  edges(r) {
    const { places, log } = this;
    const half = (/** @type {number} */ other) => (other in places ? Math.abs(places[r] - places[other]) / 2 : null);
    const [before, after] = [half(r - 1), half(r + 1)];
    const alone = log ? 0.025 : 0.5;
    const [first, second] = [before ?? after ?? alone, after ?? before ?? alone];
    return log ? [places[r] - first, places[r] + second] : [places[r] - second, places[r] + first];
  }

  /**
   * From the lowest place to the highest.
   * @returns {Ends}
   */
  get ends() {
    const [first, last] = [this.edges(0), this.edges(this.count - 1)];
    return [Math.min(first[0], last[0]), Math.max(first[1], last[1])];
  }

  /**
   * The row at a place of the axis; the nearest, beyond its ends.
   * @param {number} place
   */
  at(place) {
    const away = this.places.map((_, r) => {
      const [low, high] = this.edges(r);
      return Math.max(low - place, place - high);
    });
    return away.indexOf(Math.min(...away));
  }

  /**
   * The row that lies so many rows further up.
   * @param {number} r
   * @param {number} rows
   */
  above(r, rows) {
    return clamp(this.log ? r + rows : r - rows, 0, this.count - 1);
  }

  /**
   * How many rows lie below one.
   * @param {number} r
   */
  below(r) {
    return this.log ? r : this.count - 1 - r;
  }
}

/**
 * The scale of losses, logarithmic, as powers of ten: from the lowest, or as far down as colours tell losses apart, to
 * twice the highest start.
 * @param {ArrayLike<number>} losses row by row
 * @param {number} columns
 * @returns {Ends}
 */
export function scaleOf(losses, columns) {
  let [start, least, most] = [0, Infinity, 0];
  for (let i = 0; i < losses.length; i += 1) {
    const loss = losses[i];
    if (!(loss > 0 && loss < Infinity)) continue;
    least = Math.min(least, loss);
    most = Math.max(most, loss);
    if (i % columns === 0) start = Math.max(start, loss);
  }
  if (most === 0) return [0, 1];
  const high = start ? Math.log10(start) + ABOVE : Math.log10(most);
  return [Math.min(high - 1, Math.max(Math.log10(least), high - MARKED)), high];
}

/**
 * The place of a loss on a scale, 0 to 1; what is no number has none.
 * @param {number} loss
 * @param {Ends} scale
 */
export function shareOf(loss, [low, high]) {
  if (!Number.isFinite(loss)) return NaN;
  return loss > 0 ? clamp((Math.log10(loss) - low) / (high - low)) : 0;
}

/**
 * What is known of a row at a column.
 * @param {import("./map.js").Numbers} numbers
 * @param {number} r
 * @param {number} column
 * @returns {import("./words.js").Cell}
 */
export function cellAt({ epochs, losses, gone, trusted }, r, column) {
  const loss = losses[r * epochs.length + column];
  return { r, epoch: epochs[column], loss, gone: gone[r], trusted: trusted[r] };
}

/**
 * Places of labels that would lie on each other, moved apart as little as that takes, and kept between two ends.
 * @param {number[]} wanted in pixels
 * @param {number} gap
 * @param {Ends} ends
 */
export function apart(wanted, gap, [top, bottom]) {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b]);
  const placed = wanted.map((y) => clamp(y, top, bottom));
  for (let k = 1; k < order.length; k += 1) placed[order[k]] = Math.max(placed[order[k]], placed[order[k - 1]] + gap);
  for (let k = order.length - 1, limit = bottom; k >= 0; k -= 1, limit = placed[order[k + 1]] - gap)
    placed[order[k]] = Math.min(placed[order[k]], limit);
  return placed;
}
