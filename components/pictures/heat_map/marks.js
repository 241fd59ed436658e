// What stands on the map: the limit, the clock, the row that is chosen, and the names beside it.

import { number } from "../../stage/kit/format.js";
import { clamp } from "../../stage/kit/shares.js";
import { straight } from "../../stage/kit/strokes.js";
import { apart } from "./rows.js";

const GAP = 16; // px between names
const HALO = 3; // px of the page's colour round a line, so that it is seen on every colour

/**
 * @typedef {import("../../stage/kit/chart.js").Chart} Chart
 * @typedef {import("../../stage/told").HeatMap} Data
 * @typedef {import("./rows.js").Rows} Rows
 * @typedef {{ context: CanvasRenderingContext2D, theme: import("../../stage/kit/theme.js").Theme }} Pen
 */

/**
 * A line that is seen on every colour.
 * @param {Pen} pen
 * @param {string} colour
 * @param {number} width
 * @param {() => void} draw
 */
function seen({ context, theme }, colour, width, draw) {
  context.globalAlpha = 1;
  context.setLineDash([]);
  for (const [style, line] of /** @type {[string, number][]} */ ([
    [theme.background, width + HALO],
    [colour, width],
  ])) {
    context.strokeStyle = style;
    context.lineWidth = line;
    draw();
  }
}

/**
 * The limit of all rows, where they are rates; null where there is none on the axis.
 * @param {Data} data
 * @param {Rows} rows
 */
function limitOf({ log, rows: [{ limit }] }, { ends: [low, high] }) {
  const place = log && limit !== null ? Math.log10(limit) : NaN;
  return place >= low && place <= high ? place : null;
}

/**
 * The limit: a line where rows are rates; else a bar beside each row whose rate lies beyond its own.
 * @param {Pen} pen
 * @param {Chart} map
 * @param {Rows} rows
 * @param {Data} data
 */
export function limits(pen, map, rows, data) {
  const { context, theme } = pen;
  const place = limitOf(data, rows);
  const right = map.left + map.wide;
  if (place !== null)
    seen(pen, theme.roles.limit, 2.5, () => straight(context, [map.left, map.y(place)], [right, map.y(place)]));
  if (data.log) return;
  context.fillStyle = theme.roles.limit;
  data.rows.forEach(({ lr, limit }, r) => {
    if (limit === null || lr < limit) return;
    const [low, high] = rows.edges(r);
    context.fillRect(right + 2, map.y(high) + 1, 5, Math.max(1, map.y(low) - map.y(high) - 2));
  });
}

/**
 * Where the page's clock stands.
 * @param {Pen} pen
 * @param {Chart[]} charts
 * @param {number} epoch
 */
export function rule(pen, charts, epoch) {
  for (const { left, top, high, wide, ends } of charts) {
    const x = left + wide * clamp((epoch - ends.x[0]) / (ends.x[1] - ends.x[0]));
    seen(pen, pen.theme.text, 1.5, () => straight(pen.context, [x, top], [x, top + high]));
  }
}

/**
 * The row that is chosen.
 * @param {Pen} pen
 * @param {Chart} map
 * @param {import("./rows.js").Ends} edges
 */
export function outline(pen, map, [low, high]) {
  const [top, bottom] = [map.y(high), map.y(low)];
  seen(pen, pen.theme.text, 1.5, () => pen.context.strokeRect(map.left, top - 1, map.wide, bottom - top + 2));
}

/**
 * The names right of the map, each with a line to its row: the best, the page's run, the limit.
 * @param {Pen} pen
 * @param {Chart} map
 * @param {Rows} rows
 * @param {{ data: Data, own: number, wide: boolean }} shown
 */
export function tags({ context, theme }, map, rows, { data, own, wide }) {
  const place = limitOf(data, rows);
  /** @type {[string, number, string][]} */
  const named = [];
  if (data.best !== null) named.push(["best", rows.places[data.best], theme.text]);
  if (own >= 0) named.push(["this run", rows.places[own], theme.words.loss]);
  if (place !== null) {
    const text = wide ? `limit ${number(data.rows[0].limit ?? 0)}` : "limit";
    named.push([text, place, theme.words.limit]);
  }
  const at = named.map(([, value]) => map.y(value));
  const placed = apart(at, GAP, [map.top + 7, map.top + map.high - 7]);
  const right = map.left + map.wide + (data.log ? 2 : 9);
  context.globalAlpha = 1;
  context.setLineDash([]);
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.font = `600 13px ${theme.font}`;
  named.forEach(([text, , colour], i) => {
    context.strokeStyle = context.fillStyle = colour;
    context.lineWidth = 1.5;
    straight(context, [right, at[i]], [right + 9, placed[i]]);
    context.fillText(text, right + 12, placed[i]);
  });
}
