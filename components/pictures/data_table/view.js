// The data of a run as a table whose cells are edited. An edited table is part of the run's address.

import { button, element, write } from "../../stage/kit/dom.js";
import { count } from "../../stage/kit/format.js";
import { fileName, saved } from "../../stage/kit/files.js";
import { keyIn, leftTable, tableText } from "../../stage/kit/tables.js";
import { View } from "../../stage/kit/view.js";
import { pasted, place, readCell } from "./cells.js";
import { Grid } from "./grid.js";
import { packTable, unpackTable } from "../../stage/kit/packed.js";

/**
 * The table: its names and units, its packed text or its key, and the limits of rows and of numbers.
 * @typedef {import("../../stage/told").DataTable} Data
 */

export default class DataTable extends View {
  error = element("p", { class: "cells-error", role: "alert" });
  told = element("p", { class: "cells-told" });
  buttons = {
    add: button("Add a row", () => this.add()),
    drop: button("Remove a row", () => this.change(this.table.slice(0, -1))),
    reset: button("Reset", () => this.reset()),
    save: button("Save", () => this.save()),
  };
  data = /** @type {Data} */ (/** @type {unknown} */ (null));
  /** @type {number[][]} the rows, inputs and targets side by side */
  table = [];
  packed = "";
  head = "";
  edited = false;
  /** What was edited and is on its way to the server, for a key. @type {number[][] | null} */
  leaving = null;

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "rows");
    this.grid = new Grid({
      enter: (text, i, j) => this.enter(text, i, j),
      forget: () => write(this.error, ""),
      paste: (text, i, j) => this.paste(text, i, j),
    });
    this.tools(
      element("span", { class: "stage-switch", role: "group", "aria-label": "Table" }, ...Object.values(this.buttons)),
    );
    this.root.append(this.grid.node, element("div", { class: "cells-says" }, this.told, this.error));
  }

  /** @param {{ data: Data }} picture */
  shapeOf({ data }) {
    return { ...data, packed: "" };
  }

  /** @param {{ data: Data }} picture */
  build({ data }) {
    this.grid.build(data);
    this.packed = "";
  }

  /**
   * @param {{ data: Data }} picture
   * @param {import("../../stage/play/film.js").Film} film
   */
  take({ data }, film) {
    this.edited = Boolean(film.header.spec.table);
    this.data = data;
    if (data.packed === this.packed || this.leaving) return this.tell(); // a film of before takes no edit back
    this.packed = data.packed;
    if (!keyIn(`table=${data.packed}`)) return this.put(data.packed);
    this.bring(data.packed);
    return true;
  }

  /** A table that is too large for a film. @param {string} key */
  async bring(key) {
    const text = await tableText(this.player.site, key);
    if (this.packed !== key) return;
    if (text) this.put(text);
    else write(this.error, "The rows of this table are no longer here. Open the same file again to see them.");
    this.ready();
  }

  /** @param {string} packed */
  put(packed) {
    const { head, table } = unpackTable(packed);
    this.head = head;
    this.table = table;
    this.grid.show(table);
    this.tell();
  }

  tell() {
    const { fewest, most } = this.data;
    this.buttons.reset.disabled = !this.edited;
    this.buttons.add.disabled = this.table.length >= most;
    this.buttons.drop.disabled = this.table.length <= fewest;
    write(this.told, this.state());
  }

  /** What table this is and where it is kept, and why it takes no more rows, or gives none. */
  state() {
    const { fewest, most, packed } = this.data;
    const n = this.table.length;
    const end = n >= most ? ", the most that a table holds" : n <= fewest ? ", the fewest that a table has" : "";
    const where = keyIn(`table=${packed}`)
      ? "It is too large for a link, so it is kept in this browser only: whoever opens your link needs the file."
      : "It is in this page’s link.";
    if (this.edited) return `Your own table, ${count(n)} rows${end}. ${where} ${this.data.said}`.trim();
    return `Click a number, type another, press Enter.${end && ` There are ${count(n)} rows${end}.`}`;
  }

  // ---- the visitor's hand

  /**
   * A cell was typed: a new table, or a sentence that says why not, and the text stays to be mended. Says whether it is
   * a number.
   * @param {string} text
   * @param {number} i
   * @param {number} j
   */
  enter(text, i, j) {
    const { problem, value } = readCell(text, this.data.largest);
    if (problem !== undefined) {
      write(this.error, `${problem} ${place(this.data, i, j)} stays ${this.table[i][j]}.`);
      return false;
    }
    write(this.error, "");
    if (value === this.table[i][j]) return true;
    this.change(this.table.map((row, r) => (r === i ? row.map((old, c) => (c === j ? value : old)) : row)));
    return true;
  }

  /**
   * A block of cells, as a spreadsheet copies it, goes to as many cells from this one on. Says whether it is one.
   * @param {string} text
   * @param {number} i
   * @param {number} j
   */
  paste(text, i, j) {
    const block = pasted(text, this.table, [i, j], this.data);
    if (!block) return false;
    if (JSON.stringify(block.table) !== JSON.stringify(this.table)) this.change(block.table);
    write(this.error, block.said);
    return true;
  }

  /** A row like the last one, to be edited. (Rows come and go at the end, so that each keeps its name.) */
  add() {
    this.change([...this.table, [...this.table[this.table.length - 1]]]);
    this.grid.look(this.table.length - 1);
  }

  /** @param {number[][]} table */
  async change(table) {
    write(this.error, "");
    if (this.player.keeps("table")) return this.grid.show(this.table);
    this.table = table;
    this.grid.show(table);
    const packed = this.text();
    this.leaving = null;
    if (packed.length <= this.data.longest) return this.commit(packed);
    this.leaving = table;
    const { key, problem } = await leftTable(this.player.site, packed);
    if (this.leaving !== table) return; // edited once more
    this.leaving = null;
    if (problem !== undefined) write(this.error, problem);
    else this.commit(key);
  }

  /** The table, packed: as a link carries it. */
  text() {
    const { names: called, row } = this.data;
    const names = this.table.map((_, i) => called[i] ?? `${row} ${i + 1}`);
    return packTable(this.head, names, this.table);
  }

  /** As a file that opens any link of this table, and a page's box. */
  save() {
    const name = fileName(["table of", this.data.row, String(this.table.length)], "table");
    saved(new Blob([this.text()], { type: "text/plain" }), name);
  }

  /** Back to the table that the problem has. */
  reset() {
    this.leaving = null;
    write(this.error, "");
    this.commit("");
  }

  /**
   * Python answers with the run of this table, and of the learning rate that goes with it.
   * @param {string} table
   */
  commit(table) {
    this.turn({ table, reading: "" });
  }
}
