// The runs of a race as thin curves on one canvas: hundreds grow under one clock, the one in front stands out, and any
// can be pointed at. What has been run is drawn once, so a frame of the screen draws only what is new.

import { Canvas } from "../kit/canvas.js";
import { Chart } from "../kit/chart.js";
import { highestStart, lowestOf } from "../kit/levels.js";
import { colourOf, palette } from "../kit/palette.js";
import { pointer, within } from "../kit/strokes.js";
import { themeAt } from "../kit/theme.js";
import { calledOf } from "./runs.js";
import { curveOf, nearest, tipOf } from "./thin.js";

const ABOVE = 10; // times the start: who flies higher leaves the axis
const MARGIN = { left: 66, right: 22, top: 14, bottom: 40 };
const COLOURS = 8;
const CROWD = 60; // from so many curves on they are fainter

/**
 * @typedef {import("./ranking.js").Runner} Runner
 * @typedef {import("./thin.js").Curve} Curve
 */

export class Curves {
  canvas = new Canvas({ class: "stage-class-curves", "aria-hidden": "true" });
  been = new Canvas();
  /** @type {Runner[]} */
  runners = [];
  /** In the order of the runners. @type {(Curve | null)[]} */
  curves = [];
  /** How far each is drawn already: the last of its points. @type {number[]} */
  drawn = [];
  /** @type {Chart | null} */
  chart = null;
  update = 0;
  pointed = -1;
  front = -1;

  /** @param {{ unit: string, measure: string, limit: number }} named */
  constructor(named) {
    this.named = named;
  }

  /** Other runners, another size, other colours: all is laid out anew. @param {Runner[]} runners */
  put(runners = this.runners) {
    this.runners = runners;
    const { node } = this.canvas;
    this.canvas.fit();
    if (!this.canvas.width) return;
    this.been.fit(this.canvas.width, this.canvas.height);
    this.theme = themeAt(node);
    const losses = runners.flatMap(({ track }) => (track?.losses.length ? [track.losses] : []));
    this.chart = this.charted(losses);
    this.curves = runners.map(({ track }) => (track?.losses.length ? curveOf(track, this.chartOf()) : null));
    this.begin();
  }

  chartOf() {
    return /** @type {Chart} */ (this.chart);
  }

  /** @param {Float64Array[]} losses */
  charted(losses) {
    const { width, height } = this.canvas;
    const start = highestStart(losses);
    const low = losses.length ? lowestOf(losses) : 0;
    const log = low > 0;
    const top = Math.max(...losses.map((one) => one.reduce((high, loss) => (loss > high ? loss : high), 0)));
    const least = losses.length && !log ? Math.min(...losses.flatMap((one) => Math.min(...one))) : 0;
    const room = 0.08 * (start - least || 1);
    /** @type {[number, number]} */
    const ends = !losses.length
      ? [0, 1]
      : log
        ? [low / 1.5, Math.min(start * ABOVE, 1.5 * top)]
        : [least - room, start + room];
    return new Chart(width, height, [0, this.named.limit], ends, { margin: MARGIN, log });
  }

  /** Nothing is drawn yet but the axes. */
  begin() {
    this.drawn = this.curves.map(() => 0);
    this.been.pen();
  }

  /** Which of the marks a runner has. @param {number} place */
  mark(place) {
    return Math.max(0, (this.runners[place].run.number ?? 1) - 1) % COLOURS;
  }

  /** @param {number} place */
  colour(place) {
    return colourOf(palette(this.mark(place)), this.theme ?? { dark: false });
  }

  /** Which of the runners is in front. @param {Runner | undefined} runner */
  lead(runner) {
    this.front = runner ? this.runners.findIndex(({ run }) => run.of === runner.run.of) : -1;
  }

  /** Shows all as far as an update. @param {number} update */
  draw(update) {
    const { canvas, chart } = this;
    if (!chart || !canvas.width || !this.theme) return;
    if (update < this.update) this.begin();
    this.update = update;
    const tips = this.curves.map((curve) => curve && tipOf(curve, update));
    this.grow(tips);
    const context = canvas.pen();
    chart.draw(context, this.theme, this.named.unit, this.named.measure);
    context.globalAlpha = this.pointed >= 0 ? 0.3 : 1;
    context.drawImage(this.been.node, 0, 0, canvas.width, canvas.height);
    this.tips(context, tips);
    for (const place of new Set([this.front, this.pointed])) if (tips[place]) this.whole(context, place, tips[place]);
  }

