// A scene ready to be played: where each element of its tensors lies, and how far it is on its way.

import { isShown } from "./layout.js";
import { firstUse } from "./scene.js";
import { clamp, ease } from "../kit/shares.js";

const FLIGHT = 0.42; // share of a beat that one element travels

/**
 * @typedef {import("./layout.js").Tensor} Tensor
 * @typedef {import("./layout.js").Scene} Scene
 * @typedef {import("./layout.js").Pair} Pair
 * @typedef {number[]} Point x and y
 *
 * An element of the result: which of its part's, and whether there is room for it.
 * @typedef {{ output: number, place: import("./layout.js").Place, element: number, shown: boolean }} Cell
 *
 * A layout keeps what was found for it.
 * @typedef {import("./layout.js").Layout & { elements?: Cell[], first?: Int32Array[] }} Laid
 */

export class Stageplay {
  /** @type {Int32Array[] | undefined} of a stretched input's element, the first place that needs it */
  first = undefined;
  broadcast = false;

  /**
   * @param {Scene} scene
   * @param {Tensor[]} tensors
   * @param {Laid} layout
   */
  constructor(scene, tensors, layout) {
    this.scene = scene;
    this.tensors = tensors;
    this.layout = layout;
    this.output = layout.places[layout.places.length - 1];
    // Where each element of the result lies: the elements of its parts, one part after the other.
    this.elements = layout.elements ??= scene.parts.flatMap(({ output }, k) => {
      const place = layout.places[scene.inputs.length + k];
      const { values } = tensors[output];
      return values.map((_, element) => ({ output, place, element, shown: isShown(place, element) }));
    });
    this.count = this.elements.length;
    if (scene.style !== "zip") return;
    const sizes = scene.inputs.map((id) => tensors[id].values.length);
    this.broadcast = sizes.some((size) => size !== this.count);
    this.first = layout.first ??= sizes.map((size, i) => firstUse(scene, i, size));
  }

  /**
   * Element `o` of the result sets off a little after the one before it; how far it is at `q`, 0 to 1.
   * @param {number} q
   * @param {number} o
   */
  flight(q, o) {
    return ease(clamp((q - ((1 - FLIGHT) * o) / Math.max(1, this.count - 1)) / FLIGHT));
  }

  /**
   * How far slices stand apart: those of a tensor that is written down are closed, then apart, and closed at the end.
   * @param {number} q how far the beat is
   */
  spread(q) {
    if (this.output.box.slices < 2 || !this.scene.slides) return 1;
    return ease(clamp((q - 0.45) / 0.13)) - ease(clamp((q - 0.86) / 0.13));
  }

  /**
   * What an element of the result depends on.
   * @param {number} o
   */
  sources(o) {
    return this.scene.from[o] ?? [];
  }

  // ---- places

  /**
   * In the place of input `i`, the cell of its element `e`: where it is stretched, the first that needs the element.
   * @param {number} i
   * @param {number} e
   */
  cell(i, e) {
    return this.first ? this.first[i][e] : e;
  }

  /**
   * Where element `e` of input `i` lies.
   * @param {number} i
   * @param {number} e
   * @returns {Point}
   */
  inputAt(i, e, shift = [0, 0]) {
    const [x, y] = this.stretchedAt(i, this.cell(i, e));
    return [x + shift[0], y + shift[1]];
  }

  /**
   * Where output element `o` would lie in the stretched place of input `i`.
   * @param {number} i
   * @param {number} o
   * @returns {Point}
   */
  stretchedAt(i, o) {
    const { box, x, y } = this.layout.places[i];
    const [dx, dy] = box.at(o);
    return [x + dx, y + dy];
  }

  /**
   * @param {number} o
   * @returns {Point}
   */
  outputAt(o, spread = 1) {
    const { place, element } = this.elements[o];
    const [dx, dy] = place.box.at(element, spread);
    return [place.x + dx, place.y + dy];
  }

  // ---- a matrix product

  /**
   * Which cell a matrix product is at, its pairs, and how far the pair in flight is.
   * @param {number} q
   */
  cellOfDot(q) {
    const cell = Math.min(this.count, Math.floor(q * this.count + 1e-9));
    const pairs = cell < this.count ? this.pairs(cell) : [];
    const within = clamp((q * this.count - cell) / 0.88) * pairs.length;
    return { cell, pairs, pair: Math.floor(within), share: within % 1 };
  }

  /**
   * The factors of an output element: [[0, a], [1, b]] for each product.
   * @param {number} o
   */
  pairs(o) {
    const all = this.sources(o);
    const [rows, columns] = [all.filter(([i]) => i === 0), all.filter(([i]) => i === 1)];
    return rows.map((factor, k) => [factor, columns[k]]);
  }

  /**
   * The sum of the first `n` products of an output element.
   * @param {number} o
   * @param {number} n
   */
  partial(o, n) {
    return this.pairs(o)
      .slice(0, n)
      .reduce((sum, [a, b]) => sum + this.value(a) * this.value(b), 0);
  }

  /** @param {Pair} pair */
  value([i, e]) {
    return Number(this.tensors[this.scene.inputs[i]].values[e]);
  }
}
