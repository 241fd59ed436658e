// What is drawn on the ground of a landscape: the axes of its bowl, its lowest point, and the run's path.

import { along, clippedTo } from "../../stage/kit/along.js";
import { clamp } from "../../stage/kit/shares.js";
import { arrow, disc, pointer, straight } from "../../stage/kit/strokes.js";

const EDGE = 11; // px from the frame at which an arrow stands for a dot beyond it
const FAR = 1e5; // px beyond which nothing is drawn
const MOST_DOTS = 400; // a longer path has none at every update

/**
 * @typedef {import("./land.js").Land} Land
 * @typedef {import("./above.js").Pen} Pen
 */

/**
 * The axes of a bowl through its lowest point, and where the best model of all would be.
 * @param {Pen} pen
 * @param {Land} land
 */
export function axes({ context, chart, theme }, { bowl, low, best }) {
  if (!bowl || !(bowl.curvatures[1] > 0)) return;
  const [x, y] = chart.at(low);
  if (!(Math.hypot(x, y) < FAR)) return;
  const [cos, sin] = bowl.axis;
  context.strokeStyle = theme.roles.limit;
  context.lineWidth = 1.5;
  context.globalAlpha = 0.85;
  context.setLineDash([6, 5]);
  const half = 2 * (chart.box.width + chart.box.height);
  straight(context, [x - half * cos, y + half * sin], [x + half * cos, y - half * sin]);
  straight(context, [x - half * sin, y - half * cos], [x + half * sin, y + half * cos]);
  context.setLineDash([]);
  context.globalAlpha = 1;
  context.strokeStyle = theme.roles.floor;
  context.lineWidth = 2;
  straight(context, [x - 6, y], [x + 6, y]);
  straight(context, [x, y - 6], [x, y + 6]);
  if (!best) return;
  const [bx, by] = chart.at(best);
  context.lineWidth = 1.5;
  context.beginPath();
  for (const [dx, dy] of [
    [0, -6],
    [6, 0],
    [0, 6],
    [-6, 0],
  ])
    context.lineTo(bx + dx, by + dy);
  context.closePath();
  context.stroke();
}

/**
 * The path: what has been is strong, what will come is faint unless it is a secret; the next step, and the dot.
 * @param {Pen} pen
 * @param {Land} land
 */
export function path({ context, chart, theme }, { places, frame, last, here, next, secret }) {
  const at = (/** @type {number} */ i) => chart.at([places[2 * i], places[2 * i + 1]]);
  const dot = chart.at(here);
  const been = Array.from({ length: frame + 1 }, (_, i) => at(i));
  const line = (/** @type {number[][]} */ way, /** @type {number} */ width, /** @type {number} */ alpha) => {
    context.beginPath();
    along(context, chart.box, way);
    context.lineWidth = width;
    context.globalAlpha = alpha;
    context.stroke();
  };
  context.strokeStyle = context.fillStyle = theme.roles.loss;
  context.lineJoin = "round";
  context.setLineDash([]);
  if (!secret)
    line(
      Array.from({ length: last - frame + 1 }, (_, i) => at(frame + i)),
      1.5,
      0.35,
    );
  line([...been, dot], 2, 1);
  if (last <= MOST_DOTS) {
    for (const place of been) {
      if (!(Math.hypot(...place) < FAR)) continue;
      disc(context, place, 2.4);
      context.fill();
    }
  }
  const step = next && clippedTo(chart.box, dot, chart.at(next));
  if (step) arrow(context, step[0], step[1], theme.roles.step);
  context.fillStyle = theme.roles.loss;
  const { left, top, width, height } = chart.box;
  const inside = [clamp(dot[0], left + EDGE, left + width - EDGE), clamp(dot[1], top + EDGE, top + height - EDGE)];
  if (Math.hypot(dot[0] - inside[0], dot[1] - inside[1]) > EDGE) return pointer(context, inside, dot);
  disc(context, dot, 7.5);
  context.fill();
  context.strokeStyle = theme.background;
  context.lineWidth = 2;
  context.stroke();
}
