// The model's equations turn into matrices: variables slide into x, weights into w, biases into b; then w turns over.

import { Board, few, NAMES } from "./board.js";
import { element, write } from "../../stage/kit/dom.js";
import { compact, number } from "../../stage/kit/format.js";
import { Hand } from "../../stage/kit/hand.js";
import { HandSlider } from "../../stage/kit/handslider.js";
import { NO_PLANE, weightsAt } from "../../stage/kit/linear.js";
import { shapeText } from "../../stage/kit/shape.js";
import { between, share, smooth } from "../../stage/kit/shares.js";
import { Switch } from "../../stage/kit/switch.js";
import { View } from "../../stage/kit/view.js";

const STOPS = ["Equations", "Matrices", "x @ w.t() + b"];
const SLIDE_MS = 2200;
const SUB = "₀₁₂₃₄₅₆₇₈₉";
const [MOST_INPUTS, MOST_TARGETS] = [5, 3]; // that are written out; of more, the last place says how many are left

/**
 * The table of a run: `seen` [N, d] as the model sees it; the equations are those of its first row.
 * @typedef {Pick<import("../../stage/told").Equations, "inputs" | "targets" | "rows" | "seen" | "linear">} Facts
 *
 * @typedef {import("./board.js").Point} Point
 * @typedef {import("../../stage/play/player.js").Moment} Moment
 *
 * A moment's numbers: x [d], w [k, d], b [k] and preds [k].
 * @typedef {import("../../stage/kit/linear.js").Weights & { x: number[], preds: number[] }} Now
 *
 * A number with its name, its place in an equation and in a matrix, and which of a moment's numbers it is; null where it
 * stands for several that are left out.
 * @typedef {{
 *   node: HTMLElement, value: HTMLElement, place: Parameters<Board["places"]>, read: (now: Now) => number | null,
 * }} Chip
 *
 * A sign of the equations (0) or of the last stop (2).
 * @typedef {{ node: HTMLElement, when: 0 | 2, place: (board: Board) => Point }} Sign
 *
 * What is around a matrix.
 * @typedef {{ node: HTMLElement, label: HTMLElement, shape: number[] }} Frame
 */

