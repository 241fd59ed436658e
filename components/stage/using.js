// The trained model in use: a region that three sliders set, and two ways to a program.

import { element, write } from "./dom.js";
import { count, number } from "./format.js";
import { seen } from "./linear.js";
import { clamp, ease } from "./motion.js";
import { range } from "./range.js";

const NEAREST = 3; // similar regions that are listed
const yields = (value) => (Number.isFinite(value) ? (Math.abs(value) < 1e5 ? value.toFixed(2).replace("-", "−") : number(value)) : number(value));

const ACTIVATIONS = { sigmoid: (z) => 1 / (1 + Math.exp(-z)), tanh: Math.tanh, relu: (z) => Math.max(0, z) };

/** What a model says for one row `x`: x @ w.t() + b, layer by layer, with `weights` flat: each layer's w row by row, then its b. */
function forward(weights, x, { sizes, activation }) {
  let at = 0;
  let row = x;
  for (let layer = 1; layer < sizes.length; layer += 1) {
    const [before, after] = [sizes[layer - 1], sizes[layer]];
    const biases = at + before * after;
    const sums = Array.from({ length: after }, (_, k) => row.reduce((sum, value, i) => sum + weights[at + k * before + i] * value, weights[biases + k]));
    row = layer < sizes.length - 1 ? sums.map(ACTIVATIONS[activation]) : sums;
    at = biases + after;
  }
  return row;
}

const countOf = (sizes) => sizes.slice(1).reduce((sum, size, i) => sum + size * (sizes[i] + 1), 0);

/** The weights that the clock shows; null where the film holds others than a picture knows of. */
function weightsAt(film, moment, { sizes }) {
  const { columns } = film.arrays.weights;
  return columns === countOf(sizes) ? Array.from({ length: columns }, (_, column) => film.sample({ array: "weights", column }, moment)) : null;
}

export class RegionView {
  constructor(host, name, player, data, turn) {
    Object.assign(this, { name, player, turn, asked: data.region ?? "" });
    this.title = element("span", { class: "stage-title" });
    this.alt = element("p", { class: "stage-hidden" });
    this.body = element("div", { class: "region region-canvas" });
    this.root = host.appendChild(element("figure", { class: "stage-picture", "data-picture": name, "aria-busy": "true" }, element("figcaption", {}, this.title), this.alt, this.body));
    player.add(this);
  }

  /** The address may bring another region: by the browser's back button, or a button of the page. */
  refresh({ region = "" }) {
    if (region === this.asked || this.held) return;
    this.asked = region;
    if (this.sliders) this.take();
  }

  film(film) {
    const picture = film.header.pictures[this.name];
    if (!picture) return;
    const drawn = JSON.stringify(picture);
    if (drawn !== this.drawn) {
      this.drawn = drawn;
      this.data = picture.data;
      write(this.title, picture.title);
      write(this.alt, picture.alt);
      if (!this.sliders) this.build();
      if (this.held) this.show();
      else this.take();
    }
    this.root.removeAttribute("aria-busy");
  }

