// A surface from above: the map stands still, the ball moves over it, and a hand starts it anywhere.

import { BallHand } from "../../stage/kit/ballhand.js";
import { Canvas } from "../../stage/kit/canvas.js";
import { Chart } from "../../stage/kit/chart.js";
import { element, tell } from "../../stage/kit/dom.js";
import { number } from "../../stage/kit/format.js";
import { Ground } from "../../stage/kit/ground.js";
import { Hand } from "../../stage/kit/hand.js";
import { between } from "../../stage/kit/shares.js";
import { View } from "../../stage/kit/view.js";
import { arrow, ball, bend, direction, pair, placeOf, way } from "./ball.js";
import { Contours } from "./map.js";
import { bends, moves } from "./words.js";

const WIDENS_MS = 600; // the map is seen to widen
const ROOM = 1.06; // beside the farthest place of a way
const LITTLE = 1.3; // a way that needs only so many times the window is seen as a whole from the start
/** Steps of a key, in fiftieths of what is seen. @type {Record<string, number[]>} */
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const LEGEND = [
  ["gradient", "gradient, uphill"],
  ["step", "next step"],
  ["prediction", "velocity"],
  ["limit", "how it curves here"],
];

/** @typedef {import("../../stage/play/reel.js").Moment} Moment */

/**
 * How many times wider what is seen must be for all of a ball's way, and the first frame that needs more than what is.
 * @param {import("../../stage/play/film.js").Film} film
 * @param {number[][]} ends of what is seen
 */
function leaving(film, ends) {
  let [times, first] = [1, film.halt + 1];
  for (let frame = 0; frame <= film.halt; frame += 1) {
    const far = pair(film, "places", frame).map((value, axis) => {
      const [low, high] = ends[axis];
      return Math.abs(value - (low + high) / 2) / ((high - low) / 2);
    });
    if (Math.max(...far) > 1) first = Math.min(first, frame);
    times = Math.max(times, ROOM * Math.max(...far));
  }
  return { times: first > film.halt ? 1 : times, frame: first };
}

