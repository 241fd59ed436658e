// What stands around the cells: names and shapes, signs between tensors, numbers of slices; or words instead of all.

import { isCut } from "./layout.js";
import { outputsOf } from "./scene.js";
import { indexOf, shapeText } from "../kit/shape.js";

/**
 * @typedef {import("./layout.js").Place} Place
 * @typedef {import("./pen.js").Pen} Pen
 * @typedef {import("./storyboard.js").Beat} Beat
 */

/** @type {Record<string, string>} by the name of a function; a comma for all others */
const SYMBOLS = { add: "+", sub: "−", mul: "×", div: "÷", matmul: "@", pow: "^", eq: "==", lt: "<", gt: ">" };
const ARRIVED = { shift: [0, 0], strength: 1 };

/**
 * All that stands around the cells of a beat.
 * @param {Pen} pen
 * @param {Beat} beat
 * @param {number} width of the picture
 */
export function drawLabels(pen, beat, width) {
  const { scene, tensors, layout } = beat.play;
  [...scene.inputs, ...outputsOf(scene)].forEach((id, i) =>
    heading(pen, tensors[id], layout.places[i], beat.ways[i] ?? ARRIVED, width),
  );
  signs(pen, beat);
  slices(pen, beat);
}

/**
 * Name and shape above a tensor, wherever it is on its way; they stay inside the picture.
 * @param {Pen} pen
 * @param {import("./layout.js").Tensor} tensor
 * @param {Place} place
 * @param {import("./storyboard.js").Way} way
 * @param {number} width of the picture
 */
function heading({ context, theme }, { name, shape }, place, { shift: [dx, dy], strength }, width) {
  const { box, room, x, y } = place;
  const middle = x + dx + Math.min(box.width, room?.[0] ?? Infinity) / 2;
  const line = (/** @type {string} */ text, /** @type {number} */ above) => {
    const half = context.measureText(text).width / 2;
    context.fillText(text, Math.max(half, Math.min(width - half, middle)), y + dy - above);
  };
  Object.assign(context, { textAlign: "center", textBaseline: "alphabetic", fillStyle: theme.text });
  Object.assign(context, { globalAlpha: strength, font: `600 15px ${theme.font}` });
  line(name.length > 18 ? `${name.slice(0, 17)}…` : name, 26);
  Object.assign(context, { globalAlpha: 0.72 * strength, font: `400 14px ${theme.font}` });
  line(`${shapeText(shape)}${isCut(place) ? ", in part" : ""}`, 8);
  context.globalAlpha = 1;
}

/**
 * @param {Pen} pen
 * @param {Beat} beat
 */
function signs({ context, theme }, { play, arrived }) {
  const symbol = SYMBOLS[play.scene.function] ?? ",";
  Object.assign(context, { textAlign: "center", textBaseline: "middle", fillStyle: theme.text });
  Object.assign(context, { globalAlpha: 0.7 * arrived, font: `500 22px ${theme.font}` });
  for (const { kind, x, y } of play.layout.signs)
    context.fillText(kind === "sign" ? symbol : kind === "arrow" ? "→" : "↓", x, y);
  context.globalAlpha = 1;
}

/**
 * The number of each slice of a tensor with more than two dimensions.
 * @param {Pen} pen
 * @param {Beat} beat
 */
function slices({ context, theme }, { play, q }) {
  Object.assign(context, { textAlign: "left", textBaseline: "alphabetic", fillStyle: theme.text });
  context.font = `400 12px ${theme.font}`;
  play.layout.places.forEach(({ box, x, y }, i) => {
    if (!box.label || box.high < 9) return;
    const spread = i >= play.scene.inputs.length ? play.spread(q) : 1;
    context.globalAlpha = 0.6 * spread;
    for (let k = 0; k < box.slices; k += 1) {
      const [dx, dy] = box.corner(k, spread);
      context.fillText(`[${indexOf(k, box.shape.slice(0, -2)).join(", ")}]`, x + dx + 2, y + dy - 4);
    }
  });
  context.globalAlpha = 1;
}

/**
 * Words in the place of a picture, at its upper end: on a low screen its lower end lies under the bar.
 * @param {import("../kit/canvas.js").Canvas} canvas
 * @param {import("../kit/theme.js").Theme} theme
 * @param {string} words
 * @param {number} size
 */
export function wordsInstead({ context, width, height }, theme, words, size) {
  Object.assign(context, { textAlign: "center", textBaseline: "middle", fillStyle: theme.axis });
  context.font = `300 ${size}px ${theme.font}`;
  context.fillText(words, width / 2, Math.min(60, height / 2));
}
