// The data of a run as a table whose cells are edited. An edited table is part of the run's address.

import { button, element, write } from "../../stage/kit/dom.js";
import { count } from "../../stage/kit/format.js";
import { readNumber } from "../../stage/kit/numbers.js";
import { kept, packTable } from "./table_pack.js";
import { View } from "../../stage/kit/view.js";

const SAID = 3; // cells that a sentence names; it counts the others

/** A number in a sentence as it is typed: 1e-7 -> "0.0000001". */
const plainly = (/** @type {number} */ value) =>
  Math.abs(value) < 1e-6 ? value.toFixed(12).replace(/\.?0+$/, "") : String(value);

export default class CropTable extends View {
  error = element("p", { class: "crops-error", role: "alert" });
  told = element("p", { class: "crops-told" });
  grid = element("div", { class: "stage-scroll crops-scroll", tabindex: "-1" });
  buttons = {
    add: button("Add a row", () => this.add()),
    drop: button("Remove a row", () => this.change(this.table.slice(0, -1))),
    reset: button("Reset", () => this.commit("")),
  };
  /** @type {{ rows: string[], inputs: string[], targets: string[], fewest: number, most: number, largest: number }} */
  data = { rows: [], inputs: [], targets: [], fewest: 0, most: 0, largest: 0 };
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

  /** @param {any} picture */
  shapeOf({ data }) {
    return [data.rows, data.inputs, data.targets];
  }

