// What of the curves stands still while the clock moves: drawn once for all frames of the screen.

import { Canvas } from "../../stage/kit/canvas.js";
import { colourOf } from "../../stage/kit/palette.js";
import { curve } from "./line.js";
import { within } from "../../stage/kit/strokes.js";

/** @typedef {import("../../stage/play/race.js").Runner} Runner */
/** @typedef {import("../../stage/kit/chart.js").Chart} Chart */
/** @typedef {import("../../stage/kit/theme.js").Theme} Theme */

const WIDE = { coming: 1.5, lead: 3, rival: 1.75 };

/**
 * The path of a curve, with the runner's own line; that of the lead is the thickest.
 * @param {CanvasRenderingContext2D} context
 * @param {Runner} runner
 * @param {number[][]} places
 * @param {Theme} theme
 */
export function stroke(context, { mark, place }, places, theme, coming = false) {
  context.strokeStyle = colourOf(mark, theme);
  context.setLineDash(mark.dash);
  context.lineJoin = "bevel";
  context.globalAlpha = coming ? 0.35 : 1;
  context.lineWidth = coming ? WIDE.coming : place === 1 ? WIDE.lead : WIDE.rival;
  context.beginPath();
  for (const [x, y] of places) context.lineTo(x, y);
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

export class Layers {
  /** The axes, and all that is to come, faint; and all that was or will be, strong. */
  coming = new Canvas();
  been = new Canvas();
  /** Of each runner, all its places. @type {number[][][]} */
  curves = [];
  drawn = /** @type {unknown[]} */ ([]);

  /**
   * @param {Canvas} canvas that they will be put on
   * @param {Runner[]} runners from the last to the first
   * @param {Chart} chart
   * @param {boolean} epochs
   * @param {Theme} theme
   * @param {unknown[]} more what they depend on besides
   * @param {(context: CanvasRenderingContext2D) => void} frame draws what lies behind the curves
   */
  paint(canvas, runners, chart, epochs, theme, more, frame) {
    const secret = runners.some(({ moment }) => moment.secret);
    const films = runners.flatMap(({ film, place }) => [film, place]);
    const ends = [...chart.ends.x, ...chart.ends.y];
    const now = [
      canvas.width,
      canvas.height,
      canvas.ratio,
      theme,
      epochs,
      secret,
      ...ends,
      ...films,
      ...more,
      Canvas.takes,
    ];
    if (now.length === this.drawn.length && now.every((value, i) => value === this.drawn[i])) return;
    this.drawn = now;
    for (const layer of [this.coming, this.been]) {
      layer.scale = canvas.scale;
      layer.fit(canvas.width * canvas.scale, canvas.height * canvas.scale);
    }
    this.curves = runners.map((runner) => curve(runner, chart, epochs));
    const [faint, strong] = [this.coming.pen(), this.been.pen()];
    frame(faint);
    within(faint, chart.box);
    within(strong, chart.box);
    runners.forEach((runner, i) => {
      if (!secret) stroke(faint, runner, this.curves[i], theme, true);
      stroke(strong, runner, this.curves[i], theme);
    });
    faint.restore();
    strong.restore();
  }
}
