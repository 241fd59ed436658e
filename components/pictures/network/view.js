// A network: every unit lit by what it passes on, every edge as wide as its weight, one row of the data running through it.

import { Canvas } from "../../stage/kit/canvas.js";
import { button, element, write } from "../../stage/kit/dom.js";
import { count, number } from "../../stage/kit/format.js";
import { LETTERS, Net, brief } from "./net.js";
import { clamp } from "../../stage/kit/shares.js";
import { rgb, tint } from "../../stage/kit/theme.js";
import { View } from "../../stage/kit/view.js";

const PHONE = 560; // px: narrower, and the layers stand below each other
const FONT = 14;
const ROWS_A_SECOND = 2; // while the rows take turns
const WIDEST = 9; // px: the edge of the largest weight of its layer

export default class NetworkView extends View {
  canvas = new Canvas({ "aria-hidden": "true" });
  drawn = element("div", { class: "network-drawn" }, this.canvas.node);
  words = element("p", { class: "network-words" });
  choice = element("select", { "aria-label": "Region", onchange: () => this.pick(this.choice.selectedIndex) });
  turning = button("Row by row", () => this.alternate(!this.turns), {
    "aria-pressed": "false",
    title: "While the film plays, the regions take turns",
  });
  flat = element("span");
  /** @type {Net} that of the newest film; none before it */
  net = /** @type {any} */ (null);
  row = 0;
  turns = false; // the rows take turns
  /** @type {number[] | null} the unit that is pointed at: its layer, and which it is there */
  over = null;
  pinned = [1, 0]; // the unit that was chosen last
  /** @type {HTMLElement[]} on all units */
  buttons = [];
  /** @type {{ radius: number, units: number[][] }[]} where the units are, by layer */
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
      group(step("Region before", "‹", -1)),
      this.choice,
      group(step("Next region", "›", 1)),
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

  /** @param {any} picture */
  shapeOf({ data }) {
    return data;
  }

  /** @param {any} picture */
  build({ data }) {
    const { rows, flat } = data;
    this.net = new Net(data);
    write(this.flat, `saturated: slope below ${flat}, it hardly learns`);
    this.row = Math.min(this.row, rows.length - 1);
    this.choice.replaceChildren(...rows.map((/** @type {string} */ row) => element("option", {}, row)));
    this.choice.selectedIndex = this.row;
    this.pinned = [1, 0];
    this.root.classList.toggle("network-shallow", this.net.depth <= 1);
    this.resize();
  }

  /**
   * @param {any} _picture
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
    const { shown, sizes, depth } = this.net;
    const key = `${width} ${this.built}`;
    if (key === this.laid) return;
    this.laid = key;
    const down = width < PHONE;
    const height = down ? 118 * depth + 150 : clamp(innerHeight - 420, 310, 410);
    this.places = shown.map((units, layer) => {
      const slots = units + Number(sizes[layer] > units);
      const share = depth ? layer / depth : 0;
      if (down) {
        const gap = Math.min(104, width / slots);
        const radius = clamp(0.42 * gap, 9, 24);
        const y = 74 + share * (height - 150);
        return { radius, units: Array.from({ length: slots }, (_, i) => [width / 2 + (i - (slots - 1) / 2) * gap, y]) };
      }
      const gap = Math.min(92, (height - 44) / slots);
      const radius = clamp(gap >= 62 ? (gap - 22) / 2 : 0.4 * gap, 10, 28); // with room for names, where there is some
      const x = 168 + share * (width - 168 - 210);
      return {
        radius,
        units: Array.from({ length: slots }, (_, i) => [x, 32 + (height - 36) / 2 + (i - (slots - 1) / 2) * gap]),
      };
    });
    this.down = down;
    this.drawn.style.height = `${height}px`;
    this.canvas.fit(width, height);
    for (const one of this.buttons) one.remove();
    this.buttons = this.places.flatMap(({ radius, units }, layer) =>
      units.slice(0, shown[layer]).map(([x, y], i) => this.handle(layer, i, x, y, radius)),
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
    const size = 2 * radius;
    const choose = () => {
      this.pinned = one;
      this.player.schedule();
    };
    return button("", choose, {
      class: "network-unit",
      "aria-label": this.net.title(layer, unit),
      style: `left: ${x - radius}px; top: ${y - radius}px; width: ${size}px; height: ${size}px`,
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
      const every = Math.max(1, this.player.clock.speed) * (2 / ROWS_A_SECOND); // in updates: the clock makes 2 a second at speed 1
      this.row = Math.floor(moment.update / every) % this.net.data.rows.length;
      if (this.choice.selectedIndex !== this.row) this.choice.selectedIndex = this.row;
    }
    this.net.at(moment, this.row);
    const pen = this.canvas.pen();
    this.edges(pen);
    this.pulse(pen, moment);
    this.units(pen);
  }

  /** @param {CanvasRenderingContext2D} pen */
  edges(pen) {
    const { net, places, theme } = this;
    const [layer, unit] = this.chosen;
    pen.lineCap = "butt";
    net.layers.forEach(({ before, after }, l) => {
      const [from, to] = [places[l], places[l + 1]];
      for (let o = 0; o < after; o++) {
        for (let i = 0; i < before; i++) {
          const weight = net.weight(l, o, i);
          if (!Number.isFinite(weight)) continue;
          const share = Math.sqrt(Math.min(1, Math.abs(weight) / net.largest[l]));
          const near = layer === l + 1 ? o === unit : layer === 0 && l === 0 && i === unit;
          pen.strokeStyle = weight < 0 ? theme.roles.gradient : theme.roles.prediction;
          pen.globalAlpha = near ? 1 : 0.18 + 0.4 * share;
          pen.lineWidth = 0.6 + WIDEST * share * share;
          pen.beginPath();
          pen.moveTo(from.units[i][0], from.units[i][1]);
          pen.lineTo(to.units[o][0], to.units[o][1]);
          pen.stroke();
        }
      }
    });
    pen.globalAlpha = 1;
  }

