// Two ways to a program: rules and answers change places. The hand decides how far.

import { element, svg, write } from "../../stage/kit/dom.js";
import { forward, weightsNow } from "../../stage/kit/forward.js";
import { Hand } from "../../stage/kit/hand.js";
import { seen } from "../../stage/kit/linear.js";
import { range } from "../../stage/kit/range.js";
import { ease } from "../../stage/kit/shares.js";
import { Switch } from "../../stage/kit/switch.js";
import { View } from "../../stage/kit/view.js";
import { arrow, laid } from "./layout.js";
import { classical, learned, verdict } from "./programs.js";

const GLIDE = 1100; // ms from the one way to the other

/**
 * The units of the model's layers, the names and units of a table, and one row of it.
 * @typedef {import("../../stage/told").TwoWays} Data
 */

/**
 * A part of a program: its name, where it goes, and what it says.
 * @param {string} kind
 * @param {string} title
 */
function part(kind, title) {
  const lines = element("div", { class: "ways-lines" });
  const under = element("span", { class: "ways-under" });
  const node = element("div", { class: `ways-part ways-${kind}` }, element("strong", {}, title, under), lines);
  return { node, lines, under };
}

/** @param {import("./layout.js").Box} box */
const translated = ({ left, top }) => `transform: translate(${left}px, ${top}px)`;

export default class TwoWaysView extends View {
  switch = new Switch("Way", ["Classical programming", "Machine learning"], (place) => this.go(place), 1);
  slider = range(
    {
      class: "ways-slider",
      "aria-label": "From classical programming to machine learning",
      min: 0,
      max: 1,
      step: 0.01,
      value: 1,
    },
    { turn: () => this.drag() },
  );
  parts = { data: part("data", "Data"), rules: part("rules", "Rules"), answers: part("answers", "Answers") };
  does = element("span");
  machine = element("div", { class: "ways-machine" }, element("strong", {}, "Computer"), this.does);
  paths = [0, 1, 2].map(() => svg("path"));
  arrows = svg("svg", { class: "ways-arrows", "aria-hidden": "true" }, ...this.paths);
  field = element(
    "div",
    { class: "ways-field" },
    this.arrows,
    this.machine,
    ...Object.values(this.parts).map(({ node }) => node),
  );
  says = element("p", { class: "ways-says" });
  /** @type {Data} that of the newest film; none before it */
  data = /** @type {any} */ (null);
  share = 1; // of the way from classical programming to machine learning
  from = 1; // where it glides from
  goal = 1; // where it glides to
  hand = new Hand(this.player); // how far it has glided
  drawn = NaN; // the share that was last drawn
  answered = ""; // the answers that stand there
  /** @type {number[] | null} */
  predicted = null;

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "ways");
    this.caption.append(this.switch.node);
    this.root.append(this.field, this.slider, this.says);
    this.watch(this.field);
  }

  /** @param {{ data: Data }} picture */
  take({ data }) {
    this.data = data;
    const { row, inputs, units } = data;
    this.parts.data.lines.replaceChildren(
      ...inputs.map((name, i) => element("span", {}, `${name} ${name[0]} = ${row.inputs[i]} ${units[i]}`)),
    );
    this.drawn = NaN;
  }

  resize() {
    this.drawn = NaN;
    this.player.schedule();
  }

  /** @param {number} goal */
  go(goal) {
    [this.from, this.goal] = [this.share, goal];
    this.hand.put(0);
    this.hand.go([1, GLIDE]);
  }

  drag() {
    this.share = this.from = this.goal = Number(this.slider.value);
    this.hand.put(1);
  }

  get learned() {
    return this.share > 0.5;
  }

  /** @param {import("../../stage/kit/view.js").Shown} moment */
  draw(moment) {
    this.share = this.from + (this.goal - this.from) * ease(this.hand.now());
    this.program(moment);
    if (this.share === this.drawn) return;
    this.drawn = this.share;
    this.lay();
  }

  /**
   * In machine learning the rules are numbers: the weights that the clock shows.
   * @param {import("../../stage/kit/view.js").Shown} moment
   */
  program(moment) {
    const weights = weightsNow(moment, this.data);
    const { rules, answers } = this.learned ? learned(this.data, weights) : classical(this.data);
    if (answers.join() !== this.answered) {
      this.answered = answers.join();
      this.parts.answers.lines.replaceChildren(...answers.map((text) => element("span", {}, text)));
    }
    const { lines } = this.parts.rules;
    if (lines.children.length !== rules.length) lines.replaceChildren(...rules.map(() => element("span")));
    rules.forEach((text, i) => write(lines.children[i], text));
    lines.classList.toggle("ways-code", !this.learned);
    this.predicted = weights && forward(weights, seen(this.data.row.inputs, moment.film.header.scale), this.data);
  }

  /** @param {import("../../stage/kit/view.js").Shown} moment */
  say(moment) {
    const epoch = Math.floor(moment.film.at("epoch", moment.frame));
    const said = this.predicted ? ` ${verdict(this.data, this.predicted, epoch)}` : "";
    write(
      this.says,
      this.learned
        ? `Data and answers go in, rules come out: a program made of numbers.${said}`
        : "Somebody writes the rules. Rules and data go in, answers come out.",
    );
  }

  /** Boxes and arrows at this share of the way from the one to the other. */
  lay() {
    const { share, learned } = this;
    const width = this.field.clientWidth;
    const { height, boxes, machine, arrows } = laid(width, share);
    this.field.style.height = `${height}px`;
    for (const [name, { node, under }] of Object.entries(this.parts)) {
      const box = boxes[/** @type {keyof typeof boxes} */ (name)];
      const out = name === (learned ? "rules" : "answers");
      node.style.cssText = `width: ${box.width}px; min-height: ${box.height}px; ${translated(box)}`;
      node.classList.toggle("ways-out", out);
      write(under, out ? " come out" : " go in");
    }
    this.machine.style.cssText = `width: ${machine.width}px; height: ${machine.height}px; ${translated(machine)}`;
    write(this.does, learned ? "trains" : "runs the program");
    this.arrows.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.paths.forEach((path, i) => {
      path.setAttribute("d", arrow(arrows[i]));
      path.style.opacity = String(i === 1 ? 1 : (2 * share - 1) ** 2);
    });
    this.slider.value = String(share);
    this.switch.press(learned ? 1 : 0);
  }
}
