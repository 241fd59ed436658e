// The landscape at a moment: its heights over what is seen, its shape, and where the run is on it.

import { Scale } from "../../stage/kit/scale.js";
import { bowl } from "./bowl.js";
import { bowlOf, costOf, lossAround, sixNumbers } from "./heights.js";
import { placeOf } from "./sight.js";

const POWER = 0.5; // of the scale: a bowl's walls are straight on it, and its bed is no plain
const LIFTED = 1.2; // a surface that is wholly above the scale is drawn below its end
const FINEST = 49; // places along each side
const MOVING = 33; // the same while it moves: every frame draws them all
const COARSEST = 17;
const QUICK = 500_000; // multiplications for a surface while it moves: 2 to 4 ms
const THOROUGH = 4_000_000; // while it stands: some 20 ms

/**
 * @typedef {import("./heights.js").Data} Data
 * @typedef {import("./sight.js").Sight} Sight
 * @typedef {import("../../stage/play/reel.js").Moment} Moment
 * @typedef {import("../../stage/play/film.js").Film} Film
 */

/**
 * All weights of a film at a moment.
 * @param {Moment} moment
 * @param {string} array
 */
export function stateAt({ film, frame, moved }, array) {
  const { columns, data } = film.arrays[array];
  const on = moved && frame < film.end ? moved : 0;
  return Float64Array.from({ length: columns }, (_, p) => {
    const from = data[frame * columns + p];
    return on ? from + on * (data[(frame + 1) * columns + p] - from) : from;
  });
}

/**
 * Where a film's frames are in what is seen, until its numbers end: x and y of each.
 * @param {Film} film
 * @param {string} array
 * @param {Sight} sight
 */
export function placesOf(film, array, sight) {
  const { columns, data } = film.arrays[array];
  const places = new Float64Array(2 * (film.halt + 1));
  for (let frame = 0; frame <= film.halt; frame += 1)
    places.set(placeOf(sight, data.subarray(frame * columns, (frame + 1) * columns)), 2 * frame);
  return places;
}

/**
 * Places along each side of a surface, as many as there is time for.
 * @param {Data} data
 * @param {boolean} moving
 */
export function gridOf(data, moving) {
  const finest = moving ? MOVING : FINEST;
  if (data.shape) return finest;
  const most = Math.floor(Math.sqrt((moving ? QUICK : THOROUGH) / costOf(data)));
  return Math.max(COARSEST, Math.min(finest, most));
}

export class Land {
  /**
   * @param {Data} data
   * @param {Sight} sight
   * @param {Moment} moment
   * @param {Float64Array} places of the whole path
   */
  constructor(data, sight, moment, places) {
    const { film, frame, secret, last: over, moved } = moment;
    const state = stateAt(moment, data.array);
    this.data = data;
    this.places = places;
    this.frame = Math.min(frame, film.halt);
    this.last = film.halt;
    this.secret = secret;
    /** Where the run is now. */
    this.here = placeOf(sight, state);
    const next = !moved && !over && frame < film.halt && film.header.stride === 1;
    /** Where its next update leads, while it has not begun. */
    this.next = next ? [places[2 * frame + 2], places[2 * frame + 3]] : null;
    this.scale = new Scale({ low: data.low, high: data.high, power: POWER });
    const six = data.shape && sixNumbers(data.shape, sight.directions, state);
    this.bowl = six && bowl(six);
    const around = six ? bowlOf(six) : lossAround(data, sight.directions, state);
    const [x, y] = this.here;
    /** The loss at a place of what is seen. */
    this.height = (/** @type {number} */ px, /** @type {number} */ py) => around(px - x, py - y);
    /** Where a bowl is lowest, as long as all other weights stay. */
    this.low = this.bowl ? [x + this.bowl.lowest[0], y + this.bowl.lowest[1]] : [NaN, NaN];
    /** Where the best model of all is. */
    this.best = data.shape && sight.pair ? placeOf(sight, data.shape.optimum) : null;
    this.loss = around(0, 0);
    this.window = sight.window;
    this.grid = 0;
    this.heights = new Float64Array();
    this.shares = new Float64Array();
    this.lowest = this.highest = NaN;
  }

  /**
   * Computes the heights over a window, which is so many `times` as wide as usual. The scale grows with it as a bowl
   * does; and where all other weights have lifted the whole surface, as high as that is.
   * @param {number[]} window
   * @param {boolean} moving
   */
  over(window, moving, times = 1) {
    const [x0, x1, y0, y1] = window;
    const grid = (this.grid = gridOf(this.data, moving));
    this.window = window;
    this.heights = new Float64Array(grid * grid);
    for (let row = 0; row < grid; row += 1)
      for (let column = 0; column < grid; column += 1)
        this.heights[row * grid + column] = this.height(
          x0 + ((x1 - x0) * column) / (grid - 1),
          y0 + ((y1 - y0) * row) / (grid - 1),
        );
    this.lowest = Infinity;
    this.highest = -Infinity;
    for (const height of this.heights) {
      if (height < this.lowest) this.lowest = height;
      if (height > this.highest) this.highest = height;
    }
    const { low, high } = this.data;
    this.scale = new Scale({
      low,
      high: Math.max(low + (high - low) * times ** 2, LIFTED * this.lowest),
      power: POWER,
    });
    this.shares = this.heights.map((height) => this.scale.share(height));
    return this;
  }
}
