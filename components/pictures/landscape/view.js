// The landscape of a run: the loss over two weights or two directions, moving as all the others move, and the path on it.

import { Canvas } from "../../stage/kit/canvas.js";
import { Chart } from "../../stage/kit/chart.js";
import { element, tell } from "../../stage/kit/dom.js";
import { number } from "../../stage/kit/format.js";
import { Switch } from "../../stage/kit/switch.js";
import { Turn } from "../../stage/kit/turn.js";
import { View } from "../../stage/kit/view.js";
import { leaving, Widening } from "../../stage/kit/widening.js";
import { Above } from "./above.js";
import { Choice } from "./choice.js";
import { hill } from "./hill.js";
import { Land, placesOf } from "./land.js";
import { sightOf } from "./sight.js";
import { axes, path } from "./way.js";
import { said } from "./words.js";
import { within } from "../../stage/kit/strokes.js";

const WIDEST = 8; // times the window
const SIDES = ["above", "3d"]; // as the address says it, in the order of the buttons
const LEGEND = [
  ["loss", "path"],
  ["step", "next step"],
  ["limit", "axes of the bowl"],
  ["floor", "lowest point"],
];

/**
 * @typedef {import("./sight.js").Data} Data
 * @typedef {import("../../stage/play/reel.js").Moment} Moment
 */

