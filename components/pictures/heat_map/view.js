// The map of a sweep: a row for each value, a column for each epoch, the loss as a colour; and the curves below it. A
// press on a row makes it the page's run.

import { Canvas } from "../../stage/kit/canvas.js";
import { element, tell, write } from "../../stage/kit/dom.js";
import { number } from "../../stage/kit/format.js";
import { clamp } from "../../stage/kit/shares.js";
import { Switch } from "../../stage/kit/switch.js";
import { View } from "../../stage/kit/view.js";
import { rowCurve, runCurve } from "./curves.js";
import { gradient } from "./map.js";
import { limits, outline, rule, tags } from "./marks.js";
import { cellAt, Rows } from "./rows.js";
import { Sheet } from "./sheet.js";
import { cellWords, pressWords } from "./words.js";
import { within } from "../../stage/kit/strokes.js";

/** @typedef {import("../../stage/play/reel.js").Moment} Moment */
/** @typedef {import("../../stage/told").HeatMap} Data */
/** @type {Record<string, number>} how many rows each key goes up */
const KEYS = { ArrowUp: 1, ArrowDown: -1, PageUp: 8, PageDown: -8, End: Infinity, Home: -Infinity };
const NARROW = 460; // px: less has no room for numbers beside the map

export default class HeatMapView extends View {
  canvas = new Canvas({ class: "heat-canvas", "aria-hidden": "true" });
  sheet = new Sheet();
  plot = element(
    "div",
    {
      class: "heat-plot",
      role: "slider",
      tabindex: "0",
      "aria-orientation": "vertical",
      "aria-label": "Row of the map",
      onpointermove: (/** @type {PointerEvent} */ event) => this.point(event),
      onpointerleave: () => this.point(null),
      onclick: (/** @type {PointerEvent} */ event) => this.press(event),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
    },
    this.canvas.node,
  );
  bar = element("span", { class: "heat-bar" });
  ends = [element("span"), element("span")];
  hatched = element("span", { class: "heat-gone" }, "no loss any more");
  dotted = element("span", { class: "heat-doubted" }, "may differ from the run alone");
  beyond = element("span", { class: "heat-beyond" }, "rate beyond its limit");
  chosen = element("span", { class: "heat-chosen" });
  legend = element(
    "div",
    { class: "heat-legend" },
    "loss",
    this.ends[0],
    this.bar,
    this.ends[1],
    this.hatched,
    this.dotted,
    this.beyond,
    element("span", { class: "heat-run" }, "this run"),
    this.chosen,
  );
  said = element("p", { class: "heat-said", "aria-live": "polite" });
  why = element("p", { class: "heat-why", hidden: true });
  /** @type {Switch | null} */
  over = null;
  /** @type {import("./map.js").Numbers | null} */
  source = null;
  rows = new Rows({ rows: [], log: false });
  row = 0; // that a hand has chosen, or the best
  /** What is pointed at: a column of the row, none where keys have chosen it; null for nothing. @type {{ column: number | null } | null} */
  pointed = null;

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "heat");
    this.root.append(this.legend, this.plot, this.why, this.said);
    this.watch(this.plot);
  }

  shapeOf() {
    return "";
  }

  /**
   * @param {{ data: Data }} picture
   * @param {import("../../stage/play/film.js").Film} film
   */
  take({ data }, film) {
    const before = this.rows.count;
    if (!this.over) {
      const choices = data.choices.map(([, name]) => name);
      this.over = new Switch("What is side by side", choices, (place) => this.sweepOver(place));
      this.tools(this.over.node);
    }
    this.over.press(data.choices.findIndex(([name]) => name === data.over));
    this.rows = new Rows(data);
    const { epochs, losses, trusted, gone } = film.arrays;
    this.source = { epochs: epochs.data, losses: losses.data, trusted: trusted.data, gone: gone.data };
    this.sheet.clear();
    if (!this.pointed || before !== this.rows.count) this.row = data.best ?? 0;
    this.why.hidden = data.refused === null;
    write(this.why, data.refused ?? "");
    this.root.toggleAttribute("data-empty", data.refused !== null);
  }

  /** @returns {Data} */
  get data() {
    return this.picture.data;
  }

  /** @param {any} data */
  refresh(data) {
    super.refresh(data);
    this.sheet.clear();
  }

  resize() {
    if (this.fit(this.canvas)) this.player.schedule();
  }

  /** The film of the page's run, and where its clock stands. */
  get lead() {
    const { film, position } = this.player.moments().run ?? {};
    return film ? { film, epoch: film.update(position) / film.header.updates_per_epoch } : null;
  }

  /** Which row the page's run is; -1 for none of them. */
  get own() {
    /** @type {Record<string, unknown>} */
    const spec = this.lead?.film.header.spec ?? {};
    return this.data.rows.findIndex(({ turns }) =>
      Object.entries(turns).every(([name, value]) => spec[name] === value),
    );
  }

  // ---- the visitor's hand

  /** @param {number} place of what is to be side by side */
  sweepOver(place) {
    this.over?.press(place);
    this.turn({ over: this.data.choices[place][0] });
  }

  /** @param {PointerEvent | null} event */
  point(event) {
    const map = this.sheet.charts?.map;
    this.pointed = null;
    if (event && map && this.rows.count) {
      const { left, top } = this.canvas.node.getBoundingClientRect();
      const [x, y] = [event.clientX - left, event.clientY - top].map((px) => px / this.canvas.scale);
      if (x >= map.left && x <= map.left + map.wide && y >= map.top && y <= map.top + map.high) {
        const [low, high] = map.ends.y;
        this.row = this.rows.at(high - ((y - map.top) / map.high) * (high - low));
        const columns = this.source?.epochs.length ?? 1;
        this.pointed = { column: clamp(Math.floor(((x - map.left) / map.wide) * columns), 0, columns - 1) };
      }
    }
    this.plot.toggleAttribute("data-on", this.pointed !== null);
    this.player.schedule();
  }

  /** @param {PointerEvent} event */
  press(event) {
    this.point(event);
    if (this.pointed) this.choose();
  }

  /** The row becomes the page's run. */
  choose() {
    if (this.rows.count && this.row !== this.own) this.turn(this.data.rows[this.row].turns);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const up = KEYS[event.key];
    const presses = event.key === "Enter";
    if ((up === undefined && !presses) || !this.rows.count) return;
    event.preventDefault();
    event.stopPropagation();
    if (presses) return this.choose();
    this.row = this.rows.above(this.row, up);
    this.pointed = { column: null };
    this.player.schedule();
  }

  // ---- drawing

  draw() {
    const { canvas, source } = this;
    if (!canvas.width || !source) return;
    const context = canvas.pen();
    if (!this.rows.count) return;
    const wide = canvas.width >= NARROW;
    if (this.sheet.paint(canvas, { source, rows: this.rows, data: this.data, theme: this.theme, wide }))
      this.describe();
    const { map, curves } = /** @type {import("./axes.js").Charts} */ (this.sheet.charts);
    context.drawImage(this.sheet.canvas.node, 0, 0, canvas.width, canvas.height);
    const pen = { context, theme: this.theme };
    const { lead, own } = this;
    if (lead) rule(pen, [map, curves], lead.epoch);
    if (this.pointed) outline(pen, map, this.rows.edges(this.row));
    limits(pen, map, this.rows, this.data);
    within(context, curves.box);
    context.lineWidth = 2.5;
    context.strokeStyle = this.theme.roles.loss;
    if (lead) runCurve(context, curves, lead.film);
    context.strokeStyle = this.theme.text;
    context.lineWidth = 1.75;
    context.setLineDash([5, 3]);
    rowCurve(context, curves, source, this.row);
    context.restore();
    tags(pen, map, this.rows, { data: this.data, own, wide });
  }

  /** The legend of this film. */
  describe() {
    const { data } = this;
    const { map } = this.sheet;
    if (!map) return;
    const [low, high] = map.scale.map((power) => number(Number((10 ** power).toPrecision(3))));
    this.bar.style.background = gradient(this.theme);
    write(this.ends[0], low);
    write(this.ends[1], `${high} or more`);
    this.hatched.hidden = !map.marks.gone;
    this.dotted.hidden = !map.marks.doubted;
    this.beyond.hidden = data.log || !data.rows.some(({ lr, limit }) => limit !== null && lr >= limit);
  }

  /** @param {Moment} moment */
  say(moment) {
    const { source, row, rows, data, plot } = this;
    if (!source || !rows.count) return;
    const now = this.lead?.epoch ?? 0;
    const column = this.pointed?.column ?? Array.from(source.epochs).filter((epoch) => epoch <= now).length - 1;
    const cell = cellAt(source, row, column);
    const words = `${cellWords(data, cell)} ${pressWords(data, row, row === this.own)}`;
    tell(this.said, this.pointed ? words : moment.film.header.summary, moment);
    write(this.chosen, !this.pointed && row === data.best ? "the best" : data.rows[row].name);
    plot.setAttribute("aria-valuemin", "0");
    plot.setAttribute("aria-valuemax", String(rows.count - 1));
    plot.setAttribute("aria-valuenow", String(rows.below(row)));
    plot.setAttribute("aria-valuetext", cellWords(data, cell));
  }
}
