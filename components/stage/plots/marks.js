// What moves: each track of a panel, drawn on the canvas above its plot, through the plot's own axes.

import { CURVES } from "../kit/curves.js";
import { number } from "../kit/format.js";
import { clamp } from "../kit/shares.js";

/**
 * @typedef {{ left: number, top: number, width: number, height: number }} Frame
 * @typedef {{ x: (value: number) => number, y: (value: number) => number, box: Frame, logX: boolean, rangeX: number[] }} Axes
 * @typedef {import("../play/reel.js").Moment} Shown
 *
 * What draws: on a canvas, through the axes of its plot, with the trails that it keeps.
 * @typedef {{
 *   context: CanvasRenderingContext2D, axes: Axes, theme: import("../kit/theme.js").Theme,
 *   trail: (track: any, film: import("../play/film.js").Film) => Path2D,
 * }} Pen
 */

/**
 * The axes of a drawn Plotly figure as two functions from values to pixels, and the frame they may draw in.
 * @param {any} plot
 */
export function axesOf(plot) {
  const { xaxis, yaxis } = plot._fullLayout;
  const scale = (/** @type {any} */ axis, /** @type {boolean} */ flip) => {
    const [low, high] = axis.range.map(Number);
    const log = axis.type === "log";
    return (/** @type {number} */ value) => {
      const v = log ? Math.log10(value) : value;
      const share = (v - low) / (high - low);
      return axis._offset + axis._length * (flip ? 1 - share : share);
    };
  };
  const box = { left: xaxis._offset, top: yaxis._offset, width: xaxis._length, height: yaxis._length };
  return {
    x: scale(xaxis, false),
    y: scale(yaxis, true),
    box,
    logX: xaxis.type === "log",
    rangeX: xaxis.range.map(Number),
  };
}

/**
 * Draws one moment of a panel's tracks. `pen` holds context, axes, theme, and the panel's cached trails.
 * @param {Pen} pen
 * @param {any[]} tracks
 * @param {Shown} moment
 */
export function draw(pen, tracks, moment) {
  const { context, axes } = pen;
  const { left, top, width, height } = axes.box;
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  for (const track of tracks)
    if (track.kind !== "point" && track.kind !== "rule") MARKS[track.kind](pen, track, moment);
  context.restore();
  for (const track of tracks) if (track.kind === "rule") rule(pen, track, moment);
  const points = tracks.filter(({ kind }) => kind === "point");
  for (const track of [...points.filter(({ open }) => open), ...points.filter(({ open }) => !open)])
    point(pen, track, moment);
}

/** @type {Record<string, (pen: Pen, track: any, moment: Shown) => void>} */
const MARKS = { line, parabola, tangent, step, bare, segment, riders, beads, path };

const colour = (/** @type {Pen} */ pen, /** @type {{ role: keyof Pen["theme"]["roles"] }} */ track) =>
  pen.theme.roles[track.role];
/** A mark of a phase stands out in that phase, and steps back a little in the others while the phases are shown one by one. */
const lit = (/** @type {any} */ track, /** @type {Shown} */ moment) =>
  !track.phase || !moment.doing || !isPhase(moment) || moment.doing === track.phase;
const isPhase = (/** @type {Shown} */ moment) => moment.position !== moment.frame;

/**
 * @param {Pen} pen
 * @param {any} track
 * @param {Shown} moment
 */
function place(pen, track, moment) {
  const { film } = moment;
  const { axes } = pen;
  if (track.x === "epoch" && moment.moved && moment.frame < film.end) {
    // On a history the point stays on the drawn line, which is straight between updates.
    const at = (/** @type {number} */ frame) => [axes.x(film.at("epoch", frame)), axes.y(film.at(track.y, frame))];
    const [from, to] = [at(moment.frame), at(moment.frame + 1)];
    return from.map((value, i) => value + moment.moved * (to[i] - value));
  }
  return [axes.x(film.sample(track.x, moment)), axes.y(film.sample(track.y, moment))];
}

/**
 * A whole history: what has been is strong, what will come is faint.
 * @param {Pen} pen
 * @param {any} track
 * @param {Shown} moment
 */
function line(pen, track, moment) {
  const { context, axes } = pen;
  const path = pen.trail(track, moment.film);
  context.strokeStyle = colour(pen, track);
  context.lineJoin = "round";
  context.globalAlpha = 0.28;
  context.lineWidth = 2;
  context.stroke(path);
  const { left, top, height } = axes.box;
  const [now] = place(pen, track, moment);
  context.save();
  context.beginPath();
  context.rect(left, top, now - left, height);
  context.clip();
  context.globalAlpha = 1;
  context.lineWidth = 3;
  context.stroke(path);
  context.restore();
}

