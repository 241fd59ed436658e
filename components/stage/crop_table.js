// The data of a run as a table whose cells are edited. An edited table is part of the run's address.

import { element, write } from "./dom.js";
import { count } from "./format.js";
import { readNumber } from "./memory.js";
import { packTable } from "./table_pack.js";

export class CropTable {
  constructor(host, name, player, data, turn) {
    Object.assign(this, { host, name, player, turn });
    this.root = host.appendChild(element("figure", { class: "stage-picture crops", "data-picture": name, "aria-busy": "true" }));
    player.add(this);
  }

  film(film) {
    const picture = film.header.pictures[this.name];
    if (!picture) return;
    const { data } = picture;
    this.edited = Boolean(film.header.spec.table);
    const shape = JSON.stringify([data.rows, data.inputs, data.targets]);
    this.data = data;
    this.table = data.x.map((row, i) => [...row, ...data.y[i]]);
    if (shape !== this.shape) {
      this.shape = shape;
      this.build(picture);
    }
    for (const [i, row] of this.inputs.entries()) row.forEach((input, j) => input.dataset.typed || (input.value = String(this.table[i][j])));
    const { fewest, most } = this.data;
    this.tools.reset.disabled = !this.edited;
    this.tools.add.disabled = this.table.length >= most;
    this.tools.drop.disabled = this.table.length <= fewest;
    const rows = `${this.table.length} rows`;
    write(this.told, this.edited ? `Your own table, ${rows}. It is in this page’s link.` : "Click a number, type another, press Enter.");
    this.root.removeAttribute("aria-busy");
  }

  build(picture) {
    const { data } = this;
    const held = document.activeElement?.dataset?.crops;
    const [n, d, k] = [data.rows.length, data.inputs.length, data.targets.length];
    const group = (name, columns, role) => element("th", { scope: "colgroup", colspan: columns, class: "crops-group", "data-role": role }, element("code", {}, name), ` [${n}, ${columns}]`);
    const names = [...data.inputs.map((input, i) => [input, data.units[i]]), ...data.targets.map((target) => [target, data.unit])];
    const heads = names.map(([name, unit], i) => element("th", { scope: "col", "data-role": i < d ? "input" : "target" }, name.replace("temperature", "temper\u00adature"), element("small", {}, unit)));
    const body = element("tbody");
    this.inputs = data.rows.map((row, i) => {
      const cells = names.map(([name, unit], j) =>
        element("input", {
          class: "crops-cell",
          type: "text",
          inputmode: "decimal",
          autocomplete: "off",
          spellcheck: "false",
          maxlength: 24,
          "aria-label": `${row}, ${name}, ${unit}`,
          "data-crops": `${i}.${j}`,
          "data-role": j < d ? "input" : "target",
          onfocus: (event) => event.target.select(),
          oninput: (event) => (event.target.dataset.typed = "true"),
          onblur: (event) => this.leave(event.target, i, j),
          onkeydown: (event) => this.key(event, i, j),
        }),
      );
      body.append(element("tr", {}, element("th", { scope: "row" }, row), ...cells.map((cell) => element("td", {}, cell))));
      return cells;
    });
    const head = element("thead", {}, element("tr", {}, element("th"), group("inputs", d, "input"), group("targets", k, "target")), element("tr", {}, element("th", { scope: "col" }, "region"), ...heads));
    this.tools = {
      add: element("button", { type: "button", onclick: () => this.add() }, "Add a row"),
      drop: element("button", { type: "button", onclick: () => this.change(this.table.slice(0, -1)) }, "Remove a row"),
      reset: element("button", { type: "button", onclick: () => this.commit("") }, "Reset"),
    };
    this.error = element("p", { class: "crops-error", role: "alert" });
    this.told = element("p", { class: "crops-told" }, "Click a number, type another, press Enter.");
    const tools = element("span", { class: "stage-tools" }, element("span", { class: "stage-switch", role: "group", "aria-label": "Table" }, this.tools.add, this.tools.drop, this.tools.reset));
    this.root.replaceChildren(
      element("figcaption", {}, element("span", { class: "stage-title" }, picture.title), tools),
      element("p", { class: "stage-hidden" }, picture.alt),
      element("div", { class: "stage-scroll crops-scroll", tabindex: "-1" }, element("table", {}, head, body)),
      element("div", { class: "crops-says" }, this.told, this.error),
    );
    if (held) this.root.querySelector(`[data-crops="${held}"]`)?.focus();
  }

  // ---- the visitor's hand

  key(event, i, j) {
    const input = event.target;
    const down = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      this.forget(input, i, j);
      input.select();
    } else if (down) {
      event.preventDefault();
      if (this.enter(input, i, j)) (this.inputs[i + down]?.[j] ?? input).focus();
    }
  }

  leave(input, i, j) {
    if (input.dataset.typed) this.enter(input, i, j);
  }

  /** What is no number goes; the number that stood there is still in the run. */
  forget(input, i, j) {
    delete input.dataset.typed;
    input.value = String(this.table[i][j]);
    input.removeAttribute("aria-invalid");
    write(this.error, "");
  }

  /** A cell was typed: a new table, or a sentence that says why not, and the text stays to be mended. Says whether it is a number. */
  enter(input, i, j) {
    const text = input.value.trim();
    const value = readNumber(text);
    const { names } = this;
    if (value === null || /^(true|false)$/i.test(value)) {
      input.setAttribute("aria-invalid", "true");
      const what = text === "" ? "An empty cell" : `“${text.slice(0, 30)}”`;
      write(this.error, `${what} is no number for ${this.data.rows[i]}’s ${names[j]}: the table keeps ${this.table[i][j]}. Type one such as 73 or 66.5.`);
      return false;
    }
    const number = Number(value);
    if (number === this.table[i][j]) {
      this.forget(input, i, j);
      return true;
    }
    const problem = this.problem(number);
    if (problem) {
      input.setAttribute("aria-invalid", "true");
      write(this.error, problem);
      return false;
    }
    delete input.dataset.typed;
    input.removeAttribute("aria-invalid");
    this.change(this.table.map((row, r) => (r === i ? row.map((old, c) => (c === j ? number : old)) : row)));
    return true;
  }

  get names() {
    return [...this.data.inputs, ...this.data.targets];
  }

  /** Why a number is none for a table; empty if it is one. */
  problem(number) {
    const { largest } = this.data;
    return Math.abs(number) > largest ? `${count(number)} is too large: a cell holds numbers from −${count(largest)} to ${count(largest)}.` : "";
  }

  /** A row like the last one, to be edited. (Rows come and go at the end, so that each keeps its name.) */
  add() {
    this.change([...this.table, [...this.table.at(-1)]]);
  }

  change(table) {
    this.table = table;
    this.commit(packTable(table));
  }

  /** The picture follows at once, Python and the URL a moment later. */
  commit(table) {
    write(this.error, "");
    const query = new URLSearchParams(this.player.query);
    query.set("table", table);
    this.player.want(query.toString());
    this.turn({ table });
  }

  dispose() {
    this.root.remove();
    this.player.remove(this);
  }
}
