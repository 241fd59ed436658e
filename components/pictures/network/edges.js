// The edges of a network, each as wide as its weight, and the numbers and gradients that run along them.

import { between } from "../../stage/kit/shares.js";
import { disc, straight } from "../../stage/kit/strokes.js";

const WIDEST = 9; // px: the edge of the largest weight of its layer

/**
 * What is drawn: the network at a moment, where its units stand (layer by layer `down` the page, or not), the row that
 * runs through it, and the unit that is `chosen`: its layer, and which it is there.
 * @typedef {{
 *   net: import("./net.js").Net, places: import("./layout.js").Place[], down: boolean, row: number, chosen: number[],
 *   theme: import("../../stage/kit/theme.js").Theme,
 * }} Sight
 */

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Sight} sight
 */
export function drawEdges(pen, { net, places, chosen: [layer, unit], theme }) {
  pen.lineCap = "butt";
  net.layers.forEach(({ before, after }, l) => {
    for (let o = 0; o < after; o++) {
      for (let i = 0; i < before; i++) {
        const weight = net.weight(l, o, i);
        if (!Number.isFinite(weight)) continue;
        const share = Math.sqrt(Math.min(1, Math.abs(weight) / net.largest[l]));
        const near = layer === l + 1 ? o === unit : layer === 0 && l === 0 && i === unit;
        pen.strokeStyle = weight < 0 ? theme.roles.gradient : theme.roles.prediction;
        pen.globalAlpha = near ? 1 : 0.18 + 0.4 * share;
        pen.lineWidth = 0.6 + WIDEST * share * share;
        straight(pen, places[l].units[i], places[l + 1].units[o]);
      }
    }
  });
  pen.globalAlpha = 1;
}

/**
 * In the phase "predict" the numbers run forward through the edges; in "backward" the gradient comes back, as far as
 * slopes let it through.
 * @param {CanvasRenderingContext2D} pen
 * @param {Sight} sight
 * @param {import("../../stage/play/player.js").Moment} moment
 */
export function drawPulse(pen, { net, places, theme }, { doing, within, position, frame }) {
  const forward = doing === "predict";
  if ((!forward && doing !== "backward") || position === frame) return;
  const { depth } = net;
  const at = depth * (forward ? within : 1 - within);
  const l = Math.min(depth - 1, Math.floor(at));
  const { before, after } = net.layers[l];
  pen.fillStyle = forward ? theme.text : theme.roles.gradient;
  pen.strokeStyle = theme.background;
  pen.lineWidth = 1.5;
  for (let o = 0; o < after; o++) {
    const through = forward || l === depth - 1 ? 1 : Math.sqrt(Math.min(1, net.slope(l + 1, o) / net.steepest));
    if (!(through > 0.02)) continue;
    for (let i = 0; i < before; i++) {
      disc(pen, between(places[l].units[i], places[l + 1].units[o], at - l), 1 + 4.5 * through);
      pen.fill();
      pen.stroke();
    }
  }
}
