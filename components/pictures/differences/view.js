// Two runs beside each other: in which settings they differ, and in which lines of their programs, and what came of each.

import { element, write } from "../../stage/kit/dom.js";
import { colourOf } from "../../stage/kit/palette.js";
import { swatch } from "../../stage/kit/swatch.js";
import { View } from "../../stage/kit/view.js";
import { diff, folded } from "./diff.js";
import { numbersOf, settingsOf } from "./results.js";

const SIGNS = { same: " ", less: "−", more: "+" };
const TAGS = /** @type {const} */ ({ same: "div", less: "del", more: "ins" });
const NO_OTHER =
  "There is no second run here yet. Press Runs in the player, and then Compare beside a run that you have kept.";

/**
 * @typedef {import("../../stage/play/race.js").Runner} Runner
 * @typedef {import("./results.js").Line} Line
 */

/** A table of what is of each of two runs. */
class Table {
  heads = [element("th", { scope: "col" }), element("th", { scope: "col" })];
  body = element("tbody");
  shown = "";
  /** @type {HTMLElement[][]} */
  cells = [];

  /** @param {string} of what its rows are */
  constructor(of) {
    const head = element("thead", {}, element("tr", {}, element("th", { scope: "col" }, of), ...this.heads));
    this.node = element(
      "div",
      { class: "stage-scroll", tabindex: "0", role: "region", "aria-label": of },
      element("table", {}, head, this.body),
    );
  }

  /** @param {Line[]} lines */
  say(lines) {
    const names = lines.map(({ name }) => name);
    if (names.join("\n") !== this.shown) {
      this.shown = names.join("\n");
      this.cells = lines.map(() => [element("td"), element("td")]);
      this.body.replaceChildren(
        ...names.map((name, i) => element("tr", {}, element("th", { scope: "row" }, name), ...this.cells[i])),
      );
    }
    lines.forEach(({ of }, i) => of.forEach((text, j) => write(this.cells[i][j], text)));
  }
}

/** @param {import("./diff.js").Line} line */
function lineOf({ kind, pieces }) {
  const parts = pieces.map(({ text, changed }) => (changed ? element("mark", {}, text) : text));
  return element(TAGS[kind], { class: "diff-line" }, element("span", { class: "diff-sign" }, SIGNS[kind]), ...parts);
}

/** @param {import("./diff.js").Block} block @returns {HTMLElement[]} */
function blockOf({ folded: hidden, lines }) {
  const nodes = lines.map(lineOf);
  if (!hidden) return nodes;
  return [element("details", {}, element("summary", {}, `${lines.length} lines that are the same`), ...nodes)];
}

export default class Differences extends View {
  note = element("p", { class: "stage-note", role: "status" });
  settings = new Table("setting");
  none = element("p", { class: "stage-note", hidden: true }, "Both have the same settings.");
  results = new Table("what came of it");
  program = element("div", {
    class: "diff-program stage-scroll",
    tabindex: "0",
    role: "region",
    "aria-label": "What differs between the programs",
  });
  parts = element(
    "div",
    { class: "diff-parts", hidden: true },
    element("div", { class: "diff-tables" }, this.settings.node, this.none, this.results.node),
    this.program,
  );
  against = "";
  shown = ""; // which two there are

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "differences");
    this.against = String(given.data?.against ?? "");
    this.root.append(this.note, this.parts);
  }

  shapeOf() {
    return "";
  }

  /** @param {any} data */
  refresh(data) {
    this.against = String(data.against ?? "");
    super.refresh(data);
  }

  /** The name of the other's reel: that which the page names, or the first there is. */
  get other() {
    const reels = this.player.race.told.rivals.map(({ run }) => run.reel);
    return reels.find((reel) => reel === `rival ${this.against}`) ?? reels[0];
  }

  /** @param {Runner} runner */
  programOf({ film }) {
    return /** @type {string[] | undefined} */ (film.header.pictures[this.name]?.data.program);
  }

  say() {
    const runners = this.player.race.runners();
    const [lead, other] = [runners.find(({ place }) => place === 1), runners.find(({ reel }) => reel === this.other)];
    const programs = lead && other && [lead, other].map((runner) => this.programOf(runner));
    const here = Boolean(programs?.every(Boolean));
    this.note.hidden = here;
    this.parts.hidden = !here;
    write(this.note, here ? "" : this.other ? "The second run is still loading." : NO_OTHER);
    if (!lead || !other || !programs?.[0] || !programs[1]) return;
    this.two([lead, other], [programs[0], programs[1]]);
    this.results.say(numbersOf([lead, other]));
  }

  /**
   * What stands still as long as the two are the same.
   * @param {Runner[]} both
   * @param {[string[], string[]]} programs
   */
  two(both, programs) {
    const key = JSON.stringify([both.map(({ name, place }) => [name, place]), programs, this.theme.name]);
    const queries = both.map(({ film }) => film.header.query).join();
    if (key + queries === this.shown) return;
    this.shown = key + queries;
    both.forEach(({ mark }, i) => this.root.style.setProperty(`--run-${i + 1}`, colourOf(mark, this.theme)));
    for (const { heads } of [this.settings, this.results]) both.forEach((run, i) => this.head(heads[i], run));
    const lines = settingsOf(both.map(({ film }) => film.header));
    this.settings.say(lines);
    this.settings.node.hidden = !lines.length;
    this.none.hidden = lines.length > 0;
    const differs = diff(...programs);
    const same = differs.every(({ kind }) => kind === "same");
    const said = same ? [element("p", { class: "stage-note" }, "Both have the same program.")] : this.signs(both);
    this.program.replaceChildren(...said, ...folded(differs).flatMap(blockOf));
  }

  /**
   * @param {HTMLElement} node
   * @param {Runner} runner
   */
  head(node, { name, place, mark }) {
    node.replaceChildren(swatch(mark, this.theme), `${place} ${name}`);
  }

  /**
   * What the signs before lines mean.
   * @param {Runner[]} both
   */
  signs(both) {
    return both.map(({ name, place }, i) =>
      element(
        i ? "ins" : "del",
        { class: "diff-line diff-whose" },
        element("span", { class: "diff-sign" }, SIGNS[i ? "more" : "less"]),
        `${place} ${name}`,
      ),
    );
  }
}
