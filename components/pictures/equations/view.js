// The model's equations turn into matrices: variables slide into x, weights into w, biases into b; then w turns over.

import { element, write } from "../../stage/kit/dom.js";
import { number } from "../../stage/kit/format.js";
import { Hand } from "../../stage/kit/hand.js";
import { NO_PLANE, weightsAt } from "../../stage/kit/linear.js";
import { range } from "../../stage/kit/range.js";
import { share, smooth } from "../../stage/kit/shares.js";
import { Switch } from "../../stage/kit/switch.js";
import { View } from "../../stage/kit/view.js";

const STOPS = ["Equations", "Matrices", "x @ w.t() + b"];
const SLIDE_MS = 2200;
const HIGH = 52; // a chip with its gap
const SUB = "₀₁₂₃₄₅₆₇₈₉";
const NARROW = 760;
const EXTRA = 16; // by which an input's chip is wider: its name is long

export default class EquationsView extends View {
  board = element("div", { class: "equations-board" });
  words = element("p", { class: "equations-words", "aria-live": "polite" });
  hand = new Hand(this.player);
  stops = new Switch("Show", STOPS, (place) =>
    this.hand.go([place, SLIDE_MS * Math.max(0.3, Math.abs(place - this.hand.now()))]),
  );
  slider = range(
    { class: "hand-slider", "aria-label": "From equations to matrices", min: 0, max: 2, step: "any", value: 0 },
    { turn: () => this.hand.put(Number(this.slider.value)) },
  );
  data = null;
  preds = []; // chips, as w, x and b are, one row an equation
  w = [];
  x = [];
  b = [];
  chips = []; // all of them
  signs = [];
  frames = {}; // around each matrix, by its name
  drawn = null; // where the hand was when all was last put in its place

  constructor(given) {
    super(given, "equations");
    this.root.append(this.board, element("div", { class: "hand-line" }, this.stops.node, this.slider), this.words);
    this.watch(this.board);
  }

  shapeOf({ data }) {
    return [data.inputs, data.targets, data.linear, data.rows[0]];
  }

  take({ data }) {
    this.data = data;
    this.resize();
  }

  build({ data }) {
    const [d, k] = [data.inputs.length, data.targets.length];
    const sub = (...digits) => digits.map((digit) => SUB[digit] ?? digit).join("");
    const chip = (kind, label) => {
      const value = element("strong");
      return {
        kind,
        value,
        node: element("span", { class: "equations-chip", "data-kind": kind }, value, element("span", {}, label)),
      };
    };
    const signs = [];
    const sign = (text, when, place) =>
      signs.push({ when, place, node: element("span", { class: "equations-sign" }, text) });
    this.preds = data.targets.map((target) => chip("pred", target));
    this.w = data.targets.map((_, r) => data.inputs.map((_, c) => chip("weight", `w${sub(r + 1, c + 1)}`)));
    this.x = data.targets.map(() => data.inputs.map((input) => chip("input", input)));
    this.b = data.targets.map((_, r) => chip("bias", `b${sub(r + 1)}`));
    for (let r = 0; r < k; r += 1) {
      sign("=", 0, (at) => at.equation(r, 0, "after"));
      for (let c = 0; c < d; c += 1) {
        sign("×", 0, (at) => at.equation(r, 1 + 2 * c, "after"));
        sign("+", 0, (at) => at.equation(r, 2 + 2 * c, "after"));
      }
    }
    for (const [text, name] of [
      ["=", "preds"],
      ["@", "x"],
      ["+", "w"],
    ])
      sign(text, 2, (at) => at.after(name));
    this.signs = signs;
    const frame = (shape) => ({
      name: element("span", { class: "equations-name" }),
      shape,
      node: element("span", { class: "equations-frame", "aria-hidden": "true" }),
    });
    this.frames = { preds: frame(`[1, ${k}]`), x: frame(`[1, ${d}]`), w: frame(`[${k}, ${d}]`), b: frame(`[${k}]`) };
    this.chips = [...this.x.flat(), ...this.w.flat(), ...this.b, ...this.preds];
    const framed = Object.values(this.frames).flatMap(({ node, name }) => [node, name]);
    this.board.replaceChildren(...framed, ...signs.map(({ node }) => node), ...this.chips.map(({ node }) => node));
  }

