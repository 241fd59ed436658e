// The frames of the map and of the curves below it, one above the other, so that their epochs are the same.

import { count, number, powerOfTen, rate } from "../../stage/kit/format.js";
import { Chart } from "../../stage/kit/chart.js";
import { powers, ticks } from "../../stage/kit/ticks.js";

const BELOW = 42; // px for the epochs
const BETWEEN = 16;
const CURVES = 0.32; // of the height
const LINE = 15; // px that a name needs

/**
 * @typedef {import("../../stage/kit/theme.js").Theme} Theme
 * @typedef {import("./rows.js").Rows} Rows
 * @typedef {import("./rows.js").Ends} Ends
 * @typedef {{ map: Chart, curves: Chart }} Charts
 */

/**
 * Both frames. `left` and `right` are the room beside them for names.
 * @param {number} width
 * @param {number} height
 * @param {{ left: number, right: number }} room
 * @param {{ epochs: number, columns: number, rows: Rows, scale: Ends }} shown
 * @returns {Charts}
 */
export function charts(width, height, { left, right }, { epochs, columns, rows, scale }) {
  const half = epochs / Math.max(1, columns - 1) / 2;
  const x = /** @type {Ends} */ ([-half, epochs + half]);
  const below = Math.round(CURVES * (height - BELOW));
  const upper = { left, right, top: 6, bottom: BELOW + below + BETWEEN };
  const room = 0.04 * (scale[1] - scale[0]);
  const y = /** @type {Ends} */ ([10 ** (scale[0] - room), 10 ** (scale[1] + room)]);
  const lower = { left, right, top: height - BELOW - below, bottom: BELOW };
  return {
    map: new Chart(width, height, x, rows.ends, { margin: upper }),
    curves: new Chart(width, height, x, y, { margin: lower, log: true }),
  };
}

/**
 * The names along the map's axis, as many as there is room for: a place and its text.
 * @param {import("../../stage/told").HeatMap} data
 * @param {Rows} rows
 * @param {number} high px of the axis
 * @returns {[number, string][]}
 */
export function names(data, rows, high) {
  const [low, top] = rows.ends;
  if (rows.log)
    return powers(10 ** low, 10 ** top, Math.max(2, high / 40)).map((value) => [Math.log10(value), rate(value)]);
  const every = Math.max(1, Math.ceil((rows.count * LINE) / high));
  return data.rows.flatMap(({ name }, r) =>
    r % every ? [] : [/** @type {[number, string]} */ ([rows.places[r], name])],
  );
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Theme} theme
 * @param {Charts} charts
 * @param {[number, string][]} marks
 * @param {string} axis what the rows are
 */
export function frames(context, theme, { map, curves }, marks, axis) {
  context.globalAlpha = 1;
  context.setLineDash([]);
  context.lineWidth = 1;
  context.strokeStyle = theme.axis;
  context.textBaseline = "middle";
  for (const { left, top, wide, high } of [map, curves]) context.strokeRect(left, top, wide, high);
  context.fillStyle = theme.text;
  context.font = `400 13px ${theme.font}`;
  context.textAlign = "right";
  for (const [place, text] of marks) context.fillText(text, map.left - 7, map.y(place));
  for (const [loss, text] of losses(curves)) context.fillText(text, curves.left - 7, curves.y(loss));
  context.textAlign = "center";
  for (const epoch of ticks(0, curves.ends.x[1], Math.max(2, Math.min(6, curves.wide / 70))))
    if (Number.isInteger(epoch)) context.fillText(count(epoch), curves.x(epoch), curves.top + curves.high + 12);
  context.font = `600 13px ${theme.font}`;
  context.fillText("epochs", curves.left + curves.wide / 2, curves.top + curves.high + 30);
  for (const [chart, name] of /** @type {[Chart, string][]} */ ([
    [map, axis],
    [curves, "loss"],
  ])) {
    context.save();
    context.translate(9, chart.top + chart.high / 2);
    context.rotate(-Math.PI / 2);
    context.fillText(name, 0, 0);
    context.restore();
  }
}

/**
 * Numbers along the axis of losses: powers of ten, or its ends where there are not two of them.
 * @param {Chart} curves
 * @returns {[number, string][]}
 */
function losses({ ends: { y }, high }) {
  const found = powers(...y, Math.max(2, Math.floor(high / 26)));
  if (found.length < 2) return y.map((end) => [end, number(Number(end.toPrecision(2)))]);
  return found.map((loss) => [
    loss,
    loss < 1e-3 || loss > 1e4 ? powerOfTen(Math.round(Math.log10(loss))) : number(loss),
  ]);
}