  /**
   * In the phase "predict" the numbers run forward through the edges; in "backward" the gradient comes back, as far as slopes let it through.
   * @param {CanvasRenderingContext2D} pen
   * @param {import("../../stage/play/player.js").Moment} moment
   */
  pulse(pen, { doing, within, position, frame }) {
    const forward = doing === "predict";
    if ((!forward && doing !== "backward") || position === frame) return;
    const { net, places, theme } = this;
    const { depth } = net;
    const at = depth * (forward ? within : 1 - within);
    const l = Math.min(depth - 1, Math.floor(at));
    const share = at - l;
    const { before, after } = net.layers[l];
    pen.fillStyle = forward ? theme.text : theme.roles.gradient;
    pen.strokeStyle = theme.background;
    pen.lineWidth = 1.5;
    for (let o = 0; o < after; o++) {
      const through = forward || l === depth - 1 ? 1 : Math.sqrt(Math.min(1, net.slope(l + 1, o) / net.steepest));
      if (!(through > 0.02)) continue;
      for (let i = 0; i < before; i++) {
        const [p, q] = [places[l].units[i], places[l + 1].units[o]];
        pen.beginPath();
        pen.arc(p[0] + (q[0] - p[0]) * share, p[1] + (q[1] - p[1]) * share, 1 + 4.5 * through, 0, 2 * Math.PI);
        pen.fill();
        pen.stroke();
      }
    }
  }

  /** @param {CanvasRenderingContext2D} pen */
  units(pen) {
    const { net, places, theme } = this;
    const background = rgb(theme.background);
    const [blue, orange, grey] = [theme.roles.prediction, theme.roles.gradient, theme.roles.muted].map(rgb);
    const quiet = tint(background, rgb(theme.text), 0.68);
    const font = (/** @type {number} */ weight) => `${weight} ${FONT}px ${theme.font}`;
    pen.textBaseline = "middle";
    places.forEach(({ radius, units }, layer) => {
      const output = layer === net.depth;
      units.forEach(([x, y], i) => {
        pen.textAlign = "center";
        if (i >= net.shown[layer]) {
          pen.font = font(600);
          pen.fillStyle = quiet;
          pen.fillText(`+${count(net.sizes[layer] - net.shown[layer])}`, x, y);
          return;
        }
        const value = net.value(layer, i);
        const share = net.lit(layer, i);
        pen.beginPath();
        pen.arc(x, y, radius, 0, 2 * Math.PI);
        pen.fillStyle =
          layer === 0
            ? tint(background, grey, 0.22)
            : tint(background, share < 0 ? orange : blue, 0.06 + 0.56 * Math.min(1, Math.abs(share)));
        pen.fill();
        const flat = layer > 0 && !output && net.slope(layer, i) < net.data.flat;
        const [at, of] = this.chosen;
        pen.lineWidth = flat ? 3 : at === layer && of === i ? 3 : 1.5;
        pen.strokeStyle = flat ? theme.roles.loss : at === layer && of === i ? theme.text : quiet;
        pen.setLineDash(flat ? [5, 3.5] : []);
        pen.stroke();
        pen.setLineDash([]);
        if (radius >= 17) {
          pen.font = font(700);
          pen.fillStyle = theme.text;
          pen.fillText(layer > 0 && !output ? brief(value, 2) : brief(value, 1), x, y + 1);
        }
        if (layer > 0 && !output && radius >= 20) {
          pen.font = font(500);
          pen.fillStyle = quiet;
          this.text(pen, net.name(layer, i), x, y - radius - 10);
        }
      });
      this.labels(pen, layer, quiet, font);
    });
  }

