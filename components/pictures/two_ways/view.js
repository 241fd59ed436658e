// Two ways to a program: rules and answers change places. The hand decides how far.

import { element, svg, write } from "../../stage/kit/dom.js";
import { count, number, yields } from "../../stage/kit/format.js";
import { countOf, forward, weightsNow } from "../../stage/kit/forward.js";
import { seen } from "../../stage/kit/linear.js";
import { range } from "../../stage/kit/range.js";
import { clamp, ease } from "../../stage/kit/shares.js";
import { Switch } from "../../stage/kit/switch.js";
import { View } from "../../stage/kit/view.js";

const WIDE = 700; // px from which the diagram lies

/**
 * A part of a program: its name, where it goes, and what it says.
 * @param {string} kind
 * @param {string} title
 */
function part(kind, title) {
  const lines = element("div", { class: "ways-lines" });
  const under = element("span", { class: "ways-under" });
  return {
    lines,
    under,
    node: element("div", { class: `ways-part ways-${kind}` }, element("strong", {}, title, under), lines),
  };
}

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
  /** @type {{ inputs: string[], units: string[], targets: string[], unit: string, sizes: number[], activation: any, row: import("../new_region/view.js").Row }} */
  data = {
    inputs: [],
    units: [],
    targets: [],
    unit: "",
    sizes: [],
    activation: undefined,
    row: { name: "", inputs: [], targets: [] },
  };
  share = 1; // of the way from classical programming to machine learning
  goal = 1; // where it glides to
  from = 1;
  begun = 0;
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

  /** @param {any} picture */
  take({ data }) {
    this.data = data;
    const { row, inputs, units } = this.data;
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
    this.goal = goal;
    this.from = this.share;
    this.begun = performance.now();
    if (this.player.still.matches) this.share = goal;
    this.player.schedule();
  }

  drag() {
    this.share = this.goal = Number(this.slider.value);
    this.player.schedule();
  }

  /** @param {import("../../stage/play/player.js").Moment} moment */
  draw(moment) {
    if (this.share !== this.goal) {
      const u = clamp((performance.now() - this.begun) / 1100);
      this.share = u === 1 ? this.goal : this.from + (this.goal - this.from) * ease(u);
      this.player.schedule();
    }
    this.rules(moment);
    if (this.share === this.drawn) return;
    this.drawn = this.share;
    this.lay();
  }

  /**
   * In machine learning the rules are numbers: the weights that the clock shows.
   * @param {import("../../stage/play/player.js").Moment} moment
   */
  rules(moment) {
    const { inputs, targets, unit, row } = this.data;
    const learned = this.share > 0.5;
    const answers = learned
      ? row.targets.map((value, k) => `${targets[k]} = ${value} ${unit}`)
      : [`apples = ${row.inputs[1] > 80 ? 100 : 50} ${unit}`]; // what the rule says
    if (answers.join() !== this.answered) {
      this.answered = answers.join();
      this.parts.answers.lines.replaceChildren(...answers.map((text) => element("span", {}, text)));
    }
    const weights = weightsNow(moment, this.data);
    const network = this.data.sizes.length > 2;
    const d = inputs.length;
    const short = (/** @type {number} */ value) =>
      Math.abs(value) < 1000 ? Math.abs(value).toFixed(2) : number(Math.abs(value));
    const texts = learned
      ? targets.map((name, k) => {
          if (!weights || network) return `${name} = a network of ${count(countOf(this.data.sizes))} numbers`;
          const terms = inputs.map(
            (input, i) =>
              `${weights[k * d + i] < 0 ? (i ? "− " : "−") : i ? "+ " : ""}${short(weights[k * d + i])} ${input[0]}`,
          );
          const bias = weights[targets.length * d + k];
          return `${name} = ${terms.join(" ")} ${bias < 0 ? "−" : "+"} ${short(bias)}`;
        })
      : ["if r > 80:", "  apples = 100", "else: apples = 50"];
    const { lines } = this.parts.rules;
    if (lines.children.length !== texts.length) lines.replaceChildren(...texts.map(() => element("span")));
    texts.forEach((text, i) => write(lines.children[i], text));
    lines.classList.toggle("ways-code", !learned);
    this.predicted = weights && forward(weights, seen(row.inputs, moment.film.header.scale), this.data);
  }

  /** @param {import("../../stage/play/player.js").Moment} moment */
  say(moment) {
    const learned = this.share > 0.5;
    const { row, targets, unit } = this.data;
    const epoch = count(Math.floor(moment.film.at("epoch", moment.frame)));
    const said = this.predicted
      ? ` After epoch ${epoch} they say ${this.predicted.map((value, k) => `${yields(value)} ${unit} of ${targets[k]}`).join(" and ")} for ${row.name}; true are ${row.targets.join(" and ")}.`
      : "";
    write(
      this.says,
      learned
        ? `Data and answers go in, rules come out: a program made of numbers.${said}`
        : "Somebody writes the rules. Rules and data go in, answers come out.",
    );
  }

  /** Boxes and arrows at this share of the way from the one to the other. */
  lay() {
    const { share } = this;
    const width = this.field.clientWidth;
    const wide = width >= WIDE;
    const [w, h] = wide ? [Math.min(350, (width - 160) / 2 - 56), 116] : [(width - 12) / 2, 126];
    const full = wide ? w : Math.min(width, 340);
    const height = wide ? 330 : 500;
    const mid = [width / 2, height / 2];
    this.field.style.height = `${height}px`;
    // Classical: rules above, data below, answers out. Learning: answers above, data below, rules out.
    const first = wide ? [w / 2, h / 2 + 6] : [width - w / 2, h / 2];
    const out = wide ? [width - w / 2, mid[1]] : [width / 2, height - h / 2];
    const still = wide ? [w / 2, height - h / 2 - 6] : [w / 2, h / 2];
    /** @type {(a: number[], b: number[], u: number, bow: number) => number[]} */
    const between = (a, b, u, bow) => [
      a[0] + (b[0] - a[0]) * u + (wide ? 0 : bow * Math.sin(Math.PI * u)),
      a[1] + (b[1] - a[1]) * u + (wide ? bow * Math.sin(Math.PI * u) : 0),
    ];
    const bow = wide ? -110 : -width / 4;
    const at = { data: still, rules: between(first, out, share, bow), answers: between(out, first, share, -bow) };
    for (const [name, [x, y]] of Object.entries(at)) {
      const { node, under } = this.parts[/** @type {keyof typeof at} */ (name)];
      const broad = wide || name === "data" ? w : w + (full - w) * (name === "rules" ? share : 1 - share);
      node.style.cssText = `width: ${broad}px; min-height: ${h}px; transform: translate(${clamp(x - broad / 2, 0, width - broad)}px, ${y - h / 2}px)`;
      node.classList.toggle("ways-out", name === (share > 0.5 ? "rules" : "answers"));
      write(under, name === "data" ? " go in" : name === (share > 0.5 ? "rules" : "answers") ? " come out" : " go in");
    }
    const [mw, mh] = wide ? [150, 92] : [210, 84];
    const machineY = wide ? mid[1] : (h + (height - h)) / 2;
    this.machine.style.cssText = `width: ${mw}px; height: ${mh}px; transform: translate(${mid[0] - mw / 2}px, ${machineY - mh / 2}px)`;
    write(this.does, share > 0.5 ? "trains" : "runs the program");
    const faint = Math.abs(2 * share - 1) ** 2;
    const arrow = (/** @type {number[][]} */ [from, to]) => {
      const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
      const head = [-0.5, 0.5].map(
        (side) => `M${to[0]} ${to[1]}L${to[0] - 13 * Math.cos(angle + side)} ${to[1] - 13 * Math.sin(angle + side)}`,
      );
      return `M${from[0]} ${from[1]}L${to[0]} ${to[1]}${head.join("")}`;
    };
    const [cx, cy] = [mid[0], machineY];
    const ends = wide
      ? [
          [
            [w + 10, first[1] + 20],
            [cx - mw / 2 - 10, cy - 18],
          ],
          [
            [w + 10, still[1] - 20],
            [cx - mw / 2 - 10, cy + 18],
          ],
          [
            [cx + mw / 2 + 10, cy],
            [width - w - 10, cy],
          ],
        ]
      : [
          [
            [width - w / 2, h + 8],
            [cx + 50, cy - mh / 2 - 8],
          ],
          [
            [w / 2, h + 8],
            [cx - 50, cy - mh / 2 - 8],
          ],
          [
            [cx, cy + mh / 2 + 8],
            [cx, height - h - 8],
          ],
        ];
    this.arrows.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.paths.forEach((path, i) => {
      path.setAttribute("d", arrow(ends[i]));
      path.style.opacity = String(i === 1 ? 1 : faint);
    });
    this.slider.value = String(share);
    this.switch.press(share > 0.5 ? 1 : 0);
  }
}