  /** Where each chip lies in the equations, in the matrices, and once w has turned over. */
  resize() {
    const width = this.board.clientWidth;
    if (!width || !this.data?.linear) return;
    const [d, k] = [this.data.inputs.length, this.data.targets.length];
    const narrow = width < NARROW;
    const wide = narrow
      ? Math.min(92, (width - 46) / 3)
      : Math.min(92, (width - (2 * d + 2) * 18 - d * EXTRA) / (2 * d + 2), (width - 126 - d * EXTRA) / (2 * d + 2 * k));
    const gap = narrow ? 20 : 18;
    const extra = narrow ? 0 : EXTRA;
    const top = 26;
    // In an equation: the target, then weight and input in turn, then the bias.
    const spot = narrow
      ? (r, i) => [
          (i === 0 ? 0 : i % 2 ? 1 : 2) * (wide + gap),
          r * ((d + 1) * HIGH + 12) + Math.floor(Math.max(0, i - 1) / 2) * HIGH,
        ]
      : (r, i) => [i * (wide + gap) + Math.max(0, Math.floor((i - 1) / 2)) * extra, top + r * (HIGH + 26)];
    const lay = (name, rows, columns, x, y) => {
      const each = wide + (name === "x" ? extra : 0);
      return { x, y, wide: columns * each, high: rows * HIGH - 6, at: (r, c) => [x + c * each, y + r * HIGH] };
    };
    const arrange = (turned) => {
      const sizes = { preds: [1, k], x: [1, d], w: turned ? [d, k] : [k, d], b: [1, k] };
      const found = {};
      if (narrow) {
        let y = 28;
        for (const name of ["preds", "x", "w", "b"]) {
          found[name] = lay(name, ...sizes[name], 30, y);
          y += (name === "w" ? Math.max(d, k) : 1) * HIGH + 36;
        }
      } else {
        let x = 8;
        for (const name of ["preds", "x", "w", "b"]) {
          found[name] = lay(name, ...sizes[name], x, 28);
          x += found[name].wide + 36;
        }
      }
      return found;
    };
    const [flat, turned] = [arrange(false), arrange(true)];
    const set = (chip, ...places) => (chip.places = places);
    this.preds.forEach((chip, r) => set(chip, spot(r, 0), flat.preds.at(0, r), turned.preds.at(0, r)));
    this.b.forEach((chip, r) => set(chip, spot(r, 2 * d + 1), flat.b.at(0, r), turned.b.at(0, r)));
    for (let r = 0; r < k; r += 1) {
      for (let c = 0; c < d; c += 1) {
        set(this.w[r][c], spot(r, 1 + 2 * c), flat.w.at(r, c), turned.w.at(c, r));
        set(this.x[r][c], spot(r, 2 + 2 * c), flat.x.at(0, c), turned.x.at(0, c));
      }
    }
    for (const [name, frame] of Object.entries(this.frames)) [frame.flat, frame.turned] = [flat[name], turned[name]];
    const at = {
      equation: (r, i) => {
        const [x, y] = spot(r, i);
        return narrow && i > 0 && i % 2 === 0 ? [wide, y + HIGH] : [x + wide + (i > 0 && i % 2 === 0 ? extra : 0), y];
      },
      after: (name) =>
        narrow
          ? [2, turned[{ preds: "x", x: "w", w: "b" }[name]].y]
          : [turned[name].x + turned[name].wide + 9, turned[name].y],
    };
    for (const sign of this.signs) sign.at = sign.place(at);
    this.board.style.height = `${narrow ? Math.max(28 + (3 + Math.max(d, k)) * HIGH + 3 * 36, k * ((d + 1) * HIGH + 12)) : 28 + Math.max(d, k) * HIGH + 6}px`;
    this.board.style.setProperty("--wide", `${wide - 6}px`);
    this.board.style.setProperty("--input", `${wide + extra - 6}px`);
    this.board.style.setProperty("--sign", `${gap}px`);
    this.drawn = null;
    this.player.schedule();
  }