  /**
   * Text that stays readable above edges.
   * @param {CanvasRenderingContext2D} pen
   * @param {string} text
   * @param {number} x
   * @param {number} y
   */
  text(pen, text, x, y) {
    pen.strokeStyle = this.theme.background;
    pen.lineWidth = 5;
    pen.lineJoin = "round";
    pen.strokeText(text, x, y);
    pen.fillText(text, x, y);
  }

  /**
   * The names of a layer, of the inputs with what was measured, of the outputs with what is true.
   * @param {CanvasRenderingContext2D} pen
   * @param {number} layer
   * @param {string} quiet
   * @param {(weight: number) => string} font
   */
  labels(pen, layer, quiet, font) {
    const { net, places, theme, down, row } = this;
    const { inputs, units: measures, targets, unit, x, y } = net.data;
    const { radius, units } = places[layer];
    const output = layer === net.depth;
    const heading = output ? "outputs" : layer === 0 ? "inputs" : `${count(net.sizes[layer])} × ${net.data.activation}`;
    pen.font = font(600);
    pen.fillStyle = quiet;
    if (down) {
      pen.textAlign = "left";
      if (layer > 0 && !output) this.text(pen, heading, 0, units[0][1] - radius - (radius >= 20 ? 30 : 16));
    } else {
      pen.textAlign = "center";
      pen.fillText(heading, units[0][0], 10);
    }
    if (layer > 0 && !output) return;
    const names = output ? targets : inputs;
    names.forEach((name, i) => {
      const [left, top] = units[i];
      const told = output
        ? `true ${brief(y[row][i], 1)}${down ? "" : ` ${unit}`}`
        : `${brief(x[row][i], 1)} ${measures[i]}`;
      const [at, gap] = down ? [left, output ? 1 : -1] : [left + (output ? 1 : -1) * (radius + 12), 0];
      pen.textAlign = down ? "center" : output ? "left" : "right";
      pen.font = font(700);
      pen.fillStyle = theme.text;
      pen.fillText(name, at, down ? (output ? top + radius + 14 : top - radius - 32) : top - 9);
      pen.font = font(500);
      pen.fillStyle = output ? theme.text : quiet;
      pen.fillText(told, at, down ? (gap > 0 ? top + radius + 33 : top - radius - 13) : top + 10);
    });
  }

  // ---- words

  say() {
    if (!this.net.weights.length) return; // not drawn yet
    const [layer, unit] = this.chosen;
    const told = this.net.told(layer, unit, this.row);
    this.words.replaceChildren(
      ...told.map(([kind, text]) =>
        kind
          ? element(kind === "flat" ? "span" : "strong", kind === "flat" ? { class: "network-flat" } : {}, text)
          : text,
      ),
    );
  }

  atRest() {
    const { net } = this;
    if (!net.weights.length) return undefined;
    const { rows, targets, y, unit: measure } = net.data;
    const parts = targets.map(
      (target, i) => `${target} ${number(net.value(net.depth, i))}, true ${number(y[this.row][i])} ${measure}`,
    );
    const lit = net.layers
      .slice(0, -1)
      .map(
        (_, l) =>
          `${LETTERS[l]}: ${Array.from({ length: net.shown[l + 1] }, (__, i) => brief(net.value(l + 1, i), 2)).join(", ")}`,
      );
    return `${rows[this.row]}: ${[...lit, ...parts].join("; ")}.`;
  }
}
