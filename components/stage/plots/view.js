// One picture of the page: its title, its panels or table or code, and the same in words for those who cannot see it.

import { element, nextFrame } from "../kit/dom.js";
import { number } from "../kit/format.js";
import { asked, GuessFirst } from "../kit/guess.js";
import { StartHand } from "../kit/starthand.js";
import { View } from "../kit/view.js";
import { WeightChoice } from "./choosing.js";
import { Errors } from "./errors.js";
import { moves } from "./growth.js";
import { Handle } from "./handle.js";
import { Looks } from "./looks.js";
import { Panel } from "./panel.js";
import { plotly } from "./plotly.js";
import { follow, program } from "./program.js";
import { RateAxis } from "./rateaxis.js";
import { StartBar } from "./startbar.js";
import { WeightTable } from "./table.js";
import { Words } from "./words.js";

/**
 * A picture as components/films/marks.py packs it. A track has more than its kind; a figure is Plotly's.
 * @typedef {import("../told").Panel} Plot
 * @typedef {{
 *   panels?: Plot[], tool?: import("../told").Tool, table?: import("../told").Table, code?: import("../told").Code,
 *   note?: string, guess?: import("../told").Guess, again?: string, rates?: string[], chooses?: boolean,
 * }} Picture
 */

const DRAG = "Drag a dot, or move it with the arrow keys: the run starts there.";
const TYPE = "Click a value and type another: the run starts there.";

export default class PlotsView extends View {
  /** @type {any} the library, once it is loaded */
  static plotly = null;
  /** @type {Panel[]} */
  panels = [];
  /** @type {{ say: (moment: import("../play/reel.js").Moment) => void }[]} what follows the clock in words: lines below panels, the table, the dots in hand */
  read = [];
  /** @type {HTMLElement | null} the program, if it shows one */
  code = null;
  /** @type {string | null | undefined} the phase whose lines are seen */
  followed = null;
  hand = new StartHand(this.player, this.turn);
  guess = new GuessFirst(this.player);
  looks = new Looks(this.player, () => this.look());
  catching = false; // Plotly draws axes anew

  static async ready() {
    this.plotly = await plotly();
  }

  /**
   * The theme may have changed: everything is painted again, nothing restarts.
   * @param {any} data
   */
  refresh(data) {
    super.refresh(data);
    if (this.picture) this.paint();
  }

  /** @param {Picture} picture */
  shapeOf({ panels, table, code, note, again, rates }) {
    return [panels?.map(({ title, words, weight }) => [title, words, weight]), table, code, note, again, rates];
  }

  /**
   * @param {Picture} picture
   * @param {import("../play/film.js").Film} film
   */
  build(picture, film) {
    const { note, panels, table, code } = picture;
    const again = this.live ? picture.again : undefined;
    this.clear();
    this.caption.replaceChildren(this.title);
    this.root.replaceChildren(this.caption, this.alt, this.numbers, this.some);
    if (picture.guess) {
      this.caption.append(this.guess.button);
      this.root.append(this.guess.panel);
    }
    this.offerWeights(picture, film);
    if (note) this.root.append(element("p", { class: "stage-note" }, note));
    const start = again === undefined ? null : new StartBar(this.hand, again, table ? TYPE : DRAG);
    if (start) this.root.append(start.words);
    if (panels) this.buildPanels(picture, film);
    if (table) {
      const names = film.header.weights.map(({ short }) => short);
      const typed = again === undefined ? null : { hand: this.hand, names };
      const made = new WeightTable(table, typed);
      this.read.push(made);
      this.root.append(...made.nodes);
    }
    if (start) {
      this.read.push(start);
      this.tools(start.node);
    }
    if (code) {
      const { node, copy } = program(code.lines);
      this.code = node;
      this.tools(copy);
      this.root.append(node);
    }
  }

  /**
   * @param {Picture} picture
   * @param {import("../play/film.js").Film} film
   */
  take({ panels = [], guess }, film) {
    this.looks.take(panels, film);
    this.keeps = panels.some(moves);
    for (const panel of this.panels) panel.film();
    this.guess.take(guess ? asked(guess, film) : null, film);
    this.paint();
    return true;
  }

  // ---- panels

