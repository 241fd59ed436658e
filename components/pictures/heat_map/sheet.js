// All of the picture that stands still, painted once for a film, a size and a theme.

import { Canvas } from "../../stage/kit/canvas.js";
import { charts, frames, names } from "./axes.js";
import { rowCurve } from "./curves.js";
import { HeatMap } from "./map.js";
import { within } from "../../stage/kit/strokes.js";

const LEAST = 54; // px for numbers left of the map
const NAMES = { wide: 112, narrow: 62 }; // px right of it

/**
 * @typedef {{
 *   source: import("./map.js").Numbers, rows: import("./rows.js").Rows, data: import("../../stage/told").HeatMap,
 *   theme: import("../../stage/kit/theme.js").Theme, wide: boolean,
 * }} Shown `wide` where there is room for numbers beside names
 */

export class Sheet {
  canvas = new Canvas();
  painted = "";
  /** @type {HeatMap | null} */
  map = null;
  /** @type {import("./axes.js").Charts | null} */
  charts = null;

  /** What is painted next is another film, or another theme. */
  clear() {
    this.map = null;
  }

  /**
   * Paints what is not there yet, as large as another canvas. True if the film or the theme is new.
   * @param {Canvas} on
   * @param {Shown} shown
   */
  paint({ width, height, ratio, scale }, { source, rows, data, theme, wide }) {
    const anew = !this.map || this.map.theme.name !== theme.name;
    const key = JSON.stringify([width, height, ratio, Canvas.takes]);
    if (!anew && key === this.painted) return false;
    this.painted = key;
    const map = anew || !this.map ? (this.map = new HeatMap(source, rows, theme)) : this.map;
    this.canvas.scale = scale;
    this.canvas.fit(width * scale, height * scale);
    const context = this.canvas.pen();
    context.font = `400 13px ${theme.font}`;
    const longest = Math.max(LEAST, ...(data.log ? [] : data.rows.map(({ name }) => context.measureText(name).width)));
    const room = { left: 26 + longest, right: wide ? NAMES.wide : NAMES.narrow };
    const columns = source.epochs.length;
    const epochs = source.epochs[columns - 1];
    this.charts = charts(width, height, room, { epochs, columns, rows, scale: map.scale });
    map.draw(context, this.charts.map);
    within(context, this.charts.curves.box);
    context.strokeStyle = theme.roles.muted;
    context.globalAlpha = 0.45;
    context.lineWidth = 1;
    for (let r = 0; r < rows.count; r += 1) rowCurve(context, this.charts.curves, source, r);
    context.restore();
    frames(context, theme, this.charts, names(data, rows, this.charts.map.high), data.axis);
    return anew;
  }
}
