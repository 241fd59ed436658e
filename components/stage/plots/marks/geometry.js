// Where marks lie: the axes of a plot in pixels, places between two updates, and what of a way is inside.

import { between } from "../../kit/shares.js";

/**
 * @typedef {{ left: number, top: number, width: number, height: number }} Frame
 * @typedef {{ x: (value: number) => number, y: (value: number) => number, box: Frame, rangeX: number[] }} Axes
 */

/**
 * The axes of a drawn Plotly figure as two functions from values to pixels, and the frame they may draw in.
 * @param {any} plot
 * @param {number[][]} [ranges] of x and y, instead of those that are drawn
 */
export function axesOf(plot, ranges) {
  const { xaxis, yaxis } = plot._fullLayout;
  const [rangeX, rangeY] = ranges ?? [xaxis, yaxis].map(({ range }) => range.map(Number));
  /** @type {(axis: any, range: number[], flip: boolean) => (value: number) => number} */
  const scale = (axis, [low, high], flip) => {
    const log = axis.type === "log";
    return (/** @type {number} */ value) => {
      const v = log ? Math.log10(value) : value;
      const share = (v - low) / (high - low);
      return axis._offset + axis._length * (flip ? 1 - share : share);
    };
  };
  const box = { left: xaxis._offset, top: yaxis._offset, width: xaxis._length, height: yaxis._length };
  return { x: scale(xaxis, rangeX, false), y: scale(yaxis, rangeY, true), box, rangeX };
}

/**
 * The value on a linear x axis at a place in pixels, with as many digits as a pixel has.
 * @param {Axes} axes
 * @param {number} pixel
 */
export function valueAt({ box, rangeX: [low, high] }, pixel) {
  const step = 10 ** Math.floor(Math.log10((high - low) / box.width));
  const value = low + ((pixel - box.left) / box.width) * (high - low);
  return Number((Math.round(value / step) * step).toPrecision(12));
}

/**
 * Where a mark lies at a moment, in pixels.
 * @param {Axes} axes
 * @param {import("./trail.js").Way} track
 * @param {import("../../play/reel.js").Moment} moment
 */
export function place(axes, track, moment) {
  const { film, frame, moved } = moment;
  if (track.x === "epoch" && moved && frame < film.end) {
    // On a history the point stays on the drawn line, which is straight between updates.
    const at = (/** @type {number} */ n) => [axes.x(film.at("epoch", n)), axes.y(film.at(track.y, n))];
    return between(at(frame), at(frame + 1), moved);
  }
  return [axes.x(film.sample(track.x, moment)), axes.y(film.sample(track.y, moment))];
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