export default class EquationsView extends View {
  board = element("div", { class: "equations-board" });
  words = element("p", { class: "equations-words", "aria-live": "polite" });
  hand = new Hand(this.player);
  stops = new Switch("Show", STOPS, (place) =>
    this.hand.go([place, SLIDE_MS * Math.max(0.3, Math.abs(place - this.hand.now()))]),
  );
  slider = new HandSlider(this.hand, "From equations to matrices", 2);
  /** @type {Facts} */
  data = { inputs: [], targets: [], rows: [], seen: [], linear: false };
  /** @type {Chip[]} */
  chips = [];
  /** @type {Sign[]} */
  signs = [];
  /** @type {Record<import("./board.js").Name, Frame>} none before the first film */
  frames = /** @type {any} */ ({});
  /** @type {Board | null} where what is built lies, once there is room */
  laid = null;
  /** @type {number | null} where the hand was when all was last put in its place */
  drawn = null;

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "equations");
    this.root.append(this.board, element("div", { class: "hand-line" }, this.stops.node, this.slider.node), this.words);
    this.watch(this.board);
  }

  /** @param {{ data: Facts }} picture */
  shapeOf({ data }) {
    return [data.inputs, data.targets, data.linear, data.rows[0]];
  }

  /** @param {{ data: Facts }} picture */
  take({ data }) {
    this.data = data;
    this.resize();
  }

  /** @param {{ data: Facts }} picture */
  build({ data: { inputs, targets } }) {
    const [ins, outs] = [few(inputs, MOST_INPUTS), few(targets, MOST_TARGETS)];
    const d = ins.length;
    const sub = (/** @type {number[]} */ ...digits) => digits.map((digit) => SUB[digit] ?? digit).join("");
    /** @type {(kind: string, label: string, place: Chip["place"], read: Chip["read"]) => Chip} */
    const chip = (kind, label, place, read) => {
      const value = element("strong");
      const name = element("span", {}, label);
      return { node: element("span", { class: "equations-chip", "data-kind": kind }, value, name), value, place, read };
    };
    /** @type {(one: (r: number, c: number) => Chip) => Chip[]} */
    const each = (one) => outs.flatMap((_, r) => ins.map((_, c) => one(r, c)));
    const left = (/** @type {number} */ r, /** @type {number} */ c) =>
      r >= targets.length || outs[r].more || ins[c].more;
    const weight = (/** @type {number} */ r, /** @type {number} */ c) =>
      left(r, c) ? "…" : `w${sub(r + 1)}${inputs.length > 9 ? "." : ""}${sub(c + 1)}`;
    const got = (/** @type {{ more: number }} */ { more }, /** @type {Chip["read"]} */ read) =>
      more ? () => null : read;
    this.chips = [
      ...each((r, c) =>
        chip(
          "input",
          ins[c].name,
          [r, 2 + 2 * c, "x", 0, c],
          got(ins[c], ({ x }) => x[c]),
        ),
      ),
      ...each((r, c) =>
        chip("weight", weight(r, c), [r, 1 + 2 * c, "w", r, c], left(r, c) ? () => null : ({ w }) => w[r][c]),
      ),
      ...outs.map((out, r) =>
        chip(
          "bias",
          out.more ? "…" : `b${sub(r + 1)}`,
          [r, 2 * d + 1, "b", 0, r],
          got(out, ({ b }) => b[r]),
        ),
      ),
      ...outs.map((out, r) =>
        chip(
          "pred",
          out.name,
          [r, 0, "preds", 0, r],
          got(out, ({ preds }) => preds[r]),
        ),
      ),
    ];
    /** @type {(text: string, when: Sign["when"], place: Sign["place"]) => Sign} */
    const sign = (text, when, place) => ({ when, place, node: element("span", { class: "equations-sign" }, text) });
    const row = ["=", ...ins.flatMap(() => ["×", "+"])];
    this.signs = [
      ...outs.flatMap((_, r) => row.map((text, i) => sign(text, 0, (on) => on.afterSpot(r, i)))),
      sign("=", 2, (on) => on.afterMatrix("preds")),
      sign("@", 2, (on) => on.afterMatrix("x")),
      sign("+", 2, (on) => on.afterMatrix("w")),
    ];
    const frame = (/** @type {number[]} */ ...shape) => ({
      shape,
      label: element("span", { class: "equations-name" }),
      node: element("span", { class: "equations-frame", "aria-hidden": "true" }),
    });
    const sizes = [targets.length, inputs.length];
    this.frames = { preds: frame(1, sizes[0]), x: frame(1, sizes[1]), w: frame(...sizes), b: frame(sizes[0]) };
    const framed = Object.values(this.frames).flatMap(({ node, label }) => [node, label]);
    this.board.replaceChildren(...framed, ...[...this.signs, ...this.chips].map(({ node }) => node));
    this.laid = null;
  }

  resize() {
    const width = this.board.clientWidth;
    const { inputs, targets, linear } = this.data;
    if (!width || !linear) return;
    const laid = new Board(width, few(inputs, MOST_INPUTS).length, few(targets, MOST_TARGETS).length);
    const { style } = this.board;
    style.height = `${laid.height}px`;
    style.setProperty("--wide", `${laid.wide - 6}px`);
    style.setProperty("--input", `${laid.wide + laid.extra - 6}px`);
    style.setProperty("--sign", `${laid.gap}px`);
    this.laid = laid;
    this.drawn = null;
    this.player.schedule();
  }

  /** @param {Moment} moment */
  draw(moment) {
    const { seen, inputs, targets, linear } = this.data;
    if (!linear) return write(this.words, NO_PLANE);
    if (!this.laid) return;
    const at = this.hand.now();
    if (at !== this.drawn) this.slide(at, this.laid);
    const { film } = moment;
    const preds = targets.map((_, column) => film.sample({ array: "predictions", column }, moment));
    const now = { x: seen[0], preds, ...weightsAt(film, moment, targets.length, inputs.length) };
    for (const { value, read } of this.chips) {
      const number = read(now);
      write(value, number === null ? "…" : compact(number));
    }
  }

  /**
   * All in its place, at this share of the way.
   * @param {number} at
   * @param {Board} laid
   */
  slide(at, laid) {
    this.drawn = at;
    const [slid, turned] = [smooth(at), smooth(at - 1)];
    for (const { node, place } of this.chips) {
      const [p, q, s] = laid.places(...place);
      const [x, y] = [0, 1].map((axis) => p[axis] + (q[axis] - p[axis]) * slid + (s[axis] - q[axis]) * turned);
      node.style.transform = `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px)`;
    }
    for (const { node, when, place } of this.signs) {
      const [x, y] = place(laid);
      node.style.transform = `translate(${x}px, ${y}px)`;
      node.style.opacity = String(when === 0 ? 1 - share(at, 0, 0.3) : share(at, 1.5, 2));
    }
    for (const name of NAMES) this.surround(name, at, laid);
    const nearest = Math.round(at);
    this.stops.press(nearest);
    this.slider.show(at);
    const { rows, targets, inputs } = this.data;
    const [d, k] = [inputs.length, targets.length];
    const one = k === 1;
    const same = `The inputs are the same in ${k === 2 ? "both" : "all"}, the weights and the bias are not.`;
    const each = one ? "a row of weights, a bias." : `${k} rows of weights, a bias for each target.`;
    const says = [
      one ? `${rows[0]}: the one target has one equation.` : `${rows[0]}: one equation for each target. ${same}`,
      `Only the places changed: a row of ${d} input${d > 1 ? "s" : ""}, ${each}`,
      "Turned over, each column of w.t() meets the row of inputs: the same products, the same sums.",
    ];
    write(this.words, says[nearest]);
  }

  /**
   * The frame of a matrix, with its name.
   * @param {import("./board.js").Name} name
   * @param {number} at
   * @param {Board} laid
   */
  surround(name, at, laid) {
    const { node, label, shape } = this.frames[name];
    const turned = smooth(at - 1);
    const [from, to] = [laid.flat[name], laid.turned[name]];
    const [x, y, wide, high] = between([from.x, from.y, from.wide, from.high], [to.x, to.y, to.wide, to.high], turned);
    node.style.transform = `translate(${x - 8}px, ${y - 5}px)`;
    node.style.width = `${wide + 10}px`;
    node.style.height = `${high + 10}px`;
    const seen = share(at, 0.6, 1) * (name === "w" ? 1 - 0.6 * Math.sin(Math.PI * turned) : 1);
    node.style.opacity = label.style.opacity = String(seen);
    label.style.transform = `translate(${x - 4}px, ${y - 28}px)`;
    write(
      label,
      name === "w" && turned > 0.5 ? `w.t() ${shapeText([...shape].reverse())}` : `${name} ${shapeText(shape)}`,
    );
  }

  /** @param {Moment} moment */
  atRest(moment) {
    const { inputs, targets, linear } = this.data;
    if (!linear) return undefined;
    const { w, b } = weightsAt(moment.film, moment, targets.length, inputs.length);
    const sum = (/** @type {number} */ r) => inputs.map((input, c) => `${number(w[r][c])} × ${input}`).join(" + ");
    return targets.map((target, r) => `${target} = ${sum(r)} + ${number(b[r])}`).join("; ");
  }
}
