// A table of every weight, with a column for what each phase of an update makes of it.

import { element, write } from "../kit/dom.js";
import { compact, number } from "../kit/format.js";
import { WeightCell } from "./cell.js";

/**
 * As components/films/marks.py packs it.
 * @typedef {import("../told").Column} Column
 */

export class WeightTable {
  /**
   * @param {import("../told").Table} table
   * @param {{ hand: import("../kit/starthand.js").StartHand, names: string[] } | null} typed what takes numbers that are
   * typed for the weights, and their names; null where none may be
   */
  constructor({ columns, rows, places, phases }, typed = null) {
    this.zero = phases.indexOf("zero");
    const told = element("p", { class: "stage-hint stage-cell-told", role: "alert" });
    const shared = (/** @type {Column} */ { phase, role }) => ({
      "data-phase": phase ?? "",
      style: `--role: var(--role-${role})`,
    });
    const heads = columns.map((column) => element("th", { scope: "col", ...shared(column) }, column.title));
    this.cells = rows.map((_, row) =>
      columns.map((column) => {
        const node = element("td", shared(column));
        const cell =
          typed && column.array === "weights" && new WeightCell(node, typed.names[places[row]], typed.hand, told);
        const source = { array: column.array, column: places[row], times: column.times };
        return { node, cell, source, zeroed: column.zeroed, nothing: column.nothing };
      }),
    );
    const lines = rows.map((label, row) =>
      element("tr", {}, element("th", { scope: "row" }, label), ...this.cells[row].map(({ node }) => node)),
    );
    const table = element(
      "table",
      {},
      element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "weight"), ...heads)),
      element("tbody", {}, ...lines),
    );
    const chips = phases.map((name) => element("li", { "data-phase": name }, name));
    /** The phases, and below them the table. */
    this.nodes = [
      element("ol", { class: "stage-phases", "aria-label": "The five phases of an update" }, ...chips),
      element("div", { class: "stage-scroll", tabindex: "0", role: "region", "aria-label": "Every weight" }, table),
      ...(typed ? [told] : []),
    ];
  }

  /** @param {import("../play/reel.js").Moment} moment */
  say({ film, frame, phase, position }) {
    const zeros = phase !== null && phase >= this.zero && position !== frame;
    for (const { node, cell, source, zeroed, nothing } of this.cells.flat()) {
      const value = zeroed && zeros ? 0 : film.at(source, frame);
      if (cell) cell.say(value);
      else write(node, (Number.isNaN(value) && nothing) || compact(value));
      node.title = Number.isFinite(value) ? String(value) : (nothing ?? number(value));
    }
  }
}
