// The losses of all runners on one pair of axes: who falls faster, and who flies out.

import { Canvas } from "../../stage/kit/canvas.js";
import { Chart } from "../../stage/kit/chart.js";
import { element } from "../../stage/kit/dom.js";
import { number } from "../../stage/kit/format.js";
import { colourOf } from "../../stage/kit/palette.js";
import { disc, pointer, straight, within } from "../../stage/kit/strokes.js";
import { swatch } from "../../stage/kit/swatch.js";
import { Switch } from "../../stage/kit/switch.js";
import { View } from "../../stage/kit/view.js";
import { Layers, stroke } from "./layers.js";
import { farthest, placeNow } from "./line.js";
import { span } from "./span.js";

/** @typedef {import("../../stage/play/race.js").Runner} Runner */

const MARGIN = { left: 66, right: 22, top: 8, bottom: 40 };

export default class RaceCurves extends View {
  canvas = new Canvas({ class: "race-canvas", "aria-hidden": "true" });
  plot = element("div", { class: "race-plot" }, this.canvas.node);
  legend = element("div", { class: "race-legend" });
  axis = new Switch("Height axis", ["Log", "Linear"], (choice) => {
    this.linear = choice > 0;
    this.axis.press(choice);
    this.player.schedule();
  });
  time = new Switch("Time axis", ["Updates", "Epochs"], (choice) => {
    this.epochs = choice > 0;
    this.time.press(choice);
    this.player.schedule();
  });
  layers = new Layers();
  linear = false;
  epochs = false;
  named = ""; // whom the legend names

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "race-curves");
    this.tools(this.time.node, this.axis.node);
    this.root.append(this.plot, this.legend);
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
    this.legends(runners);
    const losses = runners.map(({ film }) => film.arrays.loss.data);
    const { low, high, log } = span(losses, this.linear);
    this.axis.node.hidden = !span(losses, false).log;
    const { uneven } = this.player.race;
    this.time.node.hidden = !uneven;
    const epochs = this.epochs && uneven;
    const last = farthest(runners, epochs);
    const chart = new Chart(canvas.width, canvas.height, [0, last], [low, high], { margin: MARGIN, log });
    const { unit, measure } = this.picture.data;
    const level = this.player.race.level(this.picture.data.level);
    const behind = [...runners].reverse(); // the lead lies above all others
    this.layers.paint(canvas, behind, chart, epochs, theme, [level, log], (context) => {
      chart.draw(context, theme, epochs ? "epoch" : unit, measure);
      this.level(context, chart, level);
    });
    const now = behind.map((runner) => placeNow(runner, chart, epochs));
    const context = canvas.pen();
    const put = (/** @type {Canvas} */ layer) => context.drawImage(layer.node, 0, 0, canvas.width, canvas.height);
    put(this.layers.coming);
    if (!epochs) {
      within(context, chart.box, Math.max(...now.map(([x]) => x))); // all are equally far, or at their end
      put(this.layers.been);
      context.restore();
    } else
      behind.forEach((runner, i) => {
        within(context, chart.box, now[i][0]);
        stroke(context, runner, this.layers.curves[i], theme);
        context.restore();
      });
    behind.forEach((runner, i) => this.dot(context, chart, runner, now[i]));
  }

  /**
   * Who is who, where nothing beside it says so.
   * @param {Runner[]} runners
   */
  legends(runners) {
    const named = JSON.stringify([runners.map(({ name, place }) => [name, place]), this.theme.name]);
    if (named === this.named || !this.picture.data.legend) return;
    this.named = named;
    this.legend.replaceChildren(
      ...runners.map(({ mark, place, name }) => element("span", {}, swatch(mark, this.theme), `${place} ${name}`)),
    );
  }

  /**
   * The line of what all are to reach.
   * @param {CanvasRenderingContext2D} context
   * @param {Chart} chart
   * @param {number} level
   */
  level(context, chart, level) {
    if (chart.log && level <= 0) return;
    const y = chart.y(level);
    within(context, chart.box);
    context.strokeStyle = context.fillStyle = this.theme.roles.floor;
    context.lineWidth = 1.5;
    context.setLineDash([6, 4]);
    context.globalAlpha = 1;
    straight(context, [chart.left, y], [chart.left + chart.wide, y]);
    context.setLineDash([]);
    context.font = `400 12px ${this.theme.font}`;
    context.textAlign = "right";
    context.textBaseline = "bottom";
    context.fillText(`to reach: ${number(level)}`, chart.left + chart.wide - 6, y - 2);
    context.restore();
  }

  /**
   * Where a runner is now; beyond the frame, an arrow.
   * @param {CanvasRenderingContext2D} context
   * @param {Chart} chart
   * @param {Runner} runner
   * @param {number[]} now
   */
  dot(context, chart, { mark, place }, now) {
    context.fillStyle = colourOf(mark, this.theme);
    if (now[1] < chart.top) return pointer(context, [now[0], chart.top + 10], [now[0], chart.top - 100]);
    disc(context, now, place === 1 ? 6 : 4.5);
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
