// From the errors of all predictions to one number: their average cancels, their squares are areas, and the root is the
// typical error.

import { Canvas } from "../../stage/kit/canvas.js";
import { element, write } from "../../stage/kit/dom.js";
import { compact, measured, number } from "../../stage/kit/format.js";
import { Switch } from "../../stage/kit/switch.js";
import { View } from "../../stage/kit/view.js";
import { averages, halves, spread, squared } from "./errors.js";
import { scientific } from "./scientific.js";
import { drawSquares } from "./squares.js";
import { drawSum } from "./sum.js";

/**
 * The names of the rows and of what is predicted, the targets, [rows, targets], and their units.
 * @typedef {import("../../stage/told").LossSteps} Table
 */

const MOST_SQUARES = 60; // side by side
const FORMATS = { "1 288": compact, "1.288e+03": scientific };
const HEADS = [
  ["row", "target"],
  ["preds", "prediction"],
  ["targets", "target"],
  ["diff", "loss"],
  ["diff * diff", "loss"],
];

/**
 * A line of code, what came of it, and what shows that.
 * @param {string} code
 * @param {Node[]} inside
 */
function part(code, ...inside) {
  const value = element("strong");
  const root = element(
    "section",
    { class: "losses-part" },
    element("p", { class: "losses-code" }, element("code", {}, code), value),
    ...inside,
  );
  return { value, root };
}

/**
 * @param {string} label
 * @param {string} name
 */
const canvas = (label, name) => new Canvas({ class: `losses-canvas losses-${name}`, role: "img", "aria-label": label });

