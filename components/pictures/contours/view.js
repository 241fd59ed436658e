// A surface from above: the map stands still, balls move over it, and a hand starts them anywhere.

import { Canvas } from "../../stage/kit/canvas.js";
import { Chart } from "../../stage/kit/chart.js";
import { element, tell } from "../../stage/kit/dom.js";
import { number } from "../../stage/kit/format.js";
import { Ground } from "../../stage/kit/ground.js";
import { colourOf } from "../../stage/kit/palette.js";
import { between } from "../../stage/kit/shares.js";
import { arrow, within } from "../../stage/kit/strokes.js";
import { View } from "../../stage/kit/view.js";
import { Widening, leaving } from "../../stage/kit/widening.js";
import { ball, bend, direction, pair, placeOf, way } from "./ball.js";
import { Legend } from "./legend.js";
import { Contours, lowest } from "./map.js";
import { Starter } from "./starter.js";
import { bends, moves } from "./words.js";

/** @typedef {import("../../stage/play/reel.js").Moment} Moment */
/** @typedef {import("./ball.js").Pen} Pen */

export default class ContoursView extends View {
  starter = new Starter(this.player, this.turn);
  canvas = new Canvas({ class: "contours-canvas", "aria-hidden": "true", ...this.starter.hands });
  plot = element("div", { class: "contours-plot" }, this.canvas.node, this.starter.handle);
  said = element("p", { class: "contours-said", "aria-live": "polite" });
  legend = new Legend();
  widening = new Widening(this.player);
  /** @type {import("../../stage/play/film.js").Film | null} that the map was made of */
  surface = null;
  /** @type {Ground | null} */
  ground = null;
  /** @type {Contours | null} */
  map = null;
  back = new Canvas();
  painted = ""; // what stands on the back
  ways = ""; // whose ways the map has room for
  steepest = 0; // of the slopes of the way
  fastest = 0; // of what the optimizer remembers
  keeps = true;

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "contours");
    this.tools(this.legend.node);
    this.root.append(this.plot, this.said);
    this.watch(this.plot);
  }

  shapeOf() {
    return "";
  }

  /**
   * @param {{ data: import("../../stage/told").Contours }} picture
   * @param {import("../../stage/play/film.js").Film} film
   */
  take({ data }, film) {
    const sizes = (/** @type {string} */ array) =>
      Array.from({ length: film.halt + 1 }, (_, i) => Math.hypot(...pair(film, array, i))).filter(Number.isFinite);
    this.steepest = Math.max(0, ...sizes("grads"));
    this.fastest = data.velocity ? Math.max(0, ...sizes("velocity")) : 0;
    this.findGround();
  }

  /** The map of the surface that the ball of the film rolls on, once it is here. */
  findGround() {
    const film = this.player.moments().surface?.film;
    if (!film || film === this.surface || film.header.query !== this.player.film?.header.surface) return;
    this.surface = film;
    this.ground = Ground.of(film);
    this.map = null;
  }

  /** @param {any} data */
  refresh(data) {
    super.refresh(data);
    this.map = null;
  }

  resize() {
    if (this.fit(this.canvas)) this.player.schedule();
  }

  // ---- drawing

  /** Whether others run beside the ball. */
  get races() {
    return this.player.race.told.rivals.length > 0;
  }

  /** @param {Moment} moment */
  draw(moment) {
    this.findGround();
    const { canvas, ground, starter, theme } = this;
    const { width, height, scale } = canvas;
    const { film, frame } = moment;
    if (!width || !ground || this.surface?.header.query !== film.header.surface) return;
    const { x, y } = Chart.fitting(width, height, this.seen(film, frame, ground.measure));
    const chart = new Chart(width, height, x, y);
    const context = canvas.pen();
    this.paintBack(chart, ground);
    context.drawImage(this.back.node, 0, 0, width, height);
    within(context, chart.box);
    const pen = { context, chart, theme };
    lowest(pen, ground.measure.minima);
    if (this.races) this.runners(pen);
    else this.alone(pen, moment);
    context.restore();
    starter.follow(pair(film, "places", 0), chart, scale);
  }

  /**
   * What part of the plane is seen at a frame: x from, x to, y from, y to.
   * @param {import("../../stage/play/film.js").Film} film
   * @param {number} frame
   * @param {{ window: readonly number[], wide: readonly number[] }} measure
   */
  seen(film, frame, { window, wide }) {
    const films = [film, ...this.player.race.runners().map((runner) => runner.film)];
    const key = films.map(({ header }) => header.query).join();
    if (key !== this.ways) this.widening.needs = null;
    this.ways = key;
    const { x, y } = Chart.fitting(this.canvas.width, this.canvas.height, [...window]);
    const measured = () =>
      films
        .map((one) => leaving((at) => pair(one, "places", at), one.halt, [x, y]))
        .reduce((all, one) => ({ times: Math.max(all.times, one.times), frame: Math.min(all.frame, one.frame) }));
    const most = (wide[1] - wide[0]) / (window[1] - window[0]);
    const times = this.widening.times(frame, most, measured, this.starter.held);
    return between([...window], [...wide], (times - 1) / (most - 1));
  }

  /**
   * The map and the axes, painted anew only where they are seen otherwise.
   * @param {Chart} chart
   * @param {Ground} ground
   */
  paintBack(chart, ground) {
    const { theme, canvas } = this;
    if (!this.map || this.map.theme.name !== theme.name) {
      this.map = new Contours(ground, theme);
      this.painted = "";
    }
    const key = JSON.stringify([chart.ends, canvas.width, canvas.height, canvas.ratio, theme.name, Canvas.takes]);
    if (key === this.painted) return;
    this.painted = key;
    this.back.scale = canvas.scale;
    this.back.fit(canvas.width * canvas.scale, canvas.height * canvas.scale);
    const context = this.back.pen();
    this.map.draw(context, chart);
    chart.draw(context, theme, "x", "y");
  }

  /**
   * One ball, and what acts on it.
   * @param {Pen} pen
   * @param {Moment} moment
   */
  alone(pen, moment) {
    const at = pen.chart.at(placeOf(moment));
    way(pen, moment, this.starter.held, { colour: this.theme.roles.loss, dash: [] });
    this.forces(pen, moment, at);
    ball(pen, at, this.theme.roles.loss);
  }

  /**
   * All balls of a race, each with its name; that which leads lies on top.
   * @param {Pen} pen
   */
  runners(pen) {
    const all = this.player.race.runners().reverse();
    const colour = (/** @type {typeof all[0]} */ { mark }) => colourOf(mark, this.theme);
    for (const one of all) way(pen, one.moment, this.starter.held, { colour: colour(one), dash: one.mark.dash });
    for (const one of all) {
      const { moment, film, place } = one;
      const at = moment.frame > film.halt ? pair(film, "places", film.halt) : placeOf(moment);
      ball(pen, pen.chart.at(at), colour(one), place);
    }
  }

  /**
   * What acts on the ball, while it has not reached the end.
   * @param {Pen} pen
   * @param {Moment} moment
   * @param {number[]} at
   */
  forces(pen, { film, frame, moved, last }, at) {
    const { roles } = this.theme;
    bend(pen, at, pair(film, "curvatures", frame), pair(film, "axes", frame));
    if (moved > 0) return;
    direction(pen, at, pair(film, "grads", frame), this.steepest, roles.gradient);
    const velocity = pair(film, "velocity", frame).map((v) => -v);
    if (this.fastest) direction(pen, at, velocity, this.fastest, roles.prediction);
    if (!last && frame < film.halt) arrow(pen.context, at, pen.chart.at(pair(film, "places", frame + 1)), roles.step);
  }

  // ---- words

  /** @param {Moment} moment */
  known({ film, frame }) {
    const { spec, local } = film.header;
    const [slope, axis] = [pair(film, "grads", frame), pair(film, "axes", frame)];
    const size = Math.hypot(...slope);
    const [low, high] = this.starter.chart?.ends.x ?? [0, 1];
    return {
      curvatures: pair(film, "curvatures", frame),
      slope,
      wide: high - low,
      lr: spec.lr,
      local: local ?? null,
      plain: this.picture.data.plain,
      optimizer: this.picture.data.optimizer,
      across: size > 0 ? Math.abs(slope[0] * axis[0] + slope[1] * axis[1]) / size : 0,
      noise: spec.noise,
    };
  }

  /** @param {Moment} moment */
  say(moment) {
    const { film, frame } = moment;
    this.legend.tell(this.races ? this.player.race.runners() : [], this.picture.data.velocity, this.theme);
    this.said.hidden = this.races;
    if (frame > film.halt || this.races) return;
    const known = this.known(moment);
    tell(this.said, `${bends(known.curvatures)} ${moves(known)}`, moment);
  }

  /** @param {Moment} moment */
  atRest({ film, frame }) {
    const [x, y] = pair(film, "places", frame);
    const height = film.at({ array: "loss", column: 0 }, frame);
    return `Step ${frame}: x ${number(x)}, y ${number(y)}, height ${number(height)}.`;
  }
}