  /**
   * @param {any} picture
   * @param {import("../../stage/play/film.js").Film} film
   */
  take({ data }, film) {
    this.edited = Boolean(film.header.spec.table);
    this.data = data;
    this.table = data.x.map((/** @type {number[]} */ row, /** @type {number} */ i) => [...row, ...data.y[i]]);
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

  /** @param {{ data: { rows: string[], inputs: string[], targets: string[], units: string[], unit: string } }} picture */
  build({ data: { rows, inputs, targets, units, unit } }) {
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
    const names = [...inputs.map((input, i) => [input, units[i]]), ...targets.map((target) => [target, unit])];
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
      const cells = names.map(([name, measure], j) =>
        element("input", {
          class: "crops-cell",
          type: "text",
          inputmode: "decimal",
          autocomplete: "off",
          spellcheck: "false",
          "aria-label": `${row}, ${name}, ${measure}`,
          "data-crops": `${i}.${j}`,
          "data-role": j < d ? "input" : "target",
          onfocus: (/** @type {any} */ event) => event.target.select(),
          oninput: (/** @type {any} */ event) => (event.target.dataset.typed = "true"),
          onblur: (/** @type {any} */ event) => this.leave(event.target, i, j),
          onkeydown: (/** @type {any} */ event) => this.key(event, i, j),
          onpaste: (/** @type {any} */ event) => this.paste(event, i, j),
        }),
      );
      body.append(
        element("tr", {}, element("th", { scope: "row" }, row), ...cells.map((cell) => element("td", {}, cell))),
      );
      return cells;
    });
    const head = element(
      "thead",
      {},
      element("tr", {}, element("td"), group("inputs", d, "input"), group("targets", k, "target")),
      element("tr", {}, element("th", { scope: "col" }, "region"), ...heads),
    );
    this.grid.replaceChildren(element("table", {}, head, body));
    if (held) /** @type {HTMLElement | null} */ (this.root.querySelector(`[data-crops="${held}"]`))?.focus();
  }

  // ---- the visitor's hand

  /**
   * @param {any} event
   * @param {number} i
   * @param {number} j
   */
  key(event, i, j) {
    const input = event.target;
    const down = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[/** @type {string} */ (event.key)];
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
   * A cell was typed: a new table, or a sentence that says why not, and the text stays to be mended. Says whether it is a number.
   * @param {HTMLInputElement} input
   * @param {number} i
   * @param {number} j
   */
  enter(input, i, j) {
    const { problem, value, note } = this.read(input.value);
    if (problem !== undefined) {
      input.setAttribute("aria-invalid", "true");
      write(this.error, `${problem} ${this.place(i, j)} stays ${this.table[i][j]}.`);
      return false;
    }
    const same = value === this.table[i][j];
    const table = this.table.map((row, r) => (r === i ? row.map((old, c) => (c === j ? value : old)) : row));
    this.table = table;
    this.forget(input, i, j);
    if (!same) this.change(table);
    write(this.error, note);
    return true;
  }

  /**
   * What a cell's text means: `{value, note}`, the number that the table keeps and what of it is lost, or `{problem}`.
   * @param {string} text
   * @returns {{ value: number, note: string, problem?: undefined } | { problem: string, value?: undefined, note?: undefined }}
   */
  read(text) {
    const { problem, value } = readNumber(text);
    const { largest } = this.data;
    if (problem !== undefined) return { problem };
    if (Math.abs(value) > largest)
      return {
        problem: `${count(value)} is too large: a cell holds numbers from −${count(largest)} to ${count(largest)}.`,
      };
    const near = kept(value);
    if (near === 0 && value !== 0) return { problem: `${plainly(value)} is too small: a cell keeps six decimals.` };
    return {
      value: near,
      note: near === value ? "" : `${plainly(value)} is kept as ${near}: a cell keeps six decimals.`,
    };
  }

  /**
   * "Kanto’s rainfall"
   * @param {number} i
   * @param {number} j
   */
  place(i, j) {
    return `${this.data.rows[i] ?? `Row ${i + 1}`}’s ${this.names[j]}`;
  }

  /**
   * A block of cells, as a spreadsheet copies it, goes to as many cells from this one on.
   * @param {any} event
   * @param {number} i
   * @param {number} j
   */
  paste(event, i, j) {
    const text = event.clipboardData.getData("text/plain").replace(/[\r\n]+$/, "");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    let block = text.split(/\r?\n/).map((/** @type {string} */ line) => line.split("\t"));
    const heads = block.length > 1 && block[0].every((/** @type {string} */ cell) => !/\d/.test(cell));
    if (heads) block = block.slice(1);
    const table = this.table.map((row) => [...row]);
    const [wide, before] = [this.names.length, table.length];
    /** @type {string[]} */
    const refused = [];
    /** @type {string[]} */
    const rounded = [];
    let pasted = 0;
    for (const [r, cells] of block.slice(0, this.data.most - i).entries()) {
      if (i + r >= table.length) table.push([...table[table.length - 1]]);
      for (const [c, cell] of cells.slice(0, wide - j).entries()) {
        const { problem, value, note } = this.read(cell);
        if (problem !== undefined) refused.push(`${this.place(i + r, j + c)}: ${problem}`);
        else {
          table[i + r][j + c] = value;
          pasted += 1;
          if (note) rounded.push(note);
        }
      }
    }
    const few = (/** @type {string[]} */ found) =>
      [...found.slice(0, SAID), ...(found.length > SAID ? [`${found.length - SAID} more.`] : [])].join(" ");
    const rows = block.length - (this.data.most - i);
    const columns = Math.max(...block.map((/** @type {string[]} */ cells) => cells.length)) - (wide - j);
    const many = (/** @type {number} */ n, /** @type {string} */ what) => `${n} ${what}${n === 1 ? "" : "s"}`;
    const said = [
      `${many(pasted, "number")} pasted${table.length > before ? `, ${many(table.length - before, "row")} added` : ""}.`,
      heads ? "The first line holds no number: it was taken for headings." : "",
      rows > 0 ? `${many(rows, "row")} did not fit: a table holds ${this.data.most}.` : "",
      columns > 0 ? `${many(columns, "column")} did not fit: the last is ${this.names.at(-1)}.` : "",
      refused.length ? `Left as they were: ${few(refused)}` : "",
      few(rounded),
    ];
    this.forget(event.target, i, j);
    if (packTable(table) !== packTable(this.table)) this.change(table);
    write(this.error, said.filter(Boolean).join(" "));
  }

  get names() {
    return [...this.data.inputs, ...this.data.targets];
  }

  /** A row like the last one, to be edited. (Rows come and go at the end, so that each keeps its name.) */
  add() {
    this.change([...this.table, [...this.table[this.table.length - 1]]]);
  }

  /** @param {number[][]} table */
  change(table) {
    this.table = table;
    this.commit(packTable(table));
  }

  /**
   * The picture follows at once, Python and the URL a moment later.
   * @param {string} table
   */
  commit(table) {
    write(this.error, "");
    this.player.vary({ table });
    this.turn({ table });
  }
}