  build() {
    const { inputs, targets, unit } = this.data;
    this.sliders = inputs.map((input) => {
      const value = element("strong", { class: "region-value" });
      const slider = range(
        { class: "region-slider", "aria-label": `${input.name}, ${input.unit}`, min: input.from, max: input.to, step: input.step },
        { turn: () => this.drag(), release: () => this.release() },
      );
      const share = (x) => (x - input.from) / (input.to - input.from);
      slider.style.setProperty("--low", share(input.low));
      slider.style.setProperty("--high", share(input.high));
      const known = element("span", { class: "region-known" }, `data: ${input.low} to ${input.high} ${input.unit}`);
      const node = element("label", { class: "region-input" }, element("span", { class: "region-name" }, input.name), value, slider, known);
      return { input, range: slider, value, node, known };
    });
    this.warning = element("p", { class: "region-warning", role: "status" });
    this.call = element("code", { class: "region-code" });
    this.answer = element("code", { class: "region-code region-answer" });
    this.shape = element("span", { class: "region-best" });
    this.results = targets.map((target) => {
      const [mine, best] = [element("strong", { class: "region-mine" }), element("span", { class: "region-best" })];
      const node = element("div", { class: "region-result" }, element("span", { class: "region-name" }, target), element("span", { class: "region-line" }, mine, element("span", {}, ` ${unit}`)), best);
      return { node, mine, best };
    });
    this.near = element("tbody");
    const heads = ["nearest in the data", ...inputs.map(({ name, unit: u }) => `${name}, ${u}`), ...targets.map((target) => `${target}, ${unit}`)];
    const table = element("table", { class: "region-table" }, element("thead", {}, element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text)))), this.near);
    this.body.append(
      element("div", { class: "region-sliders" }, ...this.sliders.map(({ node }) => node)),
      element("div", { class: "region-says" }, element("div", { class: "region-results" }, ...this.results.map(({ node }) => node)), element("div", { class: "region-program" }, this.call, this.answer, this.shape)),
      this.warning,
      element("div", { class: "stage-scroll", tabindex: "0", role: "region", "aria-label": heads[0] }, table),
    );
  }

  /** What the address asks for, as far as it is possible; else the region that the page begins with. */
  take() {
    const said = this.asked.split(",").map(Number);
    const { inputs } = this.data;
    const good = said.length === inputs.length && said.every(Number.isFinite) && this.asked.trim() !== "";
    inputs.forEach(({ start }, i) => (this.sliders[i].range.value = good ? said[i] : start));
    this.show();
  }

  get values() {
    return this.sliders.map(({ range }) => Number(range.value));
  }

  drag() {
    this.held = true;
    this.show();
  }

  release() {
    this.held = false;
    this.asked = this.values.join(",");
    this.turn({ region: this.asked });
  }

  /** All that depends on the sliders alone. */
  show() {
    const x = this.values;
    const outside = [];
    this.sliders.forEach(({ input, value, node, range }, i) => {
      const near = input.step / 2; // no stop may lie on the data themselves
      const far = x[i] < input.low - near ? "below" : x[i] > input.high + near ? "above" : "";
      if (far) outside.push(`${input.name} ${x[i]} ${input.unit} is ${far} everything in the data (${input.low} to ${input.high})`);
      write(value, `${x[i]} ${input.unit}`);
      node.classList.toggle("region-outside", Boolean(far));
      range.setAttribute("aria-valuetext", `${x[i]} ${input.unit}${far ? `, ${far} the data` : ""}`);
    });
    const inside = "All three inputs lie within the range of the data.";
    write(this.warning, outside.length ? `Careful: ${outside.join("; ")}. The model draws its line on as if nothing changed. It is no law of nature: too hot, too dry or too wet, and every crop dies.` : inside);
    this.warning.classList.toggle("region-careful", outside.length > 0);
    this.neighbours(x);
    this.player.schedule();
  }

  /** The rows of the data that are most alike, each input measured by its own range. */
  neighbours(x) {
    const { rows, inputs } = this.data;
    const apart = (row) => Math.hypot(...inputs.map(({ low, high }, i) => (row.inputs[i] - x[i]) / (high - low || 1)));
    const nearest = rows.map((row) => [apart(row), row]).sort(([a], [b]) => a - b).slice(0, NEAREST);
    this.near.replaceChildren(...nearest.map(([, { name, inputs: at, targets }]) => element("tr", {}, element("th", { scope: "row" }, name), ...[...at, ...targets].map((value) => element("td", {}, number(value))))));
  }

  render(moment) {
    if (!this.sliders || !moment.film) return;
    const { targets, optimum } = this.data;
    const { scale, spec } = moment.film.header;
    const x = seen(this.values, scale);
    const weights = weightsAt(moment.film, moment, this.data);
    const mine = weights ? forward(weights, x, this.data) : targets.map(() => NaN);
    const best = forward(optimum, x, { sizes: [x.length, targets.length] });
    this.results.forEach((result, k) => {
      write(result.mine, weights ? yields(mine[k]) : "–");
      write(result.best, `best ${this.data.sizes.length > 2 ? "linear model" : "possible weights"}: ${yields(best[k])}`);
    });
    const row = x.map((value) => (spec.scale === "standardised" ? value.toFixed(4) : `${value}${Number.isInteger(value) ? "." : ""}`)).join(", ");
    write(this.call, `model(tensor([[${row}]]))`);
    const out = mine.map((value) => (Math.abs(value) < 1e5 ? value.toFixed(4) : value.toExponential(4))).join(", ");
    const epoch = Math.floor(moment.film.at("epoch", moment.frame));
    write(this.shape, `one row in, one row out: shape [1, ${targets.length}], after epoch ${count(epoch)}`);
    write(this.answer, weights ? `tensor([[${out}]])` : "");
  }

  dispose() {
    this.root.remove();
    this.player.remove(this);
  }
}

