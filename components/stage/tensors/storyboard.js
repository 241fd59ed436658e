// The scenes of an expression in one frame: each is laid out once, and its inputs come from where they lay before.

import { layoutOf } from "./layout.js";
import { outputsOf } from "./scene.js";
import { clamp, ease } from "../kit/shares.js";
import { Stageplay } from "./stageplay.js";

const INTRO = 0.45; // seconds in which the inputs of a beat come into place

/**
 * How far an input still is from its place, and how much of it is seen.
 * @typedef {{ shift: number[], strength: number }} Way
 *
 * A beat at some share: how far its inputs have `arrived`, each on its way, and how far what moves after that is, `q`.
 * @typedef {{ play: Stageplay, q: number, arrived: number, ways: Way[] }} Beat
 */

export class Storyboard {
  /** @type {Map<number, import("./stageplay.js").Laid>} by scene */
  layouts = new Map();

  /**
   * @param {import("./layout.js").Scene[]} scenes
   * @param {import("./layout.js").Tensor[]} tensors
   * @param {number} width
   * @param {number} height
   */
  constructor(scenes, tensors, width, height) {
    this.scenes = scenes;
    this.tensors = tensors;
    this.width = width;
    this.height = height;
  }

  /** @param {number} index */
  layout(index) {
    const known = this.layouts.get(index) ?? layoutOf(this.scenes[index], this.tensors, this.width, this.height);
    this.layouts.set(index, known);
    return known;
  }

  /**
   * @param {number} index
   * @param {number} share
   * @param {number} seconds that the whole beat takes
   * @returns {Beat}
   */
  at(index, share, seconds) {
    const scene = this.scenes[index];
    const layout = this.layout(index);
    const intro = index > 0 && scene.inputs.length ? Math.min(0.3, INTRO / seconds) : 0;
    const arrived = intro ? ease(clamp(share / intro)) : 1;
    const q = scene.style === "dot" ? share : clamp((share - intro) / (1 - intro));
    const ways = scene.inputs.map((id, i) => this.way(index, id, layout.places[i], arrived));
    return { play: new Stageplay(scene, this.tensors, layout), q, arrived, ways };
  }

  /**
   * @param {number} index
   * @param {number} id
   * @param {import("./layout.js").Place} place
   * @param {number} arrived
   * @returns {Way}
   */
  way(index, id, { x, y }, arrived) {
    if (index === 0) return { shift: [0, 0], strength: 1 };
    const before = this.scenes[index - 1];
    const at = [...before.inputs, ...outputsOf(before)].lastIndexOf(id);
    if (at < 0) return { shift: [0, 0], strength: arrived };
    const from = this.layout(index - 1).places[at];
    const rest = 1 - arrived;
    return { shift: [(from.x - x) * rest, (from.y - y) * rest], strength: 1 };
  }
}
