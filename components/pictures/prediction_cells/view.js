// inputs @ w.t() + b with the run's own numbers, cell by cell: the tensors view, moved by hand, its weights by the clock.

import { button, element, write } from "../../stage/kit/dom.js";
import { number } from "../../stage/kit/format.js";
import { Hand } from "../../stage/kit/hand.js";
import { NO_PLANE, weightsAt } from "../../stage/kit/linear.js";
import { range } from "../../stage/kit/range.js";
import { Switch } from "../../stage/kit/switch.js";
import TensorsView from "../../stage/tensors/view.js";

const CELL_MS = 1500;
const BIAS_MS = 3400;
const DONE = 0.94; // share of a cell's time at which its sum is complete and still marked
const BEATS = [{ code: "product = inputs @ w.t()" }, { code: "preds = product + b" }];

export default class CellsView extends TensorsView {
  rows = 5;
  offered = []; // numbers of rows to choose from
  facts = null;
  played = null; // the film that the hand plays
  hand = new Hand(this.player);
  slider = range(
    { class: "hand-slider", "aria-label": "Through the product and the bias", min: 0, max: 2, step: "any", value: 0 },
    { turn: () => this.hand.put(Number(this.slider.value)) },
  );
  choices = new Switch("Rows", [], (place) => this.choose(this.offered[place]));

  constructor(given) {
    super(given);
    this.root.classList.add("cells");
    this.switch.node.parentElement.prepend(this.choices.node);
    const hand = (label, press) => button(label, press, { class: "hand-button" });
    this.root.append(
      element(
        "div",
        { class: "hand-line" },
        hand("Next cell", () => this.next()),
        hand("All cells", () => this.run()),
        this.slider,
      ),
    );
  }

  film(film) {
    const data = film.header.pictures[this.name]?.data;
    if (!data) return;
    this.facts = data;
    this.offered = [...new Set([1, 2, 5, data.rows.length])].filter((n) => n <= data.rows.length);
    if (!this.offered.includes(this.rows)) this.rows = this.offered.at(-1);
    this.choices.offer(
      this.offered.map((n) => (n === 1 ? "1 row" : `${n} rows`)),
      this.offered.indexOf(this.rows),
    );
    this.prepare();
  }

  choose(rows) {
    this.rows = rows;
    this.choices.press(this.offered.indexOf(rows));
    this.hand.put(0);
    this.prepare();
  }

  /** Five tensors and two scenes, as the film of an expression has them; the numbers come with each moment. */
  prepare() {
    const { facts, rows } = this;
    const [d, k] = [facts.inputs.length, facts.targets.length];
    const tensor = (name, shape) => ({
      name,
      shape,
      dtype: "float32",
      values: Array(shape.reduce((a, b) => a * b, 1)).fill(0),
    });
    const tensors = [
      tensor("inputs", [rows, d]),
      tensor("w.t()", [d, k]),
      tensor("product", [rows, k]),
      tensor("b", [k]),
      tensor("preds", [rows, k]),
    ];
    tensors[0].values = facts.seen.slice(0, rows).flat();
    const cells = Array.from({ length: rows * k }, (_, o) => [Math.floor(o / k), o % k]);
    const scene = (style, name, inputs, output, pairs, formula) => {
      const ends = [];
      const sources = pairs.flatMap((of) => (ends.push((ends.at(-1) ?? 0) + of.length), of.flat()));
      return { style, function: name, inputs, parts: [{ output, formula }], sources, ends };
    };
    const factors = cells.map(([i, j]) =>
      Array.from({ length: d }, (_, c) => [
        [0, i * d + c],
        [1, c * k + j],
      ]).flat(),
    );
    const sums = cells.map(([, j], o) => [
      [0, o],
      [1, j],
    ]);
    const scenes = [
      scene("dot", "matmul", [0, 1], 2, factors, { kind: "dot" }),
      scene("zip", "add", [2, 3], 4, sums, { template: "{0} + {1}" }),
    ];
    this.played = {
      header: { pictures: { [this.name]: { tensors, scenes } } },
      beats: BEATS,
      seconds: (beat) => (beat ? BIAS_MS : rows * k * CELL_MS) / 1000,
    };
    super.film(this.played);
  }

  /** The numbers of this moment. */
  fill(film, moment) {
    const { facts, tensors, rows } = this;
    const [d, k] = [facts.inputs.length, facts.targets.length];
    const { w, b } = weightsAt(film, moment, k, d);
    const before = tensors[1].values.join() + tensors[3].values.join();
    tensors[1].values = Array.from({ length: d * k }, (_, e) => w[e % k][Math.floor(e / k)]);
    tensors[3].values = b;
    if (tensors[1].values.join() + b.join() === before) return;
    const product = (o) => facts.seen[Math.floor(o / k)].reduce((sum, x, c) => sum + x * w[o % k][c], 0);
    tensors[2].values = Array.from({ length: rows * k }, (_, o) => product(o));
    tensors[4].values = tensors[2].values.map((value, o) => value + b[o % k]);
    this.told = -1;
    for (const { values } of tensors)
      values.forEach(
        (value, i) =>
          Number.isFinite(value) || (values[i] = String(value).replace("Infinity", "inf").replace("NaN", "nan")),
      );
    if (this.colouring === "Value") this.paintAgain();
  }

  handMoment(moment) {
    const position = this.hand.now();
    this.slider.value = position;
    this.slider.style.setProperty("--done", position / 2);
    return { ...moment, film: this.played, position, playing: moment.playing || this.hand.gliding };
  }

  render(moment) {
    if (!this.facts || !moment.film?.header.pictures[this.name]) return;
    if (!this.facts.linear) return write(this.formula, NO_PLANE);
    this.fill(moment.film, moment);
    super.render(this.handMoment(moment));
  }

  speak(moment) {
    if (this.facts?.linear && this.played) super.speak(this.handMoment(moment));
  }

  /** The whole sum behind a prediction that is pointed at. */
  speakNow(moment) {
    super.speakNow(moment);
    if (this.index !== 1 || this.aimed?.place !== 2) return;
    const { facts, tensors } = this;
    const k = facts.targets.length;
    const [i, j] = [Math.floor(this.aimed.element / k), this.aimed.element % k];
    const signed = (value) => (Number(value) < 0 ? `(${number(value)})` : number(value));
    const terms = facts.seen[i].map((x, c) => `${signed(x)} × ${signed(tensors[1].values[c * k + j])}`);
    write(
      this.formula,
      `${facts.rows[i]}, ${facts.targets[j]}: ${[...terms, signed(tensors[3].values[j])].join(" + ")} = ${number(Number(tensors[4].values[this.aimed.element]))} ${facts.unit}`,
    );
  }

  // ---- the visitor's hand

  get cells() {
    return this.rows * this.facts.targets.length;
  }

  next() {
    const { cells } = this;
    const at = this.hand.now() >= 2 ? 0 : this.hand.now();
    if (at === 0) this.hand.put(0);
    const done = Math.floor(at * cells + (1 - DONE) + 1e-6);
    if (at < 1 && done < cells) this.hand.go([(done + DONE) / cells, CELL_MS]);
    else this.hand.go([1, 100], [2, BIAS_MS]);
  }

  run() {
    const { cells } = this;
    if (this.hand.gliding) return this.hand.put(this.hand.now());
    if (this.hand.now() >= 2) this.hand.put(0);
    const at = this.hand.now();
    const stops = at < 1 ? [[1, (1 - at) * Math.min(16000, cells * CELL_MS)]] : [];
    this.hand.go(...stops, [2, (2 - Math.max(1, at)) * BIAS_MS]);
  }
}