  /** What was run since the last frame is added to what is drawn. @param {ReturnType<typeof tipOf>[]} tips */
  grow(tips) {
    const context = this.been.own;
    within(context, this.chartOf().box);
    context.lineJoin = "round";
    context.lineWidth = 1.25;
    context.globalAlpha = this.runners.length > CROWD ? 0.5 : 0.8;
    this.byColour(
      tips,
      (tip, place) => {
        const curve = /** @type {Curve} */ (this.curves[place]);
        const from = this.drawn[place];
        if (tip.place <= from) return false;
        context.moveTo(curve.x[from], curve.y[from]);
        for (let i = from + 1; i <= tip.place; i += 1) context.lineTo(curve.x[i], curve.y[i]);
        this.drawn[place] = tip.place;
        return true;
      },
      context,
    );
    context.restore();
  }

  /**
   * One stroke for all of a colour.
   * @param {ReturnType<typeof tipOf>[]} tips
   * @param {(tip: NonNullable<ReturnType<typeof tipOf>>, place: number) => boolean} add says whether it has added something
   * @param {CanvasRenderingContext2D} context
   */
  byColour(tips, add, context) {
    for (let colour = 0; colour < COLOURS; colour += 1) {
      let any = -1;
      context.beginPath();
      tips.forEach((tip, place) => {
        if (tip && this.mark(place) === colour && add(tip, place)) any = place;
      });
      if (any < 0) continue;
      context.strokeStyle = context.fillStyle = this.colour(any);
      context.stroke();
    }
  }

  /**
   * The way from the last point to where each is now, and a dot there; where one has left the frame, an arrow.
   * @param {CanvasRenderingContext2D} context
   * @param {ReturnType<typeof tipOf>[]} tips
   */
  tips(context, tips) {
    const { top } = this.chartOf();
    within(context, { ...this.chartOf().box, top: top - 4 });
    context.lineWidth = 1.25;
    this.byColour(
      tips,
      (tip, place) => {
        const { x, y } = /** @type {Curve} */ (this.curves[place]);
        context.moveTo(x[tip.place], y[tip.place]);
        context.lineTo(tip.x, tip.y);
        context.rect(tip.x - 1.5, tip.y - 1.5, 3, 3);
        return true;
      },
      context,
    );
    tips.forEach((tip, place) => {
      const left = this.runners[place].track?.left ?? null;
      if (!tip || (tip.y >= top && (left === null || left > this.update))) return;
      context.fillStyle = this.colour(place);
      pointer(context, [tip.x, top + 10], [tip.x, top - 100]);
    });
    context.restore();
  }

  /**
   * A whole curve, thick, with its name.
   * @param {CanvasRenderingContext2D} context
   * @param {number} place
   * @param {NonNullable<ReturnType<typeof tipOf>>} tip
   */
  whole(context, place, tip) {
    const { x, y } = /** @type {Curve} */ (this.curves[place]);
    const theme = /** @type {import("../kit/theme.js").Theme} */ (this.theme);
    const chart = this.chartOf();
    within(context, chart.box);
    context.globalAlpha = 1;
    context.strokeStyle = context.fillStyle = this.colour(place);
    context.lineWidth = 3.5;
    context.lineJoin = "round";
    context.beginPath();
    for (let i = 0; i <= tip.place; i += 1) context.lineTo(x[i], y[i]);
    context.lineTo(tip.x, tip.y);
    context.stroke();
    context.restore();
    const name = calledOf(this.runners[place].run);
    const [right, at] = [tip.x > chart.left + 0.7 * chart.wide, Math.max(chart.top + 12, tip.y)];
    context.font = `600 ${Math.round(15 * theme.scale)}px ${theme.font}`;
    context.textAlign = right ? "right" : "left";
    context.textBaseline = "bottom";
    context.lineWidth = 4;
    context.strokeStyle = theme.background;
    const x0 = tip.x + (right ? -8 : 8);
    context.strokeText(name, x0, at - 6);
    context.fillStyle = theme.text;
    context.fillText(name, x0, at - 6);
  }

  /**
   * The runner whose curve is nearest to a place of the canvas, -1 where none is near.
   * @param {[number, number]} at
   */
  at(at) {
    const chart = this.chart;
    if (!chart) return -1;
    return nearest(this.curves, at, this.update, (x) => (this.named.limit * (x - chart.left)) / chart.wide);
  }
}