  /**
   * @param {Picture} picture
   * @param {import("../play/film.js").Film} film
   */
  buildPanels({ panels = [], tool, rates }, film) {
    const grid = this.root.appendChild(element("div", { class: "stage-panels" }));
    panels.forEach(({ title, words = [], weight, tracks }, i) => {
      const host = element("div", { class: "stage-panel-plot" });
      const box = element("div", { class: "stage-panel" }, host);
      if (title) box.prepend(element("div", { class: "stage-panel-title" }, title));
      const lines = words.map((parts) => new Words(parts));
      box.append(...lines.map(({ node }) => node));
      grid.append(box);
      this.read.push(...lines);
      const panel = new Panel(host, PlotsView.plotly, this.player);
      this.panels.push(panel);
      if (weight !== undefined && this.live)
        this.read.push(new Handle(panel, this.hand, film.header.weights[weight], weight));
      if (rates && this.live) new RateAxis(panel, rates, this.player, this.turn);
      if (tracks.some((track) => track.kind === "segment" && track.name))
        this.read.push(new Errors(panel, title, () => this.picture.panels[i].tracks));
    });
    this.tools(...this.looks.offer(tool));
  }

  /**
   * Where some of many weights are shown, others can be chosen.
   * @param {Picture} picture
   * @param {import("../play/film.js").Film} film
   */
  offerWeights({ chooses }, { header: { weights, chosen } }) {
    if (!chooses || !this.live || chosen.length >= weights.length) return;
    const choice = new WeightChoice(this.turn);
    this.read.push(choice);
    this.tools(choice.opener);
    this.root.append(choice.panel);
  }

  /** The axes are set anew, also where a hand has drawn others in the plot. */
  look() {
    for (const panel of this.panels) panel.seen = null;
    this.player.schedule();
  }

  /** Plotly draws axes anew, one panel in two frames, so that what moves goes on moving. */
  async catchUp() {
    if (this.catching) return;
    this.catching = true;
    while (this.panels.some(({ late }) => late))
      for (const panel of this.panels.filter(({ late }) => late)) {
        await panel.catchUp();
        await nextFrame();
        await nextFrame();
      }
    this.catching = false;
  }

  // ---- drawing

  /** Plots appear one a frame: the page stays responsive while a page of ten is set up. */
  async paint() {
    const { picture } = this;
    const panels = [...this.panels];
    for (const [i, panel] of panels.entries()) {
      if (this.player.held && panel.ready) continue; // no axis moves under a hand
      if (panel !== this.panels[i] || picture !== this.picture) return;
      const { figure } = picture.panels[i];
      if (!panel.differs(figure, this.theme)) continue;
      this.looks.reset();
      await panel.figure(figure, this.theme, this.looks.axes(i, this.player.moment()));
      await nextFrame();
    }
    this.ready();
  }

  /** The hand has let go: what a run of another start needs more room for is drawn. */
  free() {
    if (this.picture) this.paint();
  }

  /** @param {import("../play/player.js").Moment} moment */
  draw(moment) {
    this.panels.forEach((panel, i) => {
      panel.see(this.looks.axes(i, moment));
      panel.render(this.looks.tracks(i), moment, this.picture.panels[i].beyond);
    });
    this.catchUp();
    this.light(moment);
    if (!this.code || this.followed === this.litPhase) return;
    this.followed = this.litPhase;
    follow(this.code);
  }

  /** @param {import("../play/player.js").Moment} moment */
  say(moment) {
    for (const one of this.read) one.say(moment);
    this.guess.say(moment);
  }

  /** @param {import("../play/player.js").Moment} moment */
  atRest({ film, frame }) {
    const { weights, chosen } = film.header; // an empty list where there are too many
    if (!weights) return undefined; // no training run: its words say it all
    const now = (/** @type {string} */ array, column = 0) => number(film.at({ array, column }, frame));
    const told = weights.length ? chosen : [];
    const parts = told.map(
      (/** @type {number} */ i) => `${weights[i].name} ${now("weights", i)}, gradient ${now("grads", i)}`,
    );
    const each = parts.length ? ` ${parts.join("; ")}.` : "";
    return `After ${film.update(frame)} updates: loss ${now("loss")}.${each}`;
  }

  clear() {
    for (const panel of this.panels) panel.dispose();
    this.panels = [];
    this.read = [];
    this.code = null;
    this.followed = null;
  }

  dispose() {
    super.dispose();
    this.guess.drop();
    this.clear();
  }
}