export default class LandscapeView extends View {
  stand = new Turn(-0.5, 0.6, () => this.player.schedule());
  flat = new Canvas({ class: "landscape-canvas", "aria-hidden": "true" });
  deep = new Canvas({
    class: "landscape-canvas landscape-deep",
    role: "application",
    "aria-label": "The landscape in three dimensions. Arrow keys turn it.",
    ...this.stand.hands,
  });
  side = new Switch("Seen", ["From above", "In 3-D"], (place) => this.lookFrom(SIDES[place]));
  choice = new Choice((key) => this.look(key));
  shown = this.flat; // from above, or in three dimensions
  plot = element("div", { class: "landscape-plot" }, this.flat.node);
  legend = element("div", { class: "landscape-legend" });
  note = element("p", { class: "stage-note", hidden: true });
  said = element("p", { class: "landscape-said", "aria-live": "polite" });
  above = new Above();
  wide = new Widening(this.player);
  keeps = true;
  /** @type {Data | null} */
  data = null;
  /** @type {import("./sight.js").Sight} */
  sight = /** @type {any} */ (null);
  places = new Float64Array();
  /** @type {Land | null} */
  land = null;

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "landscape");
    this.asked = given.data?.along ?? "";
    this.told = given.data?.seen ?? ""; // from where one looks, as the address has it
    this.tools(this.choice.node, this.side.node);
    this.root.append(this.legend, this.plot, this.note, this.said);
    this.watch(this.plot);
    this.restUnseen();
    this.turnTo(this.told);
  }

  /** @param {{ data?: Data }} picture */
  shapeOf({ data }) {
    return [data?.names, data?.ways.map(({ key, name }) => [key, name]), Boolean(data?.shape)];
  }

  /** @param {{ data?: Data, note?: string }} picture */
  build({ data, note }) {
    this.note.textContent = note ?? "";
    this.note.hidden = !note;
    for (const node of [this.plot, this.legend, this.choice.node, this.side.node]) node.hidden = !data;
    if (!data) return;
    this.choice.offer(data);
    this.explain(Boolean(data.shape));
  }

  /**
   * @param {{ data?: Data }} picture
   * @param {import("../../stage/play/film.js").Film} film
   */
  take({ data }, film) {
    this.data = data ?? null;
    this.see(film);
  }

  /**
   * What is asked for is seen from now on.
   * @param {import("../../stage/play/film.js").Film | null} film
   */
  see(film) {
    if (!this.data || !film) return;
    this.sight = sightOf(this.data, this.asked);
    this.choice.show(this.sight);
    this.places = placesOf(film, this.data.array, this.sight);
    this.wide.needs = null;
    this.player.schedule();
  }

  /**
   * The address may bring another sight.
   * @param {any} data
   */
  refresh(data) {
    super.refresh(data);
    const side = data?.seen ?? "";
    if (side !== this.told) this.turnTo((this.told = side));
    const along = data?.along ?? "";
    if (along === this.asked) return;
    this.asked = along;
    this.see(this.player.film);
  }

  /** @param {string} key */
  look(key) {
    this.asked = key;
    this.see(this.player.film);
    this.turn({ along: key });
  }

  /**
   * The legend of what is drawn.
   * @param {boolean} bowl
   */
  explain(bowl) {
    const flat = LEGEND.slice(0, bowl ? LEGEND.length : 2);
    const there = this.shown === this.flat ? flat : [["loss", "path, each update as high as its loss"]];
    this.legend.replaceChildren(
      ...there.map(([role, name]) => element("span", { style: `--mark: var(--role-${role})` }, name)),
    );
  }

  /** @param {string} side */
  lookFrom(side) {
    this.turnTo(side);
    this.turn({ seen: side === SIDES[0] ? "" : side });
  }

  /** @param {string} side "3d"; from above whatever else the address says */
  turnTo(side) {
    const shown = side === SIDES[1] ? this.deep : this.flat;
    if (shown === this.shown) return;
    this.shown = shown;
    this.side.press(shown === this.deep ? 1 : 0);
    this.plot.replaceChildren(this.shown.node);
    this.explain(Boolean(this.data?.shape));
    this.resize();
    this.player.schedule();
  }

  resize() {
    if (!this.fit(this.shown)) return;
    this.wide.needs = null;
    this.player.schedule();
  }

  // ---- drawing

  /** @param {Moment} moment */
  draw(moment) {
    const { data, sight } = this;
    if (!data || !this.shown.width || !this.places.length) return;
    this.land = new Land(data, sight, moment, this.places);
    const moving = moment.playing || moment.gliding || this.player.held || Boolean(this.stand.held);
    if (this.shown === this.deep) this.drawDeep(moment, this.land, moving);
    else this.drawFlat(moment, this.land, moving);
  }

  /**
   * A window, and once the run leaves it, so many `times` more of the plane around it.
   * @param {Moment} moment
   * @param {number[]} window
   */
  seen({ film, frame }, window) {
    const [x0, x1, y0, y1] = window;
    const at = (/** @type {number} */ i) => [this.places[2 * i], this.places[2 * i + 1]];
    const measured = () =>
      leaving(at, film.halt, [
        [x0, x1],
        [y0, y1],
      ]);
    const times = this.wide.times(frame, WIDEST, measured, this.player.held);
    const [dx, dy] = [x1 - x0, y1 - y0].map((wide) => (wide * (times - 1)) / 2);
    return { times, window: [x0 - dx, x1 + dx, y0 - dy, y1 + dy] };
  }

  /**
   * @param {Moment} moment
   * @param {Land} land
   * @param {boolean} moving
   */
  drawFlat(moment, land, moving) {
    const { theme, sight } = this;
    const { width, height } = this.flat;
    const ends = Chart.fitting(width, height, sight.window); // of a bowl, whose lines have a shape
    const { window, times } = this.seen(moment, land.bowl ? [...ends.x, ...ends.y] : sight.window);
    land.over(window, moving, times);
    const chart = new Chart(width, height, [window[0], window[1]], [window[2], window[3]]);
    const context = this.flat.pen();
    const pen = { context, chart, theme };
    within(context, chart.box);
    this.above.ground(pen, land);
    axes(pen, land);
    path(pen, land);
    context.restore();
    chart.draw(context, theme, sight.axes[0], sight.axes[1]);
  }

  /**
   * @param {Moment} moment
   * @param {Land} land
   * @param {boolean} moving
   */
  drawDeep(moment, land, moving) {
    const { film } = moment;
    const { width, height } = this.deep;
    const { window, times } = this.seen(moment, this.sight.window);
    land.over(window, moving, times);
    const { around, lift } = this.stand;
    const lossAt = (/** @type {number} */ frame) => film.at({ array: "loss", column: 0 }, frame);
    const axes = this.sight.axes.map((name) => name.split(":")[0]);
    hill(this.deep.pen(), this.theme, { width, height, around, lift, axes }, land, lossAt);
  }

  // ---- words

  /** @param {Moment} moment */
  say(moment) {
    if (!this.data || !this.land || moment.frame > moment.film.halt) return;
    tell(this.said, said(this.land, this.sight), moment);
  }

  /** @param {Moment} moment */
  atRest({ film, frame }) {
    if (!this.land) return undefined;
    const [x, y] = this.land.here;
    return `${this.sight.axes[0]} ${number(x)}, ${this.sight.axes[1]} ${number(y)}, loss ${number(film.at({ array: "loss", column: 0 }, frame))}.`;
  }
}
