// A dot, or a ring where it is open; outside the picture, a small triangle at the edge that says where it is.

import { clamp } from "../../kit/shares.js";
import { disc, pointer } from "../../kit/strokes.js";
import { place } from "./geometry.js";
import { colour, isPhase, lit } from "./mark.js";

const BEYOND = 2; // px outside the picture at which a point is still drawn

/** @type {import("./mark.js").Mark<import("./trail.js").Way & { open: boolean }>} */
export function point(pen, track, moment) {
  if (track.open && moment.last) return;
  const { context, axes, theme } = pen;
  const [x, y] = place(axes, track, moment);
  const { left, top, width, height } = axes.box;
  context.strokeStyle = context.fillStyle = colour(pen, track);
  if (!Number.isFinite(x) || Number.isNaN(y)) return;
  const inside = (/** @type {number} */ at, /** @type {number} */ low, /** @type {number} */ size) =>
    at >= low - BEYOND && at <= low + size + BEYOND;
  if (!inside(x, left, width) || !inside(y, top, height)) {
    const edge = [clamp(x, left + 10, left + width - 10), clamp(y, top + 10, top + height - 10)];
    return pointer(context, edge, [x, y], track.open);
  }
  const shown = track.phase && isPhase(moment) && lit(track, moment);
  disc(context, [x, y], (track.open ? 5.5 : 6.5) + (shown ? 2.5 : 0));
  context.lineWidth = 2;
  if (track.open) {
    context.setLineDash([3, 2.5]);
    context.stroke();
    context.setLineDash([]);
  } else {
    context.fill();
    context.strokeStyle = theme.background;
    context.stroke();
  }
}
