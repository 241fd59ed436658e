// The table of a race: a row for every runner, with what it has come to; a hand adds runners and takes them away.

import { button, element, write } from "../../stage/kit/dom.js";
import { count, trimmed } from "../../stage/kit/format.js";
import { readNumber } from "../../stage/kit/numbers.js";
import { added, MOST, packed, without } from "../../stage/kit/rivals.js";
import { swatch } from "../../stage/kit/swatch.js";
import { View } from "../../stage/kit/view.js";
import { first, reached, result } from "./results.js";

const EPOCHS =
  "An epoch is all rows once, the same work for each: the first, in bold, is the one that takes the fewest epochs.";

/** @typedef {import("../../stage/play/race.js").Runner} Runner */

export default class RaceTable extends View {
  body = element("tbody");
  heads = ["now", "best", "stays below", ""].map((name) => element("th", { scope: "col" }, name));
  table = element(
    "table",
    { class: "race-table" },
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "runner"), ...this.heads, element("td"))),
    this.body,
  );
  asked = element("span");
  level = element("input", {
    class: "race-level",
    inputmode: "decimal",
    autocomplete: "off",
    onblur: () => this.enter(),
    onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && this.enter(),
  });
  adds = button("Add this one", () => this.add(), { class: "hand-button" });
  told = element("p", { class: "race-told", role: "status" });
  apart = element("p", { class: "race-apart" });
  /** The cells of each runner's row: name, now, best, stays, gone. @type {HTMLElement[][]} */
  rows = [];
  shown = ""; // which rows there are

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "race");
    const foot = element("div", { class: "race-foot" }, element("label", {}, this.asked, this.level), this.adds);
    const more = { tabindex: "0", role: "region", "aria-label": "The race" };
    const scroll = element("div", { class: "race-scroll stage-scroll", ...more }, this.table);
    this.root.append(scroll, this.apart, foot, this.told);
  }

  shapeOf() {
    return "";
  }

  get race() {
    return this.player.race;
  }

  /** What all are to reach. */
  get reach() {
    return this.race.level(this.picture.data.level);
  }

  /** The same as it stands in its box. */
  get written() {
    return this.race.told.level || String(this.reach);
  }

  // ---- hands

  /** The height that all are to reach is another. */
  enter() {
    const typed = this.level.value.trim();
    const { problem } = typed ? readNumber(typed) : { problem: undefined };
    write(this.told, problem ?? "");
    if (!problem && typed !== this.written) this.race.ask({ level: typed });
  }

  /** The one that leads runs on as a rival, as it is now. */
  add() {
    const next = added(this.race.own, new URLSearchParams(this.player.query), this.picture.data.fields);
    if (typeof next === "string") return write(this.told, next);
    write(this.told, "It runs on beside you. Now turn a knob: the first row is yours.");
    this.race.ask({ race: packed(next) });
  }

  /** @param {string} reel */
  remove(reel) {
    const { own, told } = this.race;
    const gone = told.rivals.find(({ run }) => run.reel === reel);
    write(this.told, "");
    const place = own.findIndex((one) => gone && packed([one]) === packed([gone.own]));
    this.race.ask({ race: packed(without(own, place)) });
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
        const head = element(
          "th",
          { scope: "row" },
          element("span", { class: "race-name" }, swatch(mark, this.theme), `${place} ${name}`),
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
    const { measure, unit, gone: left, apart } = this.picture.data;
    const { reach, race } = this;
    const [now, , stays, gone] = this.heads;
    write(now, `${measure} now`);
    write(stays, `stays below ${trimmed(reach)} from ${unit}`);
    write(gone, left);
    const asked = `${measure[0].toUpperCase()}${measure.slice(1)} to reach`;
    write(this.asked, `${asked}: `);
    this.level.setAttribute("aria-label", asked);
    if (document.activeElement !== this.level) this.level.value = this.written;
    this.adds.disabled = race.told.rivals.length >= MOST - 1;
    const found = runners.map(({ film }) => result(film, reach));
    const { uneven } = race;
    const differ = race.apart(apart);
    write(this.apart, [differ, uneven ? EPOCHS : ""].filter(Boolean).join(" "));
    const secret = runners.some(({ moment }) => moment.secret);
    const best = secret || differ ? [] : first(found, uneven);
    const out = !secret && found.some((one) => one.gone !== null);
    for (const cell of [gone, ...this.rows.map((cells) => cells[3])]) cell.hidden = !out;
    runners.forEach(({ film, moment }, i) => {
      const [nowCell, bestCell, staysCell, goneCell] = this.rows[i];
      const loss = film.sample({ array: "loss", column: 0 }, moment);
      write(nowCell, Number.isFinite(loss) ? trimmed(loss) : left);
      write(bestCell, secret ? "?" : trimmed(found[i].best));
      write(staysCell, secret ? "?" : reached(found[i], uneven));
      staysCell.classList.toggle("race-best", best.includes(i));
      write(goneCell, found[i].gone === null ? "" : `${unit} ${count(found[i].gone)}`);
    });
  }
}