/**
 * Beads on a history, every so many frames: those that are still to come are faint.
 * @param {Pen} pen
 * @param {any} track
 * @param {Shown} moment
 */
function beads(pen, track, moment) {
  const { context, axes } = pen;
  const { film } = moment;
  context.fillStyle = colour(pen, track);
  context.strokeStyle = pen.theme.background;
  context.lineWidth = 1.5;
  const apart = Math.max(1, Math.ceil((8 * film.end) / (track.each * axes.box.width))); // no more than there is room for
  for (let frame = track.first; frame < film.end; frame += apart * track.each) {
    const [x, y] = [axes.x(film.at(track.x, frame)), axes.y(film.at(track.y, frame))];
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    context.globalAlpha = frame <= moment.position ? 1 : 0.3;
    context.beginPath();
    context.arc(x, y, 5, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
  context.globalAlpha = 1;
}

/**
 * A way from place to place; what lies far outside is cut, so that the numbers stay small.
 * @param {Pen} pen
 * @param {any} track
 * @param {Shown} moment
 */
function path(pen, track, moment) {
  const { context, axes } = pen;
  const { film } = moment;
  const { left, top, width, height } = axes.box;
  const near = (/** @type {number} */ value, /** @type {number} */ low, /** @type {number} */ size) =>
    clamp(value, low - 20 * size, low + 21 * size);
  const at = (/** @type {number} */ x, /** @type {number} */ y) => [
    near(axes.x(x), left, width),
    near(axes.y(y), top, height),
  ];
  context.strokeStyle = colour(pen, track);
  context.lineJoin = "round";
  for (const [end, strength, wide] of [
    [film.end, 0.25, 1.5],
    [moment.frame, 1, 2.5],
  ]) {
    context.globalAlpha = strength;
    context.lineWidth = wide;
    context.beginPath();
    for (let frame = 0; frame <= end; frame += 1) {
      const place = at(film.at(track.x, frame), film.at(track.y, frame));
      if (!place.every(Number.isFinite)) break;
      context.lineTo(place[0], place[1]);
    }
    if (strength === 1 && moment.moved) {
      const [x, y] = at(film.sample(track.x, moment), film.sample(track.y, moment));
      context.lineTo(x, y);
    }
    context.stroke();
  }
  context.globalAlpha = 1;
}

/**
 * The path of a history in pixels; where updates are denser than pixels, each pixel keeps its lowest and highest value.
 * @param {Axes} axes
 * @param {any} track
 * @param {import("../play/film.js").Film} film
 */
export function trail(axes, track, film) {
  const path = new Path2D();
  const { top, height } = axes.box;
  let column = NaN;
  let low = Infinity;
  let high = -Infinity;
  let drawing = false;
  const flush = () => {
    if (low > high) return;
    for (const y of low === high ? [low] : [low, high]) {
      if (drawing) path.lineTo(column, y);
      else path.moveTo(column, y);
      drawing = true;
    }
  };
  const dense = film.end > 2 * axes.box.width;
  for (let frame = 0; frame <= film.end; frame += 1) {
    const value = film.at(track.y, frame);
    const x = axes.x(film.at(track.x, frame));
    if (!Number.isFinite(value)) {
      if (value === Infinity && drawing) path.lineTo(x, top - 10);
      break;
    }
    const y = clamp(axes.y(value), top - 1e4, top + height + 1e4);
    if (!dense || Math.abs(x - column) >= 0.5 || Number.isNaN(column)) {
      flush();
      column = x;
      low = high = y;
    } else {
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
  }
  flush();
  return path;
}

/**
 * The exact loss along one weight: L + slope (w - w0) + curvature (w - w0)² / 2.
 * @param {Pen} pen
 * @param {any} track
 * @param {Shown} moment
 */
function parabola(pen, track, moment) {
  const { context, axes } = pen;
  const { film } = moment;
  const at = film.sample(track.at, moment);
  const loss = film.sample(track.loss, moment);
  const slope = film.sample(track.slope, moment);
  if (![at, loss, slope].every(Number.isFinite)) return;
  const value = (/** @type {number} */ w) => loss + slope * (w - at) + (track.curvature / 2) * (w - at) ** 2;
  // A parabola on linear axes is exactly one quadratic Bezier curve: its control point lies where the end tangents meet.
  const [from, to] = axes.rangeX;
  const middle = (from + to) / 2;
  const steepness = slope + track.curvature * (from - at);
  context.beginPath();
  context.moveTo(axes.x(from), axes.y(value(from)));
  context.quadraticCurveTo(
    axes.x(middle),
    axes.y(value(from) + steepness * (middle - from)),
    axes.x(to),
    axes.y(value(to)),
  );
  context.strokeStyle = colour(pen, track);
  context.globalAlpha = 0.85;
  context.lineWidth = 2.25;
  context.stroke();
  context.globalAlpha = 1;
}

/**
 * @param {Pen} pen
 * @param {any} track
 * @param {Shown} moment
 */
function tangent(pen, track, moment) {
  const { context, axes } = pen;
  const [x, y] = place(pen, track, moment);
  const slope = moment.film.sample(track.slope, moment);
  if (![x, y, slope].every(Number.isFinite)) return;
  const unitX = axes.x(1) - axes.x(0);
  const unitY = (axes.y(1) - axes.y(0)) * slope;
  const long = Math.min(56, axes.box.width / 4) / Math.hypot(unitX, unitY);
  context.beginPath();
  context.moveTo(x - long * unitX, y - long * unitY);
  context.lineTo(x + long * unitX, y + long * unitY);
  context.strokeStyle = colour(pen, track);
  context.lineWidth = lit(track, moment) ? 3.5 : 2;
  context.globalAlpha = lit(track, moment) ? 1 : 0.55;
  context.stroke();
  context.globalAlpha = 1;
}

/**
 * An arrow from where the weight is to where this update alone would take it.
 * @param {Pen} pen
 * @param {any} track
 * @param {Shown} moment
 */
function step(pen, track, moment) {
  const { film, frame } = moment;
  const [x, y, toX, toY] = [track.x, track.y, track.to_x, track.to_y].map((source) => film.at(source, frame));
  arrow(pen, track, moment, [x, y], [toX, toY]);
}

/**
 * The step that the bare gradient would be, without a learning rate, along the weight's own parabola.
 * @param {Pen} pen
 * @param {any} track
 * @param {Shown} moment
 */
function bare(pen, track, moment) {
  const [x, y, slope] = [track.at, track.loss, track.slope].map((source) => moment.film.at(source, moment.frame));
  arrow(pen, track, moment, [x, y], bareStep(x, y, slope, track.curvature));
}

/**
 * Where a step of one whole gradient ends: the weight and the loss there.
 * @param {number} weight
 * @param {number} loss
 * @param {number} slope
 * @param {number} curvature
 */
export function bareStep(weight, loss, slope, curvature) {
  return [weight - slope, loss - slope ** 2 + (curvature / 2) * slope ** 2];
}

/**
 * @param {Pen} pen
 * @param {any} track
 * @param {Shown} moment
 * @param {number[]} from
 * @param {number[]} to
 */
function arrow(pen, track, moment, [fromX, fromY], [toX, toY]) {
  if (moment.last || ![fromX, fromY, toX, toY].every(Number.isFinite)) return;
  const { context, axes } = pen;
  const [x, y] = [axes.x(fromX), axes.y(fromY)];
  const seen = shareInside(axes.box, [x, y], [axes.x(toX), axes.y(toY)]);
  const [endX, endY] = [x + seen * (axes.x(toX) - x), y + seen * (axes.y(toY) - y)];
  const length = Math.hypot(endX - x, endY - y);
  if (!(length > 1)) return;
  const head = Math.min(10, 0.6 * length);
  const angle = Math.atan2(endY - y, endX - x);
  context.strokeStyle = context.fillStyle = colour(pen, track);
  context.lineWidth = lit(track, moment) ? 4 : 2.5;
  context.globalAlpha = lit(track, moment) ? 1 : 0.6;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(endX - 0.8 * head * Math.cos(angle), endY - 0.8 * head * Math.sin(angle));
  context.stroke();
  context.beginPath();
  context.moveTo(endX, endY);
  for (const side of [-0.45, 0.45])
    context.lineTo(endX - head * Math.cos(angle + side), endY - head * Math.sin(angle + side));
  context.closePath();
  if (seen === 1) context.fill();
  else {
    context.lineWidth = 2; // it goes on beyond the panel: its head is open, and at the edge
    context.stroke();
  }
  context.globalAlpha = 1;
}

/**
 * Which share of the way from one place in a box to another lies inside it: 1 if all of it does.
 * @param {Frame} frame
 * @param {number[]} from
 * @param {number[]} to
 */
export function shareInside({ left, top, width, height }, [x, y], [toX, toY]) {
  /** @type {(from: number, to: number, low: number, high: number) => number} */
  const until = (from, to, low, high) =>
    to > high ? (high - from) / (to - from) : to < low ? (low - from) / (to - from) : 1;
  return Math.max(0, Math.min(until(x, toX, left, left + width), until(y, toY, top, top + height)));
}

/**
 * @param {Pen} pen
 * @param {any} track
 * @param {Shown} moment
 */
function segment(pen, track, moment) {
  const { context, axes } = pen;
  const { film } = moment;
  const [x, y, toX, toY] = [track.x, track.y, track.to_x, track.to_y].map((source, i) =>
    axes[i % 2 ? "y" : "x"](film.sample(source, moment)),
  );
  if (![x, y, toX, toY].every(Number.isFinite)) return;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(toX, toY);
  context.strokeStyle = colour(pen, track);
  context.globalAlpha = 0.45;
  context.lineWidth = 3;
  context.stroke();
  context.globalAlpha = 1;
}

/**
 * Dots that ride on a curve, so translucent that many in one place look darker than one.
 * @param {Pen} pen
 * @param {{ role: keyof Pen["theme"]["roles"], array: string, columns: number[], curve: keyof typeof CURVES }} track
 * @param {Shown} moment
 */
function riders(pen, { role, array, columns, curve }, moment) {
  const { context, axes } = pen;
  const { left, top, width, height } = axes.box;
  context.fillStyle = pen.theme.roles[role];
  context.strokeStyle = pen.theme.background;
  context.lineWidth = 1;
  context.globalAlpha = 0.55;
  for (const column of columns) {
    const at = moment.film.sample({ array, column }, moment);
    const [x, y] = [axes.x(at), axes.y(CURVES[curve].value(at))];
    if (Number.isNaN(x + y)) continue;
    context.beginPath();
    context.arc(clamp(x, left + 5, left + width - 5), clamp(y, top + 5, top + height - 5), 5.5, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
  context.globalAlpha = 1;
}

/**
 * @param {Pen} pen
 * @param {any} track
 * @param {Shown} moment
 */
function point(pen, track, moment) {
  if (track.open && moment.last) return;
  const { context, axes } = pen;
  const [x, y] = place(pen, track, moment);
  const { left, top, width, height } = axes.box;
  context.strokeStyle = context.fillStyle = colour(pen, track);
  if (!Number.isFinite(x) || Number.isNaN(y)) return;
  if (x < left - 2 || x > left + width + 2 || y < top - 2 || y > top + height + 2) {
    pointer(context, clamp(x, left + 10, left + width - 10), clamp(y, top + 10, top + height - 10), x, y, track.open);
    return;
  }
  context.beginPath();
  const shown = track.phase && isPhase(moment) && lit(track, moment);
  context.arc(x, y, (track.open ? 5.5 : 6.5) + (shown ? 2.5 : 0), 0, 2 * Math.PI);
  if (track.open) {
    context.lineWidth = 2;
    context.setLineDash([3, 2.5]);
    context.stroke();
    context.setLineDash([]);
  } else {
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = pen.theme.background;
    context.stroke();
  }
}

/**
 * The point is outside the picture: a small triangle at the edge says where.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} towardsX
 * @param {number} towardsY
 * @param {boolean} open
 */
function pointer(context, x, y, towardsX, towardsY, open) {
  const angle = Math.atan2(clamp(towardsY, -1e6, 1e6) - y, clamp(towardsX, -1e6, 1e6) - x);
  context.beginPath();
  for (const turn of [0, 2.4, -2.4]) context.lineTo(x + 8 * Math.cos(angle + turn), y + 8 * Math.sin(angle + turn));
  context.closePath();
  if (!open) return context.fill();
  context.lineWidth = 2;
  context.stroke();
}

/**
 * @param {Pen} pen
 * @param {any} track
 * @param {Shown} moment
 */
function rule(pen, track, moment) {
  const { context, axes } = pen;
  const { left, top, width, height } = axes.box;
  const value = moment.film.sample(track.at, moment);
  const vertical = track.axis === "x";
  const at =
    track.at === "epoch" ? place(pen, { x: "epoch", y: 1 }, moment)[0] : vertical ? axes.x(value) : axes.y(value);
  if (
    !Number.isFinite(at) ||
    (vertical ? at < left - 1 || at > left + width + 1 : at < top - 1 || at > top + height + 1)
  )
    return;
  context.beginPath();
  context.moveTo(vertical ? at : left, vertical ? top : at);
  context.lineTo(vertical ? at : left + width, vertical ? top + height : at);
  context.strokeStyle = colour(pen, track);
  context.globalAlpha = 0.7;
  context.lineWidth = 1.5;
  context.stroke();
  context.globalAlpha = 1;
  if (track.label) label(pen, track, vertical, at, value);
}

/**
 * @param {Pen} pen
 * @param {any} track
 * @param {boolean} vertical
 * @param {number} at
 * @param {number} value
 */
function label(pen, track, vertical, at, value) {
  const { context, axes, theme } = pen;
  const { left, top, width } = axes.box;
  const text = track.label.replace("{}", number(value));
  context.font = `600 13px ${theme.font}`;
  const wide = context.measureText(text).width;
  context.fillStyle = colour(pen, track);
  const [right, room] = [at + 6 + wide < left + width, at - 6 - wide > left];
  if (vertical) context.fillText(text, (track.before ? !room : right) ? at + 6 : at - 6 - wide, top + 14);
  else context.fillText(text, left + width - wide - 4, at - 5);
}
