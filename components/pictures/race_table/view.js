// The table of a race: a row for every runner, with what it has come to; a hand adds runners and takes them away.

import { button, element, svg, write } from "../../stage/kit/dom.js";
import { count, trimmed } from "../../stage/kit/format.js";
import { readNumber } from "../../stage/kit/numbers.js";
import { colourOf } from "../../stage/kit/palette.js";
import { View } from "../../stage/kit/view.js";
import { result } from "./results.js";
import { added, packed, without } from "./rivals.js";

const LEVEL = 0.001;

/** @typedef {import("../../stage/play/race.js").Runner} Runner */

export default class RaceTable extends View {
  body = element("tbody");
  heads = ["now", "best", "stays below", "flew out"].map((name) => element("th", { scope: "col" }, name));
  table = element(
    "table",
    { class: "race-table" },
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "runner"), ...this.heads, element("td"))),
    this.body,
  );
  level = element("input", {
    class: "race-level",
    inputmode: "decimal",
    autocomplete: "off",
    "aria-label": "Height to reach",
    onblur: () => this.enter(),
    onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && this.enter(),
  });
  adds = button("Add this one", () => this.add(), { class: "hand-button" });
  told = element("p", { class: "race-told", role: "status" });
  /** The cells of each runner's row: name, now, best, stays, gone. @type {HTMLElement[][]} */
  rows = [];
  shown = ""; // which rows there are

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "race");
    const foot = element(
      "div",
      { class: "race-foot" },
      element("label", {}, "Height to reach: ", this.level),
      this.adds,
    );
    this.root.append(element("div", { class: "race-scroll stage-scroll" }, this.table), foot, this.told);
  }

  shapeOf() {
    return "";
  }

  get race() {
    return this.player.race;
  }

  get reach() {
    return readNumber(this.race.told.level).value ?? LEVEL;
  }

  // ---- hands

  /** The height that all are to reach is another. */
  enter() {
    const typed = this.level.value.trim();
    const { problem } = typed ? readNumber(typed) : { problem: undefined };
    write(this.told, problem ?? "");
    if (!problem && typed !== (this.race.told.level || String(LEVEL))) this.race.turn?.({ level: typed });
  }

  /** The one that leads runs on as a rival, as it is now. */
  add() {
    const rivals = this.race.told.rivals.map(({ own }) => own);
    const next = added(rivals, new URLSearchParams(this.player.query), this.picture.data.fields);
    if (typeof next === "string") return write(this.told, next);
    write(this.told, "It runs on beside you. Now turn a knob: the first row is yours.");
    this.race.turn?.({ race: packed(next) });
  }

  /** @param {string} reel */
  remove(reel) {
    const { rivals } = this.race.told;
    const place = rivals.findIndex(({ run }) => run.reel === reel);
    write(this.told, "");
    this.race.turn?.({
      race: packed(
        without(
          rivals.map(({ own }) => own),
          place,
        ),
      ),
    });
  }

  // ---- rows

  /** @param {Runner[]} runners */
  rowsOf(runners) {
    const key = JSON.stringify([runners.map(({ name, reel }) => [name, reel]), this.theme.name]);
    if (key === this.shown) return;
    this.shown = key;
    this.rows = [];
    this.body.replaceChildren(
      ...runners.map(({ name, reel, place, mark }) => {
        const cells = [0, 1, 2, 3].map(() => element("td"));
        this.rows.push(cells);
        const line = svg("line", {
          x1: 0,
          x2: 26,
          y1: 5,
          y2: 5,
          stroke: colourOf(mark, this.theme),
          "stroke-width": 3,
          "stroke-dasharray": mark.dash.join(" "),
        });
        const swatch = svg("svg", { class: "race-mark", viewBox: "0 0 26 10", "aria-hidden": "true" }, line);
        const head = element(
          "th",
          { scope: "row" },
          element("span", { class: "race-name" }, swatch, `${place} ${name}`),
        );
        const takes =
          place > 1
            ? button("×", () => this.remove(reel), {
                class: "race-remove",
                "aria-label": `Remove ${name}`,
                title: "Remove",
              })
            : "";
        return element("tr", { class: place > 1 ? "" : "race-lead" }, head, ...cells, element("td", {}, takes));
      }),
    );
  }

  say() {
    const runners = this.race.runners();
    this.rowsOf(runners);
    const { measure, unit } = this.picture.data;
    const level = this.reach;
    write(this.heads[0], `${measure} now`);
    write(this.heads[2], `stays below ${trimmed(level)} from ${unit}`);
    if (document.activeElement !== this.level) this.level.value = this.race.told.level || String(LEVEL);
    this.adds.disabled = this.race.told.rivals.length >= 7;
    const found = runners.map(({ film }) => result(film.arrays.loss.data, level));
    const stays = found.map(({ stays: at }) => at ?? Infinity);
    const secret = runners.some(({ moment }) => moment.secret);
    runners.forEach(({ film, moment }, i) => {
      const [now, best, reached, gone] = this.rows[i];
      const loss = film.sample({ array: "loss", column: 0 }, moment);
      write(now, Number.isFinite(loss) ? trimmed(loss) : "flown out");
      write(best, secret ? "?" : trimmed(found[i].best));
      write(reached, secret ? "?" : this.stay(found[i]));
      reached.classList.toggle("race-best", !secret && stays[i] === Math.min(...stays) && stays[i] < Infinity);
      write(gone, secret || found[i].gone === null ? "" : `${unit} ${count(film.update(Number(found[i].gone)))}`);
    });
  }

  /** @param {import("./results.js").Result} found */
  stay({ first, stays }) {
    if (stays !== null) return count(stays);
    return first === null ? "never" : `touches at ${count(first)}`;
  }
}
