// The ball on the map: its way, what pulls it, what it remembers, how the surface bends under it, and its next step.

import { arrow, disc, pointer, straight } from "../../stage/kit/strokes.js";
import { clamp } from "../../stage/kit/shares.js";

const EDGE = 11; // px from the frame at which an arrow stands for a ball beyond it
const LONGEST = 74; // px of an arrow that shows a direction
const MOST_DOTS = 400; // a longer way has no dot at every step

/**
 * @typedef {import("../../stage/play/reel.js").Moment} Moment
 * @typedef {import("../../stage/kit/chart.js").Chart} Chart
 * @typedef {import("../../stage/kit/theme.js").Theme} Theme
 * @typedef {{ context: CanvasRenderingContext2D, chart: Chart, theme: Theme }} Pen
 */

/**
 * Two numbers of a film at a frame.
 * @param {import("../../stage/play/film.js").Film} film
 * @param {string} array
 * @param {number} frame
 */
export const pair = (film, array, frame) => [0, 1].map((column) => film.at({ array, column }, frame));

/**
 * Where the ball is at a moment.
 * @param {Moment} moment
 */
export const placeOf = (moment) => [0, 1].map((column) => moment.film.sample({ array: "places", column }, moment));

/**
 * The way: what has been is strong, what will come is faint unless it is a secret.
 * @param {Pen} pen
 * @param {Moment} moment
 * @param {boolean} held whether a hand puts the start: then the whole way is strong
 * @param {{ colour: string, dash: number[] }} look
 */
export function way({ context, chart }, moment, held, { colour, dash }) {
  const { film, frame, secret } = moment;
  const last = film.halt;
  context.strokeStyle = context.fillStyle = colour;
  context.lineJoin = "round";
  context.setLineDash(dash);
  const line = (/** @type {number} */ from, /** @type {number} */ to) => {
    context.beginPath();
    for (let i = from; i <= to; i += 1) {
      const [x, y] = chart.at(pair(film, "places", i)).map((px) => clamp(px, -1e5, 1e5));
      if (i === from) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
  };
  if (!secret) {
    line(held ? 0 : frame, last);
    context.lineWidth = 1.5;
    context.globalAlpha = held ? 0.9 : 0.35;
    context.stroke();
  }
  line(0, frame);
  const [x, y] = chart.at(placeOf(moment)).map((px) => clamp(px, -1e5, 1e5));
  context.lineTo(x, y);
  context.lineWidth = 2.5;
  context.globalAlpha = 1;
  context.stroke();
  context.setLineDash([]);
  if (film.end > MOST_DOTS) return;
  for (let i = 0; i <= (held ? last : frame); i += 1) {
    disc(context, chart.at(pair(film, "places", i)), 2.6);
    context.fill();
  }
}

/**
 * How long an arrow is that stands for a vector: longer ones grow ever less, none is out of sight.
 * @param {number} size of the vector, beside the largest of its kind
 */
export const seen = (size) => LONGEST * Math.min(1, 0.22 + 0.78 * Math.cbrt(size));

/**
 * A direction as an arrow from the ball; nothing where it has none.
 * @param {Pen} pen
 * @param {number[]} at in pixels
 * @param {number[]} vector in numbers of the axes
 * @param {number} largest size of such a vector in the film
 * @param {string} colour
 */
export function direction(pen, at, vector, largest, colour) {
  const size = Math.hypot(...vector);
  if (!(size > 0) || !Number.isFinite(size) || !(largest > 0)) return;
  const long = seen(size / largest);
  arrow(pen.context, at, [at[0] + (long * vector[0]) / size, at[1] - (long * vector[1]) / size], colour);
}

/**
 * The two directions in which the surface bends most and least, as an ellipse of the level line that a bowl with these
 * curvatures would have: the long way is the flat one. Where it bends down, that axis is dashed, and there is no ellipse.
 * @param {Pen} pen
 * @param {number[]} at in pixels
 * @param {number[]} curvatures ascending
 * @param {number[]} axis the direction of the larger one
 */
export function bend({ context, theme }, at, [low, high], axis) {
  const largest = Math.max(Math.abs(low), Math.abs(high));
  if (!(largest > 0) || !axis.every(Number.isFinite)) return;
  const long = (/** @type {number} */ curvature) =>
    clamp(13 * Math.sqrt(largest / Math.abs(curvature || 1e-12)), 13, 60);
  context.strokeStyle = theme.roles.limit;
  context.lineWidth = 2;
  context.globalAlpha = 0.9;
  for (const [curvature, [dx, dy]] of /** @type {[number, number[]][]} */ ([
    [high, axis],
    [low, [-axis[1], axis[0]]],
  ])) {
    const half = long(curvature);
    context.setLineDash(curvature < 0 ? [4, 4] : []);
    straight(context, [at[0] - half * dx, at[1] + half * dy], [at[0] + half * dx, at[1] - half * dy]);
  }
  context.setLineDash([]);
  if (low > 0) {
    context.beginPath();
    context.ellipse(at[0], at[1], long(high), long(low), -Math.atan2(axis[1], axis[0]), 0, 2 * Math.PI);
    context.globalAlpha = 0.55;
    context.stroke();
  }
  context.globalAlpha = 1;
}

/**
 * The ball; beyond the frame, an arrow at its edge. One of several has its number on it.
 * @param {Pen} pen
 * @param {number[]} at in pixels
 * @param {string} colour
 * @param {number} [place] its number
 */
export function ball({ context, chart, theme }, at, colour, place) {
  const { left, top, width, height } = chart.box;
  const inside = [clamp(at[0], left + EDGE, left + width - EDGE), clamp(at[1], top + EDGE, top + height - EDGE)];
  context.fillStyle = colour;
  context.globalAlpha = 1;
  if (Math.hypot(at[0] - inside[0], at[1] - inside[1]) > EDGE) return pointer(context, inside, at);
  disc(context, at, place ? 9.5 : 8);
  context.fill();
  context.strokeStyle = theme.background;
  context.lineWidth = 2;
  context.stroke();
  if (!place) return;
  context.fillStyle = theme.background;
  context.font = `700 12px ${theme.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(String(place), at[0], at[1] + 0.5);
}
