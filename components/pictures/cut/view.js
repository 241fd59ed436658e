// The surface cut open along the steepest way down from the ball: where a step of the learning rate leads.

import { Canvas } from "../../stage/kit/canvas.js";
import { Chart } from "../../stage/kit/chart.js";
import { element, tell } from "../../stage/kit/dom.js";
import { change, number } from "../../stage/kit/format.js";
import { Ground } from "../../stage/kit/ground.js";
import { disc, straight, within } from "../../stage/kit/strokes.js";
import { View } from "../../stage/kit/view.js";
import { along, framed } from "./slice.js";

const POINTS = 160;

/** @typedef {import("../../stage/play/reel.js").Moment} Moment */

export default class CutView extends View {
  canvas = new Canvas({ class: "cut-canvas", "aria-hidden": "true" });
  plot = element("div", { class: "cut-plot" }, this.canvas.node);
  said = element("p", { class: "cut-said", "aria-live": "polite" });
  /** @type {import("../../stage/play/film.js").Film | null} */
  surface = null;
  /** @type {Ground | null} */
  ground = null;
  keeps = true;

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "cut");
    this.root.append(this.plot, this.said);
    this.watch(this.plot);
  }

  shapeOf() {
    return "";
  }

  resize() {
    if (this.fit(this.canvas)) this.player.schedule();
  }

  findGround() {
    const film = this.player.moments().surface?.film ?? null;
    if (film === this.surface) return;
    this.surface = film;
    this.ground = Ground.of(film);
  }

  /** @param {Moment} moment */
  draw(moment) {
    this.findGround();
    const { canvas, ground, theme } = this;
    const { width, height } = canvas;
    if (!width || !ground || this.surface?.header.query !== moment.film.header.surface) return;
    const context = canvas.pen();
    const slice = along(moment);
    if (!slice) return this.level(context);
    const { reach, low, high } = framed(slice, (s) => ground.at(...slice.at(s)));
    const chart = new Chart(width, height, [-reach, reach], [low, high]);
    chart.draw(context, theme, "distance down the steepest way", "height");
    within(context, chart.box);
    const curve = (/** @type {(s: number) => number} */ f) => {
      context.beginPath();
      let begun = false;
      for (let i = 0; i <= POINTS; i += 1) {
        const s = -reach + (2 * reach * i) / POINTS;
        const y = f(s);
        if (!Number.isFinite(y)) continue;
        if (begun) context.lineTo(chart.x(s), chart.y(y));
        else context.moveTo(chart.x(s), chart.y(y));
        begun = true;
      }
      context.stroke();
    };
    const style = (/** @type {string} */ colour, /** @type {number} */ line, dash = /** @type {number[]} */ ([])) => {
      context.strokeStyle = context.fillStyle = colour;
      context.lineWidth = line;
      context.setLineDash(dash);
    };
    style(theme.roles.limit, 1.5, [5, 4]);
    curve((s) => slice.height - slice.steep * s + (slice.bend / 2) * s * s);
    style(theme.roles.muted, 2.5);
    curve((s) => ground.at(...slice.at(s)));
    style(theme.roles.gradient, 2);
    const short = 0.4 * reach;
    straight(
      context,
      [chart.x(-short), chart.y(slice.height + slice.steep * short)],
      [chart.x(short), chart.y(slice.height - slice.steep * short)],
    );
    const ball = [chart.x(0), chart.y(slice.height)];
    if (slice.next !== null) {
      style(theme.roles.step, 3);
      const to = [chart.x(slice.step), chart.y(slice.next)];
      straight(context, ball, to);
      style(theme.roles.step, 2);
      disc(context, to, 7);
      context.stroke();
    }
    style(theme.roles.loss, 2);
    disc(context, ball, 8);
    context.fill();
    context.restore();
  }

  /** @param {CanvasRenderingContext2D} context */
  level(context) {
    const { width, height } = this.canvas;
    context.fillStyle = this.theme.text;
    context.font = `400 14px ${this.theme.font}`;
    context.textAlign = "center";
    context.fillText("The slope is zero here: there is no way down.", width / 2, height / 2);
  }

  /** @param {Moment} moment */
  say(moment) {
    if (moment.frame > moment.film.halt) return;
    const slice = along(moment);
    if (!slice) return tell(this.said, "", moment);
    const { plain } = this.picture.data;
    const side = slice.step > 0 && slice.bend > 0 && slice.step > slice.steep / slice.bend;
    const lands =
      slice.next === null
        ? ""
        : ` The step ${change(slice.height, slice.next)}${plain && side ? ", on the other side" : ""}.`;
    const off = plain ? "" : " It does not point straight down, so the ring stands beside the curve.";
    tell(
      this.said,
      `The slope is ${number(slice.steep)} here, the curvature this way ${number(slice.bend)}.${lands}${lands && off}`,
      moment,
    );
  }
}
