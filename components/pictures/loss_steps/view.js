// From the errors of all predictions to one number: their average cancels, their squares are areas, and the root is the typical error.

import { Canvas } from "../../stage/kit/canvas.js";
import { element, write } from "../../stage/kit/dom.js";
import { number } from "../../stage/kit/format.js";
import { Switch } from "../../stage/kit/switch.js";
import { View } from "../../stage/kit/view.js";

/**
 * 1288.4 as Python writes it in scientific notation: 1.288e+03.
 * @param {number} value
 */
export function scientific(value) {
  if (!Number.isFinite(value)) return number(value);
  return value.toExponential(3).replace(/e([+-])(\d)$/, "e$10$2");
}

const FORMATS = { "1 288": number, "1.288e+03": scientific };
const HEADS = [
  ["region", "target"],
  ["preds", "prediction"],
  ["targets", "target"],
  ["diff", "loss"],
  ["diff * diff", "loss"],
];

/** @param {number[]} list */
const total = (list) => list.reduce((sum, e) => sum + e, 0);

/**
 * The average error, and the average of the squares.
 * @param {number[]} errors
 */
const averages = (errors) => [total(errors) / errors.length, total(errors.map((e) => e * e)) / errors.length];

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
  format = number;
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

  /** @param {any} picture */
  shapeOf({ data }) {
    return [data.rows, data.targets, data.y];
  }

  /** @param {any} picture */
  build({ data }) {
    const head = element(
      "tr",
      {},
      ...HEADS.map(([title, role]) => element("th", { scope: "col", style: `--role: var(--role-${role})` }, title)),
    );
    const body = element("tbody");
    this.cells = data.rows.flatMap((/** @type {string} */ row, /** @type {number} */ i) =>
      data.targets.map((/** @type {string} */ target, /** @type {number} */ j) => {
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
    for (const one of Object.values(this.canvases)) one.fit();
    this.player.schedule();
  }

  /**
   * @param {import("../../stage/play/film.js").Film} film
   * @param {import("../../stage/play/film.js").Moment} moment
   */
  errors(film, moment) {
    return this.cells.map((_, column) => film.sample({ array: "errors", column }, moment));
  }

  // ---- drawing

  /** @param {import("../../stage/play/player.js").Moment} moment */
  draw(moment) {
    const { sum, squares } = this.canvases;
    if (!sum.width) return;
    const errors = this.errors(moment.film, moment);
    const pens = [sum.pen(), squares.pen()];
    if (!errors.every(Number.isFinite)) return;
    this.sum(errors, pens[0]);
    this.squares(errors, pens[1]);
  }

  colours() {
    const { roles } = this.theme;
    return { plus: roles.loss, minus: roles.target };
  }

  /**
   * All errors above zero, one after the other, to the right; from there all below zero back to the left.
   * @param {number[]} errors
   * @param {CanvasRenderingContext2D} context
   */
  sum(errors, context) {
    const { theme } = this;
    const { width } = this.canvases.sum;
    const { plus, minus } = this.colours();
    const reach = (/** @type {number[]} */ list) => {
      const up = total(list.filter((e) => e > 0));
      const down = total(list.filter((e) => e < 0));
      return [Math.min(0, up + down), Math.max(up, 0)];
    };
    const [low, high] = [0, 1].map((i) => (i ? Math.max : Math.min)(reach(this.first)[i], reach(errors)[i]));
    const room = 10;
    const x = (/** @type {number} */ value) => room + ((width - 2 * room) * (value - low)) / (high - low || 1);
    /** @type {(from: number, to: number, y: number, colour: string) => void} */
    const bar = (from, to, y, colour) => {
      const [left, right] = [Math.min(x(from), x(to)), Math.max(x(from), x(to))];
      context.globalAlpha = 0.72;
      context.fillStyle = colour;
      context.fillRect(left, y, Math.max(0.5, right - left - 1), 22);
      context.globalAlpha = 1;
    };
    let at = 0;
    for (const error of errors.filter((e) => e > 0)) bar(at, (at += error), 4, plus);
    for (const error of errors.filter((e) => e < 0)) bar(at, (at += error), 32, minus);
    context.fillStyle = theme.text;
    context.strokeStyle = theme.text;
    context.lineWidth = 1.5;
    context.setLineDash([3, 3]);
    for (const value of [0, at]) {
      context.beginPath();
      context.moveTo(x(value), 0);
      context.lineTo(x(value), 62);
      context.stroke();
    }
    context.setLineDash([]);
    context.font = `400 14px ${theme.font}`;
    context.textBaseline = "top";
    const close = Math.abs(x(at) - x(0)) < 90;
    /** @type {(words: string, value: number, align: CanvasTextAlign) => void} */
    const label = (words, value, align) => {
      context.textAlign = align;
      context.fillText(words, x(value), 65);
    };
    const right = at > 0;
    label("0", 0, close ? (right ? "right" : "left") : x(0) < 20 ? "left" : "center");
    const wide = context.measureText(`sum ${number(at)}`).width;
    const fits = right ? (x(at) + wide < width ? "left" : "right") : x(at) - wide > 0 ? "right" : "left";
    label(
      close ? ` sum ${number(at)} ` : `sum ${number(at)}`,
      at,
      close ? fits : x(at) < wide ? "left" : x(at) + wide > width ? "right" : "center",
    );
  }

  /**
   * Each error as the side of a square; the last square has the average area.
   * @param {number[]} errors
   * @param {CanvasRenderingContext2D} context
   */
  squares(errors, context) {
    const { theme } = this;
    const { width, height } = this.canvases.squares;
    const { plus, minus } = this.colours();
    const gap = 3;
    const [typical, typical0] = [errors, this.first].map((list) => Math.sqrt(averages(list)[1]));
    const sides = (/** @type {number[]} */ list) => total(list.map(Math.abs));
    const base = height - 24;
    const scale = Math.min(
      (width - gap * errors.length - 34) / Math.max(sides(this.first) + typical0, sides(errors) + typical),
      (base - 4) / Math.max(...this.first.map(Math.abs), ...errors.map(Math.abs)),
    );
    let x = 0;
    /** @type {(error: number, colour: string, alpha: number) => number} */
    const square = (error, colour, alpha) => {
      const side = Math.max(1, Math.abs(error) * scale);
      context.fillStyle = colour;
      context.globalAlpha = alpha;
      context.fillRect(x, base - side, side, side);
      context.globalAlpha = 1;
      x += side + gap;
      return side;
    };
    for (const error of errors) square(error, error > 0 ? plus : minus, 0.72);
    const end = x;
    x += 24;
    const left = x;
    const side = square(typical, theme.roles.loss, 0.22);
    context.strokeStyle = theme.roles.loss;
    context.lineWidth = 2.5;
    context.strokeRect(left + 1, base - side + 1, side - 2, side - 2);
    context.fillStyle = theme.text;
    context.font = `400 14px ${theme.font}`;
    context.textBaseline = "top";
    context.textAlign = "left";
    context.fillText(`${errors.length} squares`, 0, base + 6);
    const words = "their average";
    context.textAlign = left + context.measureText(words).width > width ? "right" : "left";
    context.fillText(words, context.textAlign === "right" ? width : Math.max(left, Math.min(end, 80)), base + 6);
  }

  // ---- words

  /** @param {import("../../stage/play/player.js").Moment} moment */
  say({ film, frame }) {
    const errors = this.errors(film, { frame, moved: 0 });
    const [up, down] = [total(errors.filter((e) => e > 0)), total(errors.filter((e) => e < 0))];
    const [mean, loss] = averages(errors);
    this.cells.forEach(({ predicted, diff, square }, i) => {
      const shown = [film.at({ array: "predictions", column: i }, frame), errors[i], errors[i] ** 2];
      for (const [n, cell] of [predicted, diff, square].entries()) {
        write(cell, this.format(shown[n]));
        cell.title = String(shown[n]);
      }
    });
    write(this.averages[0], this.format(mean));
    write(this.averages[1], this.format(loss));
    write(this.parts[0].value, `= ${this.format(mean)}`);
    write(this.parts[1].value, `= ${this.format(loss)}`);
    write(this.parts[2].value, `= ${this.format(Math.sqrt(loss))}`);
    const { unit } = this.picture.data;
    write(
      this.cancels,
      Number.isFinite(mean)
        ? `Plus ${number(up)} and minus ${number(-down)}: what cancels says nothing about how wrong the model is.`
        : "The numbers have left the range of float32.",
    );
    write(this.typical, Number.isFinite(loss) ? `The side of the average square: the typical error, in ${unit}.` : "");
  }

  /** @param {import("../../stage/play/player.js").Moment} moment */
  atRest({ film, frame }) {
    const [mean, loss] = averages(this.errors(film, { frame, moved: 0 }));
    return `Average of diff ${number(mean)}. Mean squared error ${number(loss)}. Typical error ${number(Math.sqrt(loss))} ${this.picture.data.unit}.`;
  }
}
