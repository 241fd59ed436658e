// A network: every unit lit by what it passes on, every edge as wide as its weight, one row of data running through.

import { Canvas } from "../../stage/kit/canvas.js";
import { button, element, write } from "../../stage/kit/dom.js";
import { View } from "../../stage/kit/view.js";
import { drawEdges, drawPulse } from "./edges.js";
import { laid } from "./layout.js";
import { Net } from "./net.js";
import { drawUnits } from "./units.js";
import { summary, told } from "./words.js";

const ROWS_A_SECOND = 2; // while the rows take turns

/** @typedef {{ data: import("./net.js").NetData }} Picture */

export default class NetworkView extends View {
  canvas = new Canvas({ "aria-hidden": "true" });
  drawn = element("div", { class: "network-drawn" }, this.canvas.node);
  words = element("p", { class: "network-words" });
  choice = element("select", { "aria-label": "Row", onchange: () => this.pick(this.choice.selectedIndex) });
  turning = button("Row by row", () => this.alternate(!this.turns), {
    "aria-pressed": "false",
    title: "While the film plays, the rows take turns",
  });
  flat = element("span");
  /** @type {Net} that of the newest film; none before it */
  net = /** @type {any} */ (null);
  row = 0;
  keeps = true;
  turns = false; // the rows take turns
  /** @type {number[] | null} the unit that is pointed at: its layer, and which it is there */
  over = null;
  pinned = [1, 0]; // the unit that was chosen last
  /** @type {HTMLElement[]} on all units */
  buttons = [];
  /** @type {import("./layout.js").Place[]} where the units are, by layer */
  places = [];
  laid = ""; // what the places were found for
  down = false; // the layers stand below each other

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given);
    const group = (/** @type {Node[]} */ ...buttons) => element("span", { class: "stage-switch" }, ...buttons);
    /** @type {(label: string, text: string, by: number) => Node} */
    const step = (label, text, by) => button(text, () => this.pick(this.row + by), { "aria-label": label });
    const tools = [
      group(step("Row before", "‹", -1)),
      this.choice,
      group(step("Next row", "›", 1)),
      group(this.turning),
    ];
    this.caption.append(element("span", { class: "network-tools" }, ...tools));
    const legend = element(
      "ul",
      { class: "network-legend" },
      element("li", {}, element("i"), "positive weight"),
      element("li", {}, element("i", { "data-sign": "minus" }), "negative weight"),
      element("li", {}, element("i", { "data-sign": "flat" }), this.flat),
    );
    this.root.append(this.drawn, this.words, legend);
    this.watch(this.root);
  }

  /** @param {Picture} picture */
  shapeOf({ data }) {
    return data;
  }

  /** @param {Picture} picture */
  build({ data }) {
    const { rows, flat } = data;
    this.net = new Net(data);
    write(this.flat, `saturated: slope below ${flat}, it hardly learns`);
    this.row = Math.min(this.row, rows.length - 1);
    this.choice.replaceChildren(...rows.map((row) => element("option", {}, row)));
    this.choice.selectedIndex = this.row;
    this.pinned = [1, 0];
    this.root.classList.toggle("network-shallow", this.net.depth <= 1);
    this.resize();
  }

  /**
   * @param {Picture} _picture
   * @param {import("../../stage/play/film.js").Film} film
   */
  take(_picture, film) {
    this.net.scan(film);
  }

  // ---- the visitor's hand

  /** @param {number} row */
  pick(row) {
    const { length } = this.net.data.rows;
    this.alternate(false);
    this.row = (row + length) % length;
    this.choice.selectedIndex = this.row;
    this.player.schedule();
  }

  /** @param {boolean} turns */
  alternate(turns) {
    this.turns = turns;
    this.turning.setAttribute("aria-pressed", String(turns));
    this.player.schedule();
  }

  /**
   * @param {number[]} unit
   * @param {boolean} on
   */
  point(unit, on) {
    this.over = on ? unit : this.over === unit ? null : this.over;
    this.player.schedule();
  }

  /** The unit that is spoken of: pointed at, or chosen last. */
  get chosen() {
    return this.over ?? this.pinned;
  }

  // ---- places

  /** Where every unit stands, and a button on each, so that it can be pointed at. */
  resize() {
    const width = Math.round(this.root.clientWidth);
    if (!this.net || !width) return;
    const room = this.drawn.clientHeight;
    const { scale } = this.theme;
    const key = `${width} ${room} ${scale} ${this.built}`;
    if (key === this.laid) return;
    this.laid = key;
    const { down, height, places } = laid(this.net, width / scale, room / scale);
    this.down = down;
    this.places = places;
    this.drawn.style.flex = down ? `0 0 ${height * scale}px` : "";
    this.canvas.scale = scale;
    this.canvas.fit(width, height * scale);
    for (const one of this.buttons) one.remove();
    this.buttons = places.flatMap(({ radius, units }, layer) =>
      units.slice(0, this.net.shown[layer]).map(([x, y], i) => this.handle(layer, i, x, y, radius)),
    );
    this.drawn.append(...this.buttons);
    this.player.schedule();
  }

  /**
   * @param {number} layer
   * @param {number} unit
   * @param {number} x
   * @param {number} y
   * @param {number} radius
   */
  handle(layer, unit, x, y, radius) {
    const one = [layer, unit];
    const { scale } = this.theme;
    const size = 2 * radius * scale;
    const choose = () => {
      this.pinned = one;
      this.player.schedule();
    };
    return button("", choose, {
      class: "network-unit",
      "aria-label": this.net.title(layer, unit),
      style: `left: ${(x - radius) * scale}px; top: ${(y - radius) * scale}px; width: ${size}px; height: ${size}px`,
      onpointerenter: () => this.point(one, true),
      onpointerleave: () => this.point(one, false),
      onfocus: () => this.point(one, true),
      onblur: () => this.point(one, false),
    });
  }

  // ---- drawing

  /** @param {import("../../stage/play/player.js").Moment} moment */
  draw(moment) {
    if (!this.places.length) return;
    if (this.turns && moment.playing) {
      const every = Math.max(1, this.player.clock.pace) * (2 / ROWS_A_SECOND); // updates: 2 a second at speed 1
      this.row = Math.floor(moment.update / every) % this.net.data.rows.length;
      if (this.choice.selectedIndex !== this.row) this.choice.selectedIndex = this.row;
    }
    this.net.at(moment, this.row);
    const pen = this.canvas.pen();
    drawEdges(pen, this);
    drawPulse(pen, this, moment);
    drawUnits(pen, this);
  }

  // ---- words

  say() {
    if (!this.net.weights.length) return; // not drawn yet
    const [layer, unit] = this.chosen;
    this.words.replaceChildren(
      ...told(this.net, layer, unit, this.row).map(([kind, text]) =>
        kind
          ? element(kind === "flat" ? "span" : "strong", kind === "flat" ? { class: "network-flat" } : {}, text)
          : text,
      ),
    );
  }

  atRest() {
    return this.net.weights.length ? summary(this.net, this.row) : undefined;
  }
}
