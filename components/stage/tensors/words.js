// A scene in words: the shapes of its results, their numbers, and a sentence about what is pointed at or just happens.

import { formulaOf } from "./formula.js";
import { outputsOf } from "./scene.js";
import { shapeText } from "../kit/shape.js";

const PARTS = 4; // parts of a result whose shapes are written out
const NUMBERS = 64; // numbers that are read out
const HINT = "Point at a number to see what it is made of.";
const FADED = "Too many connections to draw: the result appears at once.";

/**
 * @typedef {import("./layout.js").Tensor} Tensor
 * @typedef {{ parts: { output: number }[] }} Parts
 */

/**
 * @param {Parts} scene
 * @param {Tensor[]} tensors
 */
const resultsOf = (scene, tensors) => outputsOf(scene).map((id) => tensors[id]);

/**
 * A whole expression, beat by beat: the shape of each result; of several parts, each with its name.
 * @param {{ code?: string }[]} beats
 * @param {Parts[]} scenes
 * @param {Tensor[]} tensors
 */
export function shapesOf(beats, scenes, tensors) {
  const has = (/** @type {Parts} */ scene) => {
    const parts = resultsOf(scene, tensors);
    if (parts.length === 1) return `shape ${shapeText(parts[0].shape)}`;
    return parts.map(({ name, shape }) => `${name} ${shapeText(shape)}`).join(", ");
  };
  return beats.map(({ code }, i) => `${code} has ${has(scenes[i])}.`).join(" ");
}

/**
 * "[3, 2] float32"; of several parts, the first few with their names.
 * @param {Parts} scene
 * @param {Tensor[]} tensors
 */
export function typesOf(scene, tensors) {
  const parts = resultsOf(scene, tensors);
  const texts = parts.map(
    ({ name, shape, dtype }) => `${parts.length > 1 ? `${name} ` : ""}${shapeText(shape)} ${dtype}`,
  );
  return `${texts.slice(0, PARTS).join(", ")}${parts.length > PARTS ? ", …" : ""}`;
}

/**
 * "Result [2], float32: 1, 2."
 * @param {Parts} scene
 * @param {Tensor[]} tensors
 */
export function numbersOf(scene, tensors) {
  const parts = resultsOf(scene, tensors);
  const told = (/** @type {Tensor} */ { name, shape, dtype, values }) =>
    `${parts.length > 1 ? name : "Result"} ${shapeText(shape)}, ${dtype}: ` +
    `${values.slice(0, NUMBERS).join(", ")}${values.length > NUMBERS ? " and more" : ""}.`;
  return parts.map(told).join(" ");
}

/**
 * What an element that is pointed at is made of; else the sum that a matrix product is at, as far as it is.
 * @param {import("./stageplay.js").Stageplay} play
 * @param {import("./pointing.js").Aimed | null} aimed
 * @param {number} share of the beat that is over
 */
export function sentence(play, aimed, share) {
  const { scene } = play;
  if (scene.style === "fade") return FADED;
  if (aimed) return formulaOf(play, scene, aimed);
  if (scene.style === "dot" && share > 0 && share < 1) {
    const { cell, pairs, pair } = play.cellOfDot(share);
    if (cell < play.count) return formulaOf(play, scene, { place: 2, element: cell }, Math.min(pair + 1, pairs.length));
  }
  return HINT;
}
