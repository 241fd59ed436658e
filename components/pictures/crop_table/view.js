// The data of a run as a table whose cells are edited. An edited table is part of the run's address.

import { button, element, write } from "../../stage/kit/dom.js";
import { View } from "../../stage/kit/view.js";
import { pasted, place, readCell } from "./cells.js";
import { packTable } from "../../stage/kit/packed.js";

/**
 * The table: its names, units and numbers, [rows, inputs] and [rows, targets], and the limits of rows and of numbers.
 * @typedef {import("../../stage/told").CropTable} Crops
 */

export default class CropTable extends View {
  error = element("p", { class: "crops-error", role: "alert" });
  told = element("p", { class: "crops-told" });
  grid = element("div", { class: "stage-scroll crops-scroll", tabindex: "-1" });
  buttons = {
    add: button("Add a row", () => this.add()),
    drop: button("Remove a row", () => this.change(this.table.slice(0, -1))),
    reset: button("Reset", () => this.commit("")),
  };
  data = /** @type {Crops} */ (/** @type {unknown} */ (null));
  /** @type {number[][]} the rows, inputs and targets side by side */
  table = [];
  /** @type {HTMLInputElement[][]} the cell of each number */
  inputs = [];
  edited = false;

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "crops");
    this.tools(
      element("span", { class: "stage-switch", role: "group", "aria-label": "Table" }, ...Object.values(this.buttons)),
    );
    this.root.append(this.grid, element("div", { class: "crops-says" }, this.told, this.error));
  }

  /** @param {{ data: Crops }} picture */
  shapeOf({ data }) {
    return [data.rows, data.inputs, data.targets];
  }

  /**
   * @param {{ data: Crops }} picture
   * @param {import("../../stage/play/film.js").Film} film
   */
  take({ data }, film) {
    this.edited = Boolean(film.header.spec.table);
    this.data = data;
    this.table = data.x.map((row, i) => [...row, ...data.y[i]]);
    for (const [i, row] of this.inputs.entries())
      row.forEach((input, j) => input.dataset.typed || (input.value = String(this.table[i][j])));
    this.buttons.reset.disabled = !this.edited;
    this.buttons.add.disabled = this.table.length >= data.most;
    this.buttons.drop.disabled = this.table.length <= data.fewest;
    write(this.told, this.state());
  }

  /** What table this is, and why it takes no more rows, or gives none. */
  state() {
    const { fewest, most } = this.data;
    const n = this.table.length;
    const end = n >= most ? ", the most that a table holds" : n <= fewest ? ", the fewest that a table has" : "";
    if (this.edited) return `Your own table, ${n} rows${end}. It is in this page’s link.`;
    return `Click a number, type another, press Enter.${end && ` There are ${n} rows${end}.`}`;
  }

  /** @param {{ data: Crops }} picture */
  build({ data: { row: word, rows, inputs, targets, units, target_units: ends } }) {
    const held = document.activeElement?.getAttribute("data-crops");
    const [n, d, k] = [rows.length, inputs.length, targets.length];
    /** @type {(name: string, columns: number, role: string) => Element} */
    const group = (name, columns, role) =>
      element(
        "th",
        { scope: "colgroup", colspan: columns, class: "crops-group", "data-role": role },
        element("code", {}, name),
        ` [${n}, ${columns}]`,
      );
    const names = [...inputs.map((input, i) => [input, units[i]]), ...targets.map((target, i) => [target, ends[i]])];
    const heads = names.map(([name, measure], i) =>
      element(
        "th",
        { scope: "col", "data-role": i < d ? "input" : "target" },
        name.replace("temperature", "temper\u00adature"),
        element("small", {}, measure),
      ),
    );
    const body = element("tbody");
    this.inputs = rows.map((row, i) => {
      const cells = names.map(([name, measure], j) => {
        const input = element("input", {
          class: "crops-cell",
          type: "text",
          inputmode: "decimal",
          autocomplete: "off",
          spellcheck: "false",
          "aria-label": `${row}, ${name}, ${measure}`,
          "data-crops": `${i}.${j}`,
          "data-role": j < d ? "input" : "target",
          onfocus: () => input.select(),
          oninput: () => (input.dataset.typed = "true"),
          onblur: () => this.leave(input, i, j),
          onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event, input, i, j),
          onpaste: (/** @type {ClipboardEvent} */ event) => this.paste(event, input, i, j),
        });
        return input;
      });
      body.append(
        element("tr", {}, element("th", { scope: "row" }, row), ...cells.map((cell) => element("td", {}, cell))),
      );
      return cells;
    });
    const head = element(
      "thead",
      {},
      element("tr", {}, element("td"), group("inputs", d, "input"), group("targets", k, "target")),
      element("tr", {}, element("th", { scope: "col" }, word), ...heads),
    );
    this.grid.replaceChildren(element("table", {}, head, body));
    if (held) /** @type {HTMLElement | null} */ (this.root.querySelector(`[data-crops="${held}"]`))?.focus();
  }

  // ---- the visitor's hand

  /**
   * @param {KeyboardEvent} event
   * @param {HTMLInputElement} input
   * @param {number} i
   * @param {number} j
   */
  key(event, input, i, j) {
    const down = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      this.forget(input, i, j);
      input.select();
    } else if (down) {
      event.preventDefault();
      if (this.enter(input, i, j)) (this.inputs[i + down]?.[j] ?? input).focus();
    }
  }

  /**
   * @param {HTMLInputElement} input
   * @param {number} i
   * @param {number} j
   */
  leave(input, i, j) {
    if (input.dataset.typed) this.enter(input, i, j);
  }

  /**
   * What is no number goes; the number that stood there is still in the run.
   * @param {HTMLInputElement} input
   * @param {number} i
   * @param {number} j
   */
  forget(input, i, j) {
    delete input.dataset.typed;
    input.value = String(this.table[i][j]);
    input.removeAttribute("aria-invalid");
    write(this.error, "");
  }

  /**
   * A cell was typed: a new table, or a sentence that says why not, and the text stays to be mended. Says whether it is
   * a number.
   * @param {HTMLInputElement} input
   * @param {number} i
   * @param {number} j
   */
  enter(input, i, j) {
    const { problem, value } = readCell(input.value, this.data.largest);
    if (problem !== undefined) {
      input.setAttribute("aria-invalid", "true");
      write(this.error, `${problem} ${place(this.data, i, j)} stays ${this.table[i][j]}.`);
      return false;
    }
    const same = value === this.table[i][j];
    const table = this.table.map((row, r) => (r === i ? row.map((old, c) => (c === j ? value : old)) : row));
    this.table = table;
    this.forget(input, i, j);
    if (!same) this.change(table);
    return true;
  }

  /**
   * A block of cells, as a spreadsheet copies it, goes to as many cells from this one on.
   * @param {ClipboardEvent} event
   * @param {HTMLInputElement} input
   * @param {number} i
   * @param {number} j
   */
  paste(event, input, i, j) {
    const block = pasted(event.clipboardData?.getData("text/plain") ?? "", this.table, [i, j], this.data);
    if (!block) return;
    event.preventDefault();
    this.forget(input, i, j);
    if (JSON.stringify(block.table) !== JSON.stringify(this.table)) this.change(block.table);
    write(this.error, block.said);
  }

  /** A row like the last one, to be edited. (Rows come and go at the end, so that each keeps its name.) */
  add() {
    this.change([...this.table, [...this.table[this.table.length - 1]]]);
  }

  /** @param {number[][]} table */
  change(table) {
    this.table = table;
    const { head, rows } = this.data;
    const names = table.map((_, i) => rows[i] ?? `${this.data.row} ${i + 1}`);
    this.commit(packTable(head, names, table));
  }

  /**
   * Python answers with the run of this table, and of the learning rate that goes with it.
   * @param {string} table
   */
  commit(table) {
    write(this.error, "");
    this.turn({ table });
  }
}