export default class ContoursView extends View {
  canvas = new Canvas({
    class: "contours-canvas",
    "aria-hidden": "true",
    onpointerdown: (/** @type {PointerEvent} */ event) => this.press(event),
    onpointermove: (/** @type {PointerEvent} */ event) => this.drag(event),
    onpointerup: (/** @type {PointerEvent} */ event) => this.lift(event),
    onpointercancel: () => this.letBe(),
  });
  handle = element("div", {
    class: "contours-handle",
    role: "slider",
    tabindex: "0",
    "aria-label": "Start of the ball",
    title: "Drag it, or click the map: the ball starts there",
    onpointerdown: (/** @type {PointerEvent} */ event) => this.grip(event),
    onpointermove: (/** @type {PointerEvent} */ event) => this.drag(event),
    onpointerup: (/** @type {PointerEvent} */ event) => this.lift(event),
    onpointercancel: () => this.letBe(),
    onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
  });
  plot = element("div", { class: "contours-plot" }, this.canvas.node, this.handle);
  said = element("p", { class: "contours-said", "aria-live": "polite" });
  legend = element("div", { class: "contours-legend" });
  hand = new BallHand(this.player, this.turn);
  wide = new Hand(this.player);
  /** A finger that may still turn out to scroll. @type {number[] | null} */
  tapped = null;
  /** @type {import("../../stage/play/film.js").Film | null} that the map was made of */
  surface = null;
  /** @type {Ground | null} */
  ground = null;
  /** @type {Contours | null} */
  map = null;
  back = new Canvas();
  painted = ""; // what stands on the back
  /** @type {Chart | null} */
  chart = null;
  steepest = 0; // of the slopes of the way
  fastest = 0; // of what the optimizer remembers
  /** How much wider than the window all of the way is, and the first frame that lies beyond it; once they are known. @type {{ times: number, frame: number } | null} */
  beyond = null;
  keeps = true;

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "contours");
    this.tools(this.legend);
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
    this.legend.replaceChildren(
      ...LEGEND.filter(([role]) => role !== "prediction" || data.velocity).map(([role, name]) =>
        element("span", { style: `--mark: var(--role-${role})` }, name),
      ),
    );
    this.beyond = null;
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

  // ---- the visitor's hand

  /** @param {PointerEvent} event */
  place({ clientX, clientY }) {
    const { left, top } = this.canvas.node.getBoundingClientRect();
    const { scale } = this.canvas;
    return /** @type {Chart} */ (this.chart).numbers((clientX - left) / scale, (clientY - top) / scale);
  }

  /** @param {PointerEvent} event */
  press(event) {
    if (event.button !== 0 || !this.chart) return;
    if (event.pointerType === "touch") {
      this.tapped = [event.clientX, event.clientY];
      return;
    }
    this.grip(event);
    this.drag(event);
  }

  /** @param {PointerEvent} event */
  grip(event) {
    if (event.button !== 0 || !this.chart || !this.hand.take()) return;
    event.preventDefault();
    this.handle.focus({ preventScroll: true });
    /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
    this.handle.dataset.held = "true";
  }

  /** @param {PointerEvent} event */
  drag(event) {
    if (this.hand.held) this.hand.put(this.place(event));
  }

  /** @param {PointerEvent} event */
  lift(event) {
    const { tapped } = this;
    this.tapped = null;
    if (tapped && Math.hypot(event.clientX - tapped[0], event.clientY - tapped[1]) < 10 && this.hand.take())
      this.hand.put(this.place(event));
    delete this.handle.dataset.held;
    this.hand.release();
  }

  letBe() {
    this.tapped = null;
    delete this.handle.dataset.held;
    this.hand.giveBack();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const move = KEYS[event.key];
    if (!move || !this.chart) return;
    event.preventDefault();
    event.stopPropagation();
    if (!this.hand.take()) return;
    const { y } = this.chart.ends;
    const each = (y[1] - y[0]) / (event.shiftKey ? 500 : 50);
    const [sx, sy] = this.hand.start;
    const round = (/** @type {number} */ value) => Number(value.toPrecision(4));
    this.hand.put([move[0] ? round(sx + each * move[0]) : sx, move[1] ? round(sy + each * move[1]) : sy]);
    this.hand.release();
  }

  // ---- drawing

  /**
   * What part of the plane is seen at a moment: the window, and from when the ball leaves that, as much around it as all
   * of its way needs, if so much is known.
   * @param {Moment} moment
   */
  seen({ film, frame }) {
    const { window, wide } = /** @type {Ground} */ (this.ground).measure;
    const ends = Chart.fitting(this.canvas.width, this.canvas.height, window);
    this.beyond ??= leaving(film, [ends.x, ends.y]);
    const { times, frame: first } = this.beyond;
    const most = (wide[1] - wide[0]) / (window[1] - window[0]);
    const out = times <= LITTLE || (frame >= first - 1 && !this.hand.held) ? Math.min(times, most) : 1;
    const { way } = this.wide;
    if (this.wide.at === 0) this.wide.put(out);
    else if ((way.length ? way[way.length - 1].to : this.wide.at) !== out) this.wide.go([out, WIDENS_MS]);
    return between(window, wide, (this.wide.now() - 1) / (most - 1));
  }

  /** @param {Moment} moment */
  draw(moment) {
    this.findGround();
    const { canvas, ground } = this;
    const { width, height } = canvas;
    if (!width || !ground || this.surface?.header.query !== moment.film.header.surface) return;
    const { x, y } = Chart.fitting(width, height, this.seen(moment));
    const chart = (this.chart = new Chart(width, height, x, y));
    const context = canvas.pen();
    this.paintBack(chart);
    context.drawImage(this.back.node, 0, 0, width, height);
    const { left, top, width: wide, height: high } = chart.box;
    context.save();
    context.beginPath();
    context.rect(left, top, wide, high);
    context.clip();
    const pen = { context, chart, theme: this.theme };
    this.minima(pen);
    way(pen, moment, this.hand.held);
    const at = chart.at(placeOf(moment));
    this.forces(pen, moment, at);
    ball(pen, at);
    context.restore();
    this.follow(moment, chart);
  }

  /**
   * The map and the axes, painted anew only where they are seen otherwise.
   * @param {Chart} chart
   */
  paintBack(chart) {
    const { theme, canvas, ground } = this;
    if (!this.map || this.map.theme.name !== theme.name) {
      this.map = new Contours(/** @type {Ground} */ (ground), theme);
      this.painted = "";
    }
    const key = JSON.stringify([chart.ends, canvas.width, canvas.height, canvas.ratio, theme.name]);
    if (key === this.painted) return;
    this.painted = key;
    this.back.scale = canvas.scale;
    this.back.fit(canvas.width * canvas.scale, canvas.height * canvas.scale);
    const context = this.back.pen();
    this.map.draw(context, chart);
    chart.draw(context, theme, "x", "y");
  }

  /** @param {import("./ball.js").Pen} pen */
  minima({ context, chart, theme }) {
    context.strokeStyle = theme.roles.floor;
    context.lineWidth = 1.5;
    for (const place of /** @type {Ground} */ (this.ground).measure.minima) {
      const [x, y] = chart.at(place);
      context.beginPath();
      context.moveTo(x - 5, y);
      context.lineTo(x + 5, y);
      context.moveTo(x, y - 5);
      context.lineTo(x, y + 5);
      context.stroke();
    }
  }

  /**
   * What acts on the ball, while it has not reached the end.
   * @param {import("./ball.js").Pen} pen
   * @param {Moment} moment
   * @param {number[]} at
   */
  forces(pen, { film, frame, moved, last }, at) {
    const { roles } = this.theme;
    bend(pen, at, pair(film, "curvatures", frame), pair(film, "axes", frame));
    if (moved > 0) return;
    direction(pen, at, pair(film, "grads", frame), this.steepest, roles.gradient);
    if (this.fastest)
      direction(
        pen,
        at,
        pair(film, "velocity", frame).map((v) => -v),
        this.fastest,
        roles.prediction,
      );
    if (!last && frame < film.halt) arrow(pen, at, pen.chart.at(pair(film, "places", frame + 1)), roles.step);
  }

  /**
   * The handle stands where the ball starts.
   * @param {Moment} moment
   * @param {Chart} chart
   */
  follow({ film }, chart) {
    const place = this.hand.held ? this.hand.start : pair(film, "places", 0);
    const [x, y] = chart.at(place).map((px) => px * this.canvas.scale);
    const there = place.every(Number.isFinite);
    this.handle.hidden = !there;
    if (!there) return;
    this.handle.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
    const told = `x ${number(place[0])}, y ${number(place[1])}`;
    if (this.handle.getAttribute("aria-valuetext") === told) return;
    this.handle.setAttribute("aria-valuenow", String(place[0]));
    this.handle.setAttribute("aria-valuetext", told);
  }

  // ---- words

  /** @param {Moment} moment */
  known({ film, frame }) {
    const { spec, local } = film.header;
    const [slope, axis] = [pair(film, "grads", frame), pair(film, "axes", frame)];
    const size = Math.hypot(...slope);
    return {
      curvatures: pair(film, "curvatures", frame),
      slope,
      wide: this.chart ? this.chart.ends.x[1] - this.chart.ends.x[0] : 1,
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
    if (frame > film.halt) return;
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