const WIDE = 700; // px from which the diagram lies

/** Two ways to a program: rules and answers change places. The hand decides how far. */
export class TwoWaysView {
  constructor(host, name, player) {
    Object.assign(this, { name, player, share: 1, goal: 1 });
    this.title = element("span", { class: "stage-title" });
    this.alt = element("p", { class: "stage-hidden" });
    const pick = (goal, text) => element("button", { type: "button", "aria-pressed": String(goal === this.goal), onclick: () => this.go(goal) }, text);
    this.buttons = [pick(0, "Classical programming"), pick(1, "Machine learning")];
    const whole = "From classical programming to machine learning";
    this.slider = range(
      { class: "ways-slider", "aria-label": whole, min: 0, max: 1, step: 0.01, value: 1 },
      { turn: () => this.turn() },
    );
    this.caption = element("figcaption", {}, this.title, element("span", { class: "stage-switch", role: "group", "aria-label": "Way" }, ...this.buttons));
    const part = (kind, title) => {
      const lines = element("div", { class: "ways-lines" });
      const under = element("span", { class: "ways-under" });
      const node = element("div", { class: `ways-part ways-${kind}` }, element("strong", {}, title, under), lines);
      return { node, lines, under };
    };
    this.parts = { data: part("data", "Data"), rules: part("rules", "Rules"), answers: part("answers", "Answers") };
    this.does = element("span");
    this.machine = element("div", { class: "ways-machine" }, element("strong", {}, "Computer"), this.does);
    this.arrows = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    this.arrows.setAttribute("class", "ways-arrows");
    this.arrows.setAttribute("aria-hidden", "true");
    this.paths = [0, 1, 2].map(() => this.arrows.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "path")));
    this.field = element("div", { class: "ways-field" }, this.arrows, this.machine, ...Object.values(this.parts).map(({ node }) => node));
    this.says = element("p", { class: "ways-says" });
    this.root = host.appendChild(element("figure", { class: "stage-picture ways", "data-picture": name, "aria-busy": "true" }, this.caption, this.alt, this.field, this.slider, this.says));
    this.sizes = new ResizeObserver(() => {
      this.drawn = undefined;
      this.player.schedule();
    });
    this.sizes.observe(this.field);
    player.add(this);
  }

  film(film) {
    const picture = film.header.pictures[this.name];
    if (!picture) return;
    this.data = picture.data;
    write(this.title, picture.title);
    write(this.alt, picture.alt);
    const { row, inputs, units } = this.data;
    const fill = (part, texts) => part.lines.replaceChildren(...texts.map((text) => element("span", {}, text)));
    fill(this.parts.data, inputs.map((name, i) => `${name} ${name[0]} = ${row.inputs[i]} ${units[i]}`));
    this.drawn = undefined;
    this.root.removeAttribute("aria-busy");
    this.player.schedule();
  }

  go(goal) {
    this.goal = goal;
    this.from = this.share;
    this.begun = performance.now();
    if (this.player.still.matches) this.share = goal;
    this.player.schedule();
  }

  turn() {
    this.share = this.goal = Number(this.slider.value);
    this.player.schedule();
  }

  render(moment) {
    if (!this.data) return;
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

  /** In machine learning the rules are numbers: the weights that the clock shows. */
  rules(moment) {
    const { inputs, targets, unit, row } = this.data;
    const learned = this.share > 0.5;
    const answers = learned ? row.targets.map((value, k) => `${targets[k]} = ${value} ${unit}`) : [`apples = ${row.inputs[1] > 80 ? 100 : 50} ${unit}`]; // what the rule says
    if (answers.join() !== this.answered) {
      this.answered = answers.join();
      this.parts.answers.lines.replaceChildren(...answers.map((text) => element("span", {}, text)));
    }
    const weights = weightsAt(moment.film, moment, this.data);
    const network = this.data.sizes.length > 2;
    const d = inputs.length;
    const short = (value) => (Math.abs(value) < 1000 ? Math.abs(value).toFixed(2) : number(Math.abs(value)));
    const texts = learned
      ? targets.map((name, k) => {
          if (!weights || network) return `${name} = a network of ${count(countOf(this.data.sizes))} numbers`;
          const terms = inputs.map((input, i) => `${weights[k * d + i] < 0 ? (i ? "− " : "−") : i ? "+ " : ""}${short(weights[k * d + i])} ${input[0]}`);
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

  speak(moment) {
    if (!this.data) return;
    const learned = this.share > 0.5;
    const { row, targets, unit } = this.data;
    const epoch = count(Math.floor(moment.film.at("epoch", moment.frame)));
    const said = this.predicted ? ` After epoch ${epoch} they say ${this.predicted.map((value, k) => `${yields(value)} ${unit} of ${targets[k]}`).join(" and ")} for ${row.name}; true are ${row.targets.join(" and ")}.` : "";
    write(this.says, learned ? `Data and answers go in, rules come out: a program made of numbers.${said}` : "Somebody writes the rules. Rules and data go in, answers come out.");
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
    const between = (a, b, u, bow) => [a[0] + (b[0] - a[0]) * u + (wide ? 0 : bow * Math.sin(Math.PI * u)), a[1] + (b[1] - a[1]) * u + (wide ? bow * Math.sin(Math.PI * u) : 0)];
    const bow = wide ? -110 : -width / 4;
    const at = { data: still, rules: between(first, out, share, bow), answers: between(out, first, share, -bow) };
    for (const [name, [x, y]] of Object.entries(at)) {
      const { node, under } = this.parts[name];
      const broad = wide || name === "data" ? w : w + (full - w) * (name === "rules" ? share : 1 - share);
      node.style.cssText = `width: ${broad}px; min-height: ${h}px; transform: translate(${clampTo(x - broad / 2, width - broad)}px, ${y - h / 2}px)`;
      node.classList.toggle("ways-out", name === (share > 0.5 ? "rules" : "answers"));
      write(under, name === "data" ? " go in" : name === (share > 0.5 ? "rules" : "answers") ? " come out" : " go in");
    }
    const [mw, mh] = wide ? [150, 92] : [210, 84];
    const machineY = wide ? mid[1] : (h + (height - h)) / 2;
    this.machine.style.cssText = `width: ${mw}px; height: ${mh}px; transform: translate(${mid[0] - mw / 2}px, ${machineY - mh / 2}px)`;
    write(this.does, share > 0.5 ? "trains" : "runs the program");
    const faint = Math.abs(2 * share - 1) ** 2;
    const arrow = (from, to) => {
      const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
      const head = [-0.5, 0.5].map((side) => `M${to[0]} ${to[1]}L${to[0] - 13 * Math.cos(angle + side)} ${to[1] - 13 * Math.sin(angle + side)}`);
      return `M${from[0]} ${from[1]}L${to[0]} ${to[1]}${head.join("")}`;
    };
    const [cx, cy] = [mid[0], machineY];
    const ends = wide
      ? [[[w + 10, first[1] + 20], [cx - mw / 2 - 10, cy - 18]], [[w + 10, still[1] - 20], [cx - mw / 2 - 10, cy + 18]], [[cx + mw / 2 + 10, cy], [width - w - 10, cy]]]
      : [[[width - w / 2, h + 8], [cx + 50, cy - mh / 2 - 8]], [[w / 2, h + 8], [cx - 50, cy - mh / 2 - 8]], [[cx, cy + mh / 2 + 8], [cx, height - h - 8]]];
    this.arrows.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.paths.forEach((path, i) => {
      path.setAttribute("d", arrow(...ends[i]));
      path.style.opacity = i === 1 ? 1 : faint;
    });
    this.slider.value = String(share);
    this.buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(i === (share > 0.5 ? 1 : 0))));
  }

  dispose() {
    this.sizes.disconnect();
    this.root.remove();
    this.player.remove(this);
  }
}

const clampTo = (x, most) => Math.max(0, Math.min(most, x));
