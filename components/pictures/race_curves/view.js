// The losses of all runners on one pair of axes: who falls faster, and who flies out.

import { Canvas } from "../../stage/kit/canvas.js";
import { Chart } from "../../stage/kit/chart.js";
import { element } from "../../stage/kit/dom.js";
import { number } from "../../stage/kit/format.js";
import { colourOf } from "../../stage/kit/palette.js";
import { disc, pointer } from "../../stage/kit/strokes.js";
import { Switch } from "../../stage/kit/switch.js";
import { View } from "../../stage/kit/view.js";
import { levelOf, span } from "./span.js";

/** @typedef {import("../../stage/play/race.js").Runner} Runner */

const MARGIN = { left: 66, right: 12, top: 8, bottom: 40 };

export default class RaceCurves extends View {
  canvas = new Canvas({ class: "race-canvas", "aria-hidden": "true" });
  plot = element("div", { class: "race-plot" }, this.canvas.node);
  axis = new Switch("Height axis", ["Log", "Linear"], (choice) => {
    this.linear = choice > 0;
    this.axis.press(choice);
    this.player.schedule();
  });
  linear = false;

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "race-curves");
    this.tools(this.axis.node);
    this.root.append(this.plot);
    this.watch(this.plot);
  }

  shapeOf() {
    return "";
  }

  resize() {
    if (this.fit(this.canvas)) this.player.schedule();
  }

  draw() {
    const { canvas, theme } = this;
    const runners = this.player.race.runners();
    if (!canvas.width || !runners.length) return;
    const losses = runners.map(({ film }) => film.arrays.loss.data);
    const { low, high, log } = span(losses, this.linear);
    this.axis.node.hidden = !span(losses, false).log;
    const last = Math.max(...runners.map(({ film }) => film.header.spec.steps));
    const chart = new Chart(canvas.width, canvas.height, [0, last], [low, high], { margin: MARGIN, log });
    const context = canvas.pen();
    const { unit, measure } = this.picture.data;
    chart.draw(context, theme, unit, measure);
    context.save();
    const { left, top, width, height } = chart.box;
    context.beginPath();
    context.rect(left, top, width, height);
    context.clip();
    this.level(context, chart, log);
    for (const runner of runners) this.line(context, chart, runner);
    for (const runner of runners) this.dot(context, chart, runner);
    context.restore();
  }

  /**
   * The height that all are to reach.
   * @param {CanvasRenderingContext2D} context
   * @param {Chart} chart
   * @param {boolean} log
   */
  level(context, chart, log) {
    const level = levelOf(this.player.race.told.level);
    if (log && level <= 0) return;
    const y = chart.y(level);
    context.strokeStyle = context.fillStyle = this.theme.roles.floor;
    context.lineWidth = 1.5;
    context.setLineDash([6, 4]);
    context.globalAlpha = 1;
    context.beginPath();
    context.moveTo(chart.left, y);
    context.lineTo(chart.left + chart.wide, y);
    context.stroke();
    context.setLineDash([]);
    context.font = `400 12px ${this.theme.font}`;
    context.textAlign = "right";
    context.textBaseline = "bottom";
    context.fillText(`to reach: ${number(level)}`, chart.left + chart.wide - 6, y - 2);
  }

  /**
   * A runner's losses: those that were are strong, those to come are faint.
   * @param {CanvasRenderingContext2D} context
   * @param {Chart} chart
   * @param {Runner} runner
   */
  line(context, chart, { film, moment, mark }) {
    const { data } = film.arrays.loss;
    const draw = (/** @type {number} */ from, /** @type {number} */ to) => {
      context.beginPath();
      for (let frame = from; frame <= to; frame += 1) {
        const y = chart.y(data[frame]);
        if (frame === from) context.moveTo(chart.x(frame), y);
        else context.lineTo(chart.x(frame), y);
      }
      context.stroke();
    };
    context.strokeStyle = colourOf(mark, this.theme);
    context.setLineDash(mark.dash);
    context.lineJoin = "round";
    const now = Math.min(moment.frame, film.halt);
    if (!moment.secret) {
      context.globalAlpha = 0.35;
      context.lineWidth = 1.5;
      draw(now, film.halt);
    }
    context.globalAlpha = 1;
    context.lineWidth = 2.5;
    draw(0, now);
    context.setLineDash([]);
  }

  /**
   * Where a runner is now; beyond the frame, an arrow.
   * @param {CanvasRenderingContext2D} context
   * @param {Chart} chart
   * @param {Runner} runner
   */
  dot(context, chart, { film, moment, mark }) {
    const frame = Math.min(moment.frame, film.halt);
    const at = [chart.x(frame), chart.y(film.arrays.loss.data[frame])];
    context.fillStyle = colourOf(mark, this.theme);
    if (at[1] < chart.top) return pointer(context, [at[0], chart.top + 10], [at[0], chart.top - 100]);
    disc(context, at, 5.5);
    context.fill();
  }

  /** @returns {string} */
  atRest() {
    const { measure } = this.picture.data;
    const all = this.player.race.runners().map(({ name, film, moment }) => {
      const loss = film.at({ array: "loss", column: 0 }, moment.frame);
      return `${name}: ${measure} ${number(loss)}`;
    });
    return `${all.join("; ")}.`;
  }
}
