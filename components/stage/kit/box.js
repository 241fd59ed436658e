// The box around the data, as it is seen: from the data's own units to shares of the box, and on to pixels.

import { between } from "./shares.js";
import { ticks } from "./ticks.js";

const TALL = 0.74; // the box's height against its width
const TICKS = 5; // about so many along an axis

/**
 * The size of the canvas in px, how the box stands (radians), and its ends: of two inputs, and of the target.
 * @typedef {{ width: number, height: number, around: number, lift: number, low: number[], high: number[] }} Given
 */

export class Box {
  /** @param {Given} given */
  constructor({ width, height, around, lift, low, high }) {
    this.width = width;
    this.height = height;
    this.around = around;
    this.lift = lift;
    this.low = low;
    this.high = high;
    /** px of a half of the box's width */
    this.size = Math.min((width - 116) / 2.72, (height - 62) / (2 * TALL * Math.cos(lift) + 2.5 * Math.sin(lift)));
  }

  /**
   * A place of the box, each coordinate -1 to 1, in pixels, with its depth.
   * @param {number[]} place
   */
  project([x, y, z]) {
    const [cos, sin] = [Math.cos(this.around), Math.sin(this.around)];
    const [across, away] = [x * cos - y * sin, x * sin + y * cos];
    const up = TALL * z * Math.cos(this.lift) + away * Math.sin(this.lift);
    return [
      this.width / 2 + 12 + this.size * across,
      this.height / 2 - 12 - this.size * up,
      away * Math.cos(this.lift) - TALL * z * Math.sin(this.lift),
    ];
  }

  /**
   * Where on an axis a value lies, -1 to 1 within the box.
   * @param {number} axis
   * @param {number} value
   */
  share(axis, value) {
    return (2 * (value - this.low[axis])) / (this.high[axis] - this.low[axis]) - 1;
  }

  /**
   * A place of the data's own units in the box.
   * @param {number[]} place
   */
  inBox(...place) {
    return place.map((value, axis) => this.share(axis, value));
  }

  /**
   * Round numbers along an axis.
   * @param {number} axis
   */
  ticks(axis) {
    return ticks(this.low[axis], this.high[axis], TICKS);
  }
}

/**
 * What of a polygon (or a line) lies between the box's lid and its floor.
 * @param {number[][]} places
 */
export function clipped(places, closed = true) {
  return clip(clip(places, 1, closed), -1, closed);
}

/**
 * What of it lies on the inner side of the lid (`side` 1) or the floor (-1).
 * @param {number[][]} places
 * @param {number} side
 * @param {boolean} closed
 */
function clip(places, side, closed) {
  const inside = (/** @type {number[]} */ [, , z]) => side * z <= 1;
  /** @type {number[][]} */
  const found = [];
  places.forEach((place, i) => {
    const before = places[i > 0 ? i - 1 : places.length - 1];
    if ((closed || i > 0) && inside(place) !== inside(before))
      found.push(between(before, place, (side - before[2]) / (place[2] - before[2])));
    if (inside(place)) found.push(place);
  });
  return found;
}
