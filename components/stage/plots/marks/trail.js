// A whole history as a path in pixels.

import { clamp } from "../../kit/shares.js";

/** @typedef {{ x: import("./mark.js").Source, y: import("./mark.js").Source }} Way */

/**
 * The path of a history in pixels; where updates are denser than pixels, each pixel keeps its lowest and highest value.
 * @param {import("./geometry.js").Axes} axes
 * @param {Way} track
 * @param {import("./mark.js").Film} film
 */
export function trail(axes, track, film) {
  let path = "";
  const { top, height } = axes.box;
  let column = NaN;
  let low = Infinity;
  let high = -Infinity;
  let drawing = false;
  const flush = () => {
    if (low > high) return;
    for (const y of low === high ? [low] : [low, high]) {
      path += `${drawing ? "L" : "M"}${column} ${y}`;
      drawing = true;
    }
  };
  const dense = film.end > 2 * axes.box.width;
  for (let frame = 0; frame <= film.end; frame += 1) {
    const value = film.at(track.y, frame);
    const x = axes.x(film.at(track.x, frame));
    if (!Number.isFinite(value)) {
      flush();
      if (value === Infinity && drawing) path += `L${x} ${top - 10}`;
      return outline(path);
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
  return outline(path);
}

/**
 * A path that can be read as well as drawn.
 * @param {string} d as in a drawing: "M0 1L2 3"
 */
const outline = (d) => Object.assign(new Path2D(d), { d });
