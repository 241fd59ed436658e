// The units of a network, each lit by what it passes on, and the names of its layers, inputs and outputs.

import { count } from "../../stage/kit/format.js";
import { disc } from "../../stage/kit/strokes.js";
import { rgb, tint } from "../../stage/kit/theme.js";
import { brief } from "./words.js";

/**
 * Draws something of a layer with a pen that writes: `ink` sets the weight and the colour of its letters.
 * @typedef {import("./edges.js").Sight} Sight
 * @typedef {(pen: CanvasRenderingContext2D, sight: Sight, layer: number, quiet: string, ink: Ink) => void} Draw
 * @typedef {(weight: number, colour: string) => void} Ink
 */

const FONT = 14;

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Sight} sight
 */
export function drawUnits(pen, sight) {
  const { net, theme } = sight;
  const quiet = tint(rgb(theme.background), rgb(theme.text), 0.68);
  /** @type {Ink} */
  const ink = (weight, colour) => {
    pen.font = `${weight} ${FONT}px ${theme.font}`;
    pen.fillStyle = colour;
  };
  pen.textBaseline = "middle";
  for (let layer = 0; layer <= net.depth; layer++) {
    circles(pen, sight, layer, quiet, ink);
    heading(pen, sight, layer, quiet, ink);
    if (layer === 0 || layer === net.depth) names(pen, sight, layer, quiet, ink);
  }
}

/** @type {Draw} the units with their numbers; saturated ones are dashed, the chosen one is bold */
function circles(pen, { net, places, chosen, theme }, layer, quiet, ink) {
  const [background, blue, orange, grey] = [
    theme.background,
    theme.roles.prediction,
    theme.roles.gradient,
    theme.roles.muted,
  ].map(rgb);
  const hidden = layer > 0 && layer < net.depth;
  const { radius, units } = places[layer];
  pen.textAlign = "center";
  units.forEach(([x, y], i) => {
    if (i >= net.shown[layer]) {
      ink(600, quiet);
      pen.fillText(`+${count(net.sizes[layer] - net.shown[layer])}`, x, y);
      return;
    }
    const lit = net.lit(layer, i);
    const share = 0.06 + 0.56 * Math.min(1, Math.abs(lit));
    disc(pen, [x, y], radius);
    pen.fillStyle = layer === 0 ? tint(background, grey, 0.22) : tint(background, lit < 0 ? orange : blue, share);
    pen.fill();
    const flat = hidden && net.slope(layer, i) < net.data.flat;
    const bold = chosen[0] === layer && chosen[1] === i;
    pen.lineWidth = flat || bold ? 3 : 1.5;
    pen.strokeStyle = flat ? theme.roles.loss : bold ? theme.text : quiet;
    pen.setLineDash(flat ? [5, 3.5] : []);
    pen.stroke();
    pen.setLineDash([]);
    if (radius >= 17) {
      ink(700, theme.text);
      pen.fillText(brief(net.value(layer, i), hidden ? 2 : 1), x, y + 1);
    }
    if (hidden && radius >= 20) {
      ink(500, quiet);
      above(pen, theme.background, net.name(layer, i), x, y - radius - 10);
    }
  });
}

/**
 * Text that stays readable above edges.
 * @param {CanvasRenderingContext2D} pen
 * @param {string} background
 * @param {string} text
 * @param {number} x
 * @param {number} y
 */
function above(pen, background, text, x, y) {
  pen.strokeStyle = background;
  pen.lineWidth = 5;
  pen.lineJoin = "round";
  pen.strokeText(text, x, y);
  pen.fillText(text, x, y);
}

/** @type {Draw} the name of a layer; on a phone only of a hidden one */
function heading(pen, { net, places, theme, down }, layer, quiet, ink) {
  const { radius, units } = places[layer];
  const [first, last] = [layer === 0, layer === net.depth];
  const text = last ? "outputs" : first ? "inputs" : `${count(net.sizes[layer])} × ${net.data.activation}`;
  ink(600, quiet);
  pen.textAlign = down ? "left" : "center";
  if (!down) pen.fillText(text, units[0][0], 10);
  else if (!first && !last) above(pen, theme.background, text, 0, units[0][1] - radius - (radius >= 20 ? 30 : 16));
}

/** @type {Draw} the names of the inputs with what was measured, or of the outputs with what is true */
function names(pen, { net, places, theme, down, row }, layer, quiet, ink) {
  const { inputs, units: measures, targets, unit, x, y } = net.data;
  const { radius, units } = places[layer];
  const output = layer === net.depth;
  pen.textAlign = down ? "center" : output ? "left" : "right";
  (output ? targets : inputs).forEach((name, i) => {
    const [left, top] = units[i];
    const told = output
      ? `true ${brief(y[row][i], 1)}${down ? "" : ` ${unit}`}`
      : `${brief(x[row][i], 1)} ${measures[i]}`;
    const at = down ? left : left + (output ? 1 : -1) * (radius + 12);
    const [over, under] = !down ? [-9, 10] : output ? [radius + 14, radius + 33] : [-radius - 32, -radius - 13];
    ink(700, theme.text);
    pen.fillText(name, at, top + over);
    ink(500, output ? theme.text : quiet);
    pen.fillText(told, at, top + under);
  });
}