  draw(moment) {
    const { film } = moment;
    if (!this.data.linear) return write(this.words, NO_PLANE);
    if (!this.preds[0].places) return;
    const at = this.hand.now();
    if (at !== this.drawn) this.slide(at);
    const { w, b } = weightsAt(film, moment, this.w.length, this.x[0].length);
    const k = this.preds.length;
    this.preds.forEach(({ value }, column) =>
      write(value, number(film.sample({ array: "predictions", column }, moment))),
    );
    for (let r = 0; r < k; r += 1) {
      write(this.b[r].value, number(b[r]));
      this.w[r].forEach(({ value }, c) => write(value, number(w[r][c])));
      this.x[r].forEach(({ value }, c) => write(value, number(this.data.seen[0][c])));
    }
  }

  /** All in its place, at this share of the way. */
  slide(at) {
    this.drawn = at;
    const [slid, turned] = [smooth(at), smooth(at - 1)];
    for (const { node, places } of this.chips) {
      const [p, q, s] = places;
      const [x, y] = [0, 1].map((axis) => p[axis] + (q[axis] - p[axis]) * slid + (s[axis] - q[axis]) * turned);
      node.style.transform = `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px)`;
    }
    for (const {
      node,
      at: [x, y],
      when,
    } of this.signs) {
      node.style.transform = `translate(${x}px, ${y}px)`;
      node.style.opacity = when === 0 ? 1 - share(at, 0, 0.3) : share(at, 1.5, 2);
    }
    for (const [name, { node, name: label, shape, flat, turned: end }] of Object.entries(this.frames)) {
      const mid = (key) => flat[key] + (end[key] - flat[key]) * turned;
      node.style.transform = `translate(${mid("x") - 8}px, ${mid("y") - 5}px)`;
      node.style.width = `${mid("wide") + 10}px`;
      node.style.height = `${mid("high") + 10}px`;
      const seen = share(at, 0.6, 1) * (name === "w" ? 1 - 0.6 * Math.sin(Math.PI * turned) : 1);
      node.style.opacity = label.style.opacity = seen;
      label.style.transform = `translate(${mid("x") - 4}px, ${mid("y") - 28}px)`;
      write(
        label,
        name === "w" && turned > 0.5 ? `w.t() ${shape.replace(/\[(\d+), (\d+)\]/, "[$2, $1]")}` : `${name} ${shape}`,
      );
    }
    const nearest = Math.round(at);
    this.stops.press(nearest);
    this.slider.value = at;
    this.slider.style.setProperty("--done", at / 2);
    const { rows, targets, inputs } = this.data;
    const says = [
      `${rows[0]}: one equation for each target. The inputs are the same in both, the weights and the bias are not.`,
      `Only the places changed: a row of ${inputs.length} inputs, ${targets.length} rows of weights, a bias for each target.`,
      "Turned over, each column of w.t() meets the row of inputs: the same products, the same sums.",
    ];
    write(this.words, says[nearest]);
  }

  atRest(moment) {
    const { data } = this;
    if (!data.linear) return undefined;
    const { w, b } = weightsAt(moment.film, moment, data.targets.length, data.inputs.length);
    const sum = (r) => data.inputs.map((input, c) => `${number(w[r][c])} × ${input}`).join(" + ");
    return data.targets.map((target, r) => `${target} = ${sum(r)} + ${number(b[r])}`).join("; ");
  }
}
