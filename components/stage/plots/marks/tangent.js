// A short line through a point, with its slope.

import { straight } from "../../kit/strokes.js";
import { place } from "./geometry.js";
import { colour, lit } from "./mark.js";

/** @type {import("./mark.js").Mark<import("./trail.js").Way & { slope: import("./mark.js").Source }>} */
export function tangent(pen, track, moment) {
  const { context, axes } = pen;
  const [x, y] = place(axes, track, moment);
  const slope = moment.film.sample(track.slope, moment);
  if (![x, y, slope].every(Number.isFinite)) return;
  const unitX = axes.x(1) - axes.x(0);
  const unitY = (axes.y(1) - axes.y(0)) * slope;
  const long = Math.min(56, axes.box.width / 4) / Math.hypot(unitX, unitY);
  context.strokeStyle = colour(pen, track);
  context.lineWidth = lit(track, moment) ? 3.5 : 2;
  context.globalAlpha = lit(track, moment) ? 1 : 0.55;
  straight(context, [x - long * unitX, y - long * unitY], [x + long * unitX, y + long * unitY]);
  context.globalAlpha = 1;
}