export default class LossSteps extends View {
  table = element("div", {
    class: "stage-scroll losses-table",
    tabindex: "0",
    role: "region",
    "aria-label": "Every error",
  });
  cancels = element("p", { class: "losses-words" });
  typical = element("p", { class: "losses-words" });
  canvases = {
    sum: canvas("The positive errors go right, the negative ones go back left.", "sum"),
    squares: canvas("A square for each error, and the average square.", "squares"),
  };
  parts = [
    part("torch.sum(diff) / diff.numel()", this.canvases.sum.node, this.cancels),
    part("torch.sum(diff * diff) / diff.numel()", this.canvases.squares.node),
    part("torch.sqrt(loss)", this.typical),
  ];
  switch = new Switch("Number format", Object.keys(FORMATS), (place) => this.choose(place));
  keeps = true;
  format = compact;
  /** @type {{ predicted: HTMLElement, diff: HTMLElement, square: HTMLElement }[]} of each error */
  cells = [];
  averages = [element("td"), element("td")];
  /** @type {number[]} the errors before the first update */
  first = [];

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "losses");
    this.tools(this.switch.node);
    this.root.append(
      element(
        "div",
        { class: "losses-board" },
        this.table,
        element("div", { class: "losses-parts" }, ...this.parts.map(({ root }) => root)),
      ),
    );
    this.watch(...Object.values(this.canvases).map(({ node }) => node));
  }

  /** @param {{ data: Table }} picture */
  shapeOf({ data }) {
    return [data.rows, data.targets, data.y];
  }

  /** @param {{ data: Table }} picture */
  build({ data }) {
    const head = element(
      "tr",
      {},
      ...HEADS.map(([title, role]) => element("th", { scope: "col", style: `--role: var(--role-${role})` }, title)),
    );
    const body = element("tbody");
    this.cells = data.rows.flatMap((row, i) =>
      data.targets.map((target, j) => {
        const [predicted, truth, diff, square] = [0, 1, 2, 3].map(() => element("td"));
        body.append(
          element("tr", {}, element("th", { scope: "row" }, `${row} ${target}`), predicted, truth, diff, square),
        );
        write(truth, number(data.y[i][j]));
        return { predicted, diff, square };
      }),
    );
    const foot = element(
      "tfoot",
      {},
      element("tr", {}, element("th", { scope: "row" }, "average"), element("td"), element("td"), ...this.averages),
    );
    this.table.replaceChildren(element("table", {}, element("thead", {}, head), body, foot));
  }

  /**
   * @param {any} _picture
   * @param {import("../../stage/play/film.js").Film} film
   */
  take(_picture, film) {
    this.first = this.errors(film, { frame: 0, moved: 0 });
  }

  /** @param {number} place */
  choose(place) {
    this.format = Object.values(FORMATS)[place];
    this.switch.press(place);
    this.player.schedule();
  }

  resize() {
    for (const one of Object.values(this.canvases)) this.fit(one);
    this.player.schedule();
  }

  /**
   * @param {import("../../stage/play/film.js").Film} film
   * @param {import("../../stage/play/film.js").Moment} moment
   */
  errors(film, moment) {
    return this.cells.map((_, column) => film.sample({ array: "errors", column }, moment));
  }

  /**
   * The average error, and that of the squares: of all rows, also of those that are not shown.
   * @param {import("../../stage/play/film.js").Film} film
   * @param {number} frame
   * @param {number[]} errors
   */
  averagesOf(film, frame, errors) {
    if (!this.picture.some) return averages(errors);
    return [0, 1].map((column) => film.at({ array: "all_errors", column }, frame));
  }

  /** @param {import("../../stage/play/player.js").Moment} moment */
  draw(moment) {
    const { sum, squares } = this.canvases;
    if (!sum.width) return;
    const errors = this.errors(moment.film, moment);
    const pens = [sum.pen(), squares.pen()];
    if (!errors.every(Number.isFinite)) return;
    const [some, first] = [spread(errors, MOST_SQUARES), spread(this.first, MOST_SQUARES)];
    const all = this.picture.data.all * this.picture.data.targets.length;
    const average = this.averagesOf(moment.film, moment.frame, errors)[1];
    drawSum(pens[0], sum.width, errors, this.first, this.theme);
    drawSquares(pens[1], squares, { errors: some, first, all, average }, this.theme);
  }

  // ---- words

  /** @param {import("../../stage/play/player.js").Moment} moment */
  say({ film, frame }) {
    const errors = this.errors(film, { frame, moved: 0 });
    const [up, down] = halves(errors);
    const [mean, loss] = this.averagesOf(film, frame, errors);
    this.cells.forEach(({ predicted, diff, square }, i) => {
      const shown = [film.at({ array: "predictions", column: i }, frame), errors[i], squared(errors[i])];
      for (const [n, cell] of [predicted, diff, square].entries()) {
        write(cell, this.format(shown[n]));
        cell.title = Number.isFinite(shown[n]) ? String(shown[n]) : number(shown[n]);
      }
    });
    write(this.averages[0], this.format(mean));
    write(this.averages[1], this.format(loss));
    const told = this.format === compact ? number : this.format; // here is room for all of it
    write(this.parts[0].value, `= ${told(mean)}`);
    write(this.parts[1].value, `= ${told(loss)}`);
    write(this.parts[2].value, `= ${told(Math.sqrt(loss))}`);
    const { some, data } = this.picture;
    write(
      this.cancels,
      Number.isFinite(mean)
        ? `${some ? "Of the rows shown: plus" : "Plus"} ${number(up)} and minus ${number(-down)}: what cancels says nothing about how wrong the model is.`
        : "The numbers have left the range of float32.",
    );
    write(
      this.typical,
      Number.isFinite(loss)
        ? `The side of the average square: the typical error${data.unit && `, in ${data.unit}`}.${this.penalty(film, frame)}`
        : "",
    );
  }

  /**
   * What a penalty adds, where there is one.
   * @param {import("../../stage/play/film.js").Film} film
   * @param {number} frame
   */
  penalty(film, frame) {
    if (!this.picture.data.penalised) return "";
    return ` With its penalty, the loss of the run is ${number(film.at({ array: "loss", column: 0 }, frame))}.`;
  }

  /** @param {import("../../stage/play/player.js").Moment} moment */
  atRest({ film, frame }) {
    const [mean, loss] = this.averagesOf(film, frame, this.errors(film, { frame, moved: 0 }));
    const typical = `Typical error ${measured(number(Math.sqrt(loss)), this.picture.data.unit)}.`;
    const squares = `Mean squared error ${number(loss)}.`;
    return `Average of diff ${number(mean)}. ${squares} ${typical}${this.penalty(film, frame)}`;
  }
}
