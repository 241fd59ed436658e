// The trained model in use: a row that sliders set.

import { element, write } from "../../stage/kit/dom.js";
import { compact, count, measured, predicted, titled, trimmed } from "../../stage/kit/format.js";
import { countOf, forward, weightsNow } from "../../stage/kit/forward.js";
import { seen } from "../../stage/kit/linear.js";
import { range } from "../../stage/kit/range.js";
import { View } from "../../stage/kit/view.js";

const NEAREST = 3; // similar rows that are listed
const WRITTEN = 6; // inputs that are written out in code, and named where they are outside

/**
 * An input with the range of its slider, `from` and `to`, that of the data, `low` and `high`, and where it starts.
 * @typedef {import("../../stage/told").Input} Input
 * @typedef {import("../../stage/told").Row} Row
 * @typedef {import("../../stage/told").NewRegion} Data
 */

const IN_WORDS = ["", "one", "two", "three", "four", "five", "six"];

/**
 * As PyTorch prints an element.
 * @param {number} value
 */
function printed(value) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  return Math.abs(value) < 1e5 ? value.toFixed(4) : value.toExponential(4);
}

export default class RegionView extends View {
  body = element("div", { class: "region region-canvas" });
  warning = element("p", { class: "region-warning", role: "status" });
  call = element("code", { class: "region-code" });
  answer = element("code", { class: "region-code region-answer" });
  shape = element("span", { class: "region-best" });
  near = element("tbody");
  /** @type {Data} that of the newest film; none before it */
  data = /** @type {any} */ (null);
  /** @type {{ input: Input, range: HTMLInputElement, value: HTMLElement, node: HTMLElement }[]} */
  sliders = [];
  /** @type {{ node: HTMLElement, mine: HTMLElement, best: HTMLElement }[]} of each target: the model's, and the best */
  results = [];
  held = false; // a slider is in the visitor's hand

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given);
    this.asked = given.data.region ?? "";
    this.root.append(this.body);
  }

  /**
   * The address may bring another region: by the browser's back button, or a button of the page.
   * @param {any} data
   */
  refresh(data) {
    super.refresh(data);
    const { region = "" } = data;
    if (region === this.asked || this.held) return;
    this.asked = region;
    if (this.picture) this.put();
  }

  /** @param {{ data: Data }} picture */
  build({ data }) {
    this.data = data;
    if (!this.sliders.length) this.furnish(data);
    if (this.held) this.show();
    else this.put();
  }

  /** @param {Data} data */
  furnish({ inputs, front, targets, target_units, rows, all }) {
    this.sliders = inputs.map((input) => {
      const value = element("strong", { class: "region-value" });
      const slider = range(
        {
          class: "region-slider",
          "aria-label": titled(input.name, input.unit),
          min: input.from,
          max: input.to,
          step: input.step,
        },
        { turn: () => this.drag(), release: () => this.release() },
      );
      const share = (/** @type {number} */ x) => String((x - input.from) / (input.to - input.from));
      slider.style.setProperty("--low", share(input.low));
      slider.style.setProperty("--high", share(input.high));
      const known = `data: ${trimmed(input.low)} to ${measured(trimmed(input.high), input.unit)}`;
      const node = element(
        "label",
        { class: "region-input" },
        element("span", { class: "region-name" }, input.name),
        value,
        slider,
        element("span", { class: "region-known" }, known),
      );
      return { input, range: slider, value, node };
    });
    this.results = targets.map((target, k) => {
      const [mine, best] = [element("strong", { class: "region-mine" }), element("span", { class: "region-best" })];
      const node = element(
        "div",
        { class: "region-result" },
        element("span", { class: "region-name" }, target),
        element("span", { class: "region-line" }, mine, element("span", {}, measured("", target_units[k]))),
        best,
      );
      return { node, mine, best };
    });
    const heads = [
      rows.length < all ? `nearest of ${rows.length}` : "nearest in the data",
      ...front.map((i) => titled(inputs[i].name, inputs[i].unit)),
      ...targets.map((target, k) => titled(target, target_units[k])),
    ];
    const others = inputs.map((_, i) => i).filter((i) => !front.includes(i));
    const slidersOf = (/** @type {readonly number[]} */ places) =>
      element("div", { class: "region-sliders" }, ...places.map((i) => this.sliders[i].node));
    const behind = element(
      "details",
      { class: "region-others" },
      element("summary", {}, `${others.length} more input${others.length > 1 ? "s" : ""}`),
      slidersOf(others),
    );
    const table = element(
      "table",
      { class: "region-table" },
      element("thead", {}, element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text)))),
      this.near,
    );
    this.body.append(
      slidersOf(front),
      ...(others.length ? [behind] : []),
      element(
        "div",
        { class: "region-says" },
        element("div", { class: "region-results" }, ...this.results.map(({ node }) => node)),
        element("div", { class: "region-program" }, this.call, this.answer, this.shape),
      ),
      this.warning,
      element("div", { class: "stage-scroll", tabindex: "0", role: "region", "aria-label": heads[0] }, table),
    );
  }

  /** What the address asks for, as far as it is possible; else the row that the picture begins with. */
  put() {
    const said = this.asked.split(",").map(Number);
    const { inputs } = this.data;
    const good = said.length === inputs.length && said.every(Number.isFinite) && this.asked.trim() !== "";
    inputs.forEach(({ start }, i) => (this.sliders[i].range.value = String(good ? said[i] : start)));
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
    /** @type {string[]} */
    const outside = [];
    this.sliders.forEach(({ input, value, node, range }, i) => {
      const near = input.step / 2; // no stop may lie on the data themselves
      const far = x[i] < input.low - near ? "below" : x[i] > input.high + near ? "above" : "";
      if (far)
        outside.push(
          `${input.name} ${measured(trimmed(x[i]), input.unit)} is ${far} everything in the data ` +
            `(${trimmed(input.low)} to ${trimmed(input.high)})`,
        );
      const said = measured(trimmed(x[i]), input.unit);
      write(value, said);
      node.classList.toggle("region-outside", Boolean(far));
      range.setAttribute("aria-valuetext", `${said}${far ? `, ${far} the data` : ""}`);
    });
    const all = x.length === 1 ? "The input lies" : `All ${IN_WORDS[x.length] ?? x.length} inputs lie`;
    const more = outside.length > NEAREST ? [`${outside.length - NEAREST} more are outside it, too`] : [];
    write(
      this.warning,
      outside.length
        ? `Careful: ${[...outside.slice(0, NEAREST), ...more].join("; ")}. The model draws its line on as if nothing ` +
            "changed. It is no law of nature, and out there nobody has looked."
        : `${all} within the range of the data.`,
    );
    this.warning.classList.toggle("region-careful", outside.length > 0);
    this.neighbours(x);
    this.player.schedule();
  }

  /**
   * The rows of the data that are most alike, each input measured by its own range.
   * @param {number[]} x
   */
  neighbours(x) {
    const { rows, inputs, front } = this.data;
    const apart = (/** @type {Row} */ row) =>
      Math.hypot(...inputs.map(({ low, high }, i) => (row.inputs[i] - x[i]) / (high - low || 1)));
    const nearest = [...rows].sort((a, b) => apart(a) - apart(b)).slice(0, NEAREST);
    this.near.replaceChildren(
      ...nearest.map(({ name, inputs: at, targets }) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, name),
          ...[...front.map((i) => at[i]), ...targets].map((value) => element("td", {}, trimmed(value))),
        ),
      ),
    );
  }

  /** @param {import("../../stage/kit/view.js").Shown} moment */
  draw(moment) {
    const { targets, optimum } = this.data;
    const { scale, spec } = moment.film.header;
    const x = seen(this.values, scale);
    const weights = weightsNow(moment, this.data);
    const mine = weights ? forward(weights, x, this.data) : targets.map(() => NaN);
    const best = forward(optimum, x, { sizes: [x.length, targets.length] });
    this.results.forEach((result, k) => {
      write(result.mine, weights ? (Math.abs(mine[k]) < 1e4 ? predicted(mine[k]) : compact(mine[k])) : "–");
      result.mine.toggleAttribute("data-none", Number.isNaN(mine[k]) && Boolean(weights)); // "nan t/ha" means nothing
      write(
        result.best,
        `best ${this.data.sizes.length > 2 ? "linear model" : "possible weights"}: ${predicted(best[k])}`,
      );
    });
    const cells = x.map((value) =>
      spec.scale === "standardised" ? value.toFixed(4) : `${value}${Number.isInteger(value) ? "." : ""}`,
    );
    const row = cells.length <= WRITTEN ? cells : [...cells.slice(0, WRITTEN - 2), "…", ...cells.slice(-1)];
    write(this.call, `model(tensor([[${row.join(", ")}]]))`);
    const out = mine.map(printed).join(", ");
    const epoch = Math.floor(moment.film.at("epoch", moment.frame));
    const many = `This network has ${count(countOf(this.data.sizes))} weights: too many for this page to ask it.`;
    const one = `one row in, one row out: shape [1, ${targets.length}], after epoch ${count(epoch)}`;
    write(this.shape, weights ? one : many);
    write(this.answer, weights ? `tensor([[${out}]])` : "");
  }
}
