// The numbers of a network at one moment, for one row: what each unit adds up and passes on, and how steep it is there.

import { CURVES } from "../../stage/kit/curves.js";

/** The names of hidden units begin with their layer's letter: h1, h2, ... */
export const LETTERS = ["h", "k", "m", "n"];

/**
 * What the network's picture tells (components/pictures/network/draw.py): `sizes` and `shown` units of every layer, the
 * table of the run, the rows as the model sees them, the array of its weights, and the slope below which one is `flat`.
 * @typedef {import("../../stage/told").Network} NetData
 *
 * How many units before and after, and where its weights and its biases begin among all.
 * @typedef {{ before: number, after: number, weights: number, biases: number }} Layer
 */

export class Net {
  row = 0;
  /** @type {ArrayLike<number>} */
  weights = [];
  /** @type {ArrayLike<number>} of all hidden units */
  sums = [];
  /** @type {ArrayLike<number>} */
  outputs = [];
  /** @type {number[]} the largest value of every hidden layer at this moment */
  highest = [];
  /** @type {Record<string, Float64Array>} */
  read = {};
  query = "";
  scanned = 0;
  /** @type {number[][]} of every layer the largest weight up to each frame */
  peaks = [];

  /** @param {NetData} data */
  constructor(data) {
    this.data = data;
    this.sizes = data.sizes;
    this.shown = data.shown;
    this.depth = data.sizes.length - 1;
    this.curve = CURVES[data.activation];
    this.steepest = this.curve.steepest;
    let at = 0;
    /** @type {Layer[]} */
    this.layers = this.shown.slice(1).map((after, l) => {
      const before = this.shown[l];
      const layer = { before, after, weights: at, biases: at + before * after };
      at = layer.biases + after;
      return layer;
    });
    this.columns = at;
    let unit = 0;
    this.first = this.shown.map((units, layer) => (layer === 0 || layer === this.depth ? 0 : (unit += units) - units));
    this.hidden = unit;
    this.largest = this.layers.map(() => 1e-9);
    this.largestTarget = Math.max(1e-9, ...data.y.flat().map(Math.abs));
  }

  /**
   * The largest weight of every layer in the whole film so far: what the widest edge stands for. Of a run that diverges
   * it would leave no other edge to be seen, so there it is that up to the moment.
   * @param {import("../../stage/play/film.js").Film} film
   */
  scan(film) {
    const { data, columns } = film.arrays[this.data.weights];
    const frames = data.length / columns;
    const known = this.query === film.header.query ? Math.min(this.scanned, frames) : 0;
    if (known === 0) this.peaks = this.layers.map(() => []);
    for (let frame = Math.max(0, known - 1); frame < frames; frame++) {
      this.layers.forEach(({ weights, biases }, l) => {
        const peaks = this.peaks[l];
        peaks[frame] = peaks[frame - 1] ?? 1e-9;
        for (let i = weights; i < biases; i++) {
          const size = Math.abs(data[frame * columns + i]);
          if (size > peaks[frame] && size < Infinity) peaks[frame] = size;
        }
      });
    }
    this.largest = this.peaks.map((peaks) => peaks[frames - 1]);
    this.query = film.header.query;
    this.scanned = frames;
  }

  /**
   * Takes the numbers of a moment, between two frames where the weights are on their way, for one row.
   * @param {import("../../stage/play/film.js").Moment & { film: import("../../stage/play/film.js").Film }} moment
   * @param {number} row
   */
  at({ film, frame, moved }, row) {
    const next = frame < film.end ? moved : 0;
    const read = (/** @type {string} */ name, /** @type {number} */ from, /** @type {number} */ length) => {
      const { data, columns } = film.arrays[name];
      const here = frame * columns + from;
      const numbers = this.read[name]?.length === length ? this.read[name] : new Float64Array(length);
      for (let i = 0; i < length; i++)
        numbers[i] = next ? data[here + i] + next * (data[here + columns + i] - data[here + i]) : data[here + i];
      return (this.read[name] = numbers);
    };
    const outputs = this.sizes[this.depth];
    if (film.diverges) this.largest = this.peaks.map((peaks) => peaks[next ? frame + 1 : frame]);
    this.weights = read(this.data.weights, 0, this.columns);
    this.sums = read("net_sums", row * this.hidden, this.hidden);
    this.outputs = read("predictions", row * outputs, outputs);
    this.row = row;
    this.highest = this.layers.slice(0, -1).map((_, l) => Math.max(1e-9, ...this.values(l + 1).map(Math.abs)));
  }

  /**
   * @param {number} l
   * @param {number} after
   * @param {number} before
   */
  weight(l, after, before) {
    return this.weights[this.layers[l].weights + after * this.layers[l].before + before];
  }

  /**
   * @param {number} l
   * @param {number} after
   */
  bias(l, after) {
    return this.weights[this.layers[l].biases + after];
  }

  /**
   * @param {number} layer
   * @param {number} unit
   */
  sum(layer, unit) {
    return this.sums[this.first[layer] + unit];
  }

  /**
   * @param {number} layer
   * @param {number} unit
   */
  slope(layer, unit) {
    return this.curve.slope(this.sum(layer, unit));
  }

  /**
   * What a unit passes on: an input its number as the model sees it, an output its prediction.
   * @param {number} layer
   * @param {number} unit
   */
  value(layer, unit) {
    if (layer === 0) return this.data.seen[this.row][unit];
    return layer === this.depth ? this.outputs[unit] : this.curve.value(this.sum(layer, unit));
  }

  /** @param {number} layer */
  values(layer) {
    return Array.from({ length: this.shown[layer] }, (_, unit) => this.value(layer, unit));
  }

  /**
   * How strongly a unit is lit, -1 to 1.
   * @param {number} layer
   * @param {number} unit
   */
  lit(layer, unit) {
    if (layer === 0) return 0;
    if (layer === this.depth) return Math.min(1, Math.abs(this.outputs[unit]) / this.largestTarget);
    const value = this.value(layer, unit);
    return Number.isFinite(this.curve.range[1]) ? value : value / this.highest[layer - 1];
  }

  /**
   * @param {number} layer
   * @param {number} unit
   */
  name(layer, unit) {
    if (layer === 0) return this.data.inputs[unit];
    return layer === this.depth ? this.data.targets[unit] : `${LETTERS[layer - 1]}${unit + 1}`;
  }

  /**
   * @param {number} layer
   * @param {number} unit
   */
  title(layer, unit) {
    const kind = layer === 0 ? "input" : layer === this.depth ? "output" : "hidden unit";
    return `${kind} ${this.name(layer, unit)}`;
  }
}
