// The cells of a table: however long it is, only the rows in view are on the page.

import { element } from "../../stage/kit/dom.js";
import { inView, WINDOW } from "./rows.js";

const WIDEST = 9; // digits of a cell that are seen without a click

/**
 * Hears of a text that was typed into a cell and says whether it is a number; that one is given up; of a text that was
 * pasted, and says whether it was taken.
 * @typedef {{ enter: (text: string, i: number, j: number) => boolean, forget: () => void,
 *   paste: (text: string, i: number, j: number) => boolean }} Hears
 */

export class Grid {
  body = element("tbody");
  above = element("tr", { class: "cells-space" });
  below = element("tr", { class: "cells-space" });
  head = element("thead");
  /** @type {number[][]} */
  table = [];
  data = /** @type {import("./view.js").Data} */ (/** @type {unknown} */ (null));
  there = { from: 0, to: 0 };
  height = 42; // of a row, until one was measured

  /** @param {Hears} hears */
  constructor(hears) {
    this.hears = hears;
    this.node = element(
      "div",
      { class: "stage-scroll cells-scroll", tabindex: "-1", onscroll: () => this.scrolled() },
      element("table", {}, this.head, this.body),
    );
  }

  /** @param {import("./view.js").Data} data */
  build(data) {
    this.data = data;
    const { row, count, inputs, targets, units, target_units: ends } = data;
    const names = [...inputs.map((name, i) => [name, units[i]]), ...targets.map((name, i) => [name, ends[i]])];
    const heads = names.map(([name, measure], i) =>
      element(
        "th",
        { scope: "col", "data-role": i < inputs.length ? "input" : "target" },
        name.replace("temperature", "temper\u00adature"),
        element("small", {}, measure),
      ),
    );
    /** @type {(name: string, columns: number, role: string) => Element} */
    const group = (name, columns, role) =>
      element(
        "th",
        { scope: "colgroup", colspan: columns, class: "cells-group", "data-role": role },
        element("code", {}, name),
        ` [${count}, ${columns}]`,
      );
    this.names = names.map(([name, measure]) => (measure ? `${name}, ${measure}` : name));
    this.head.replaceChildren(
      element(
        "tr",
        {},
        element("td"),
        group("inputs", inputs.length, "input"),
        group("targets", targets.length, "target"),
      ),
      element("tr", {}, element("th", { scope: "col" }, row), ...heads),
    );
    this.there = { from: 0, to: 0 };
  }

  /**
   * Other numbers, and perhaps other rows; what is being typed stays.
   * @param {number[][]} table
   */
  show(table) {
    this.table = table;
    const widest = Math.max(...table.slice(0, WINDOW).flatMap((row) => row.map((value) => String(value).length)));
    this.node.style.setProperty("--digits", String(Math.min(widest, WIDEST)));
    if (this.there.to === 0 || this.there.to > table.length || (this.there.to < table.length && this.there.to < WINDOW))
      return this.fill(this.wanted({ from: 0, to: 0 }));
    this.spread();
    for (const input of this.body.querySelectorAll("input")) {
      if (input.dataset.typed) continue;
      const [i, j] = at(input);
      input.value = String(table[i][j]);
    }
  }

  scrolled() {
    const wanted = this.wanted(this.there);
    if (wanted !== this.there) this.fill(wanted);
  }

  /** @param {{ from: number, to: number }} before */
  wanted(before) {
    const first = Math.max(0, Math.floor((this.node.scrollTop - this.head.offsetHeight) / this.height));
    const seen = Math.ceil((this.node.clientHeight || 420) / this.height) + 1;
    return inView(this.table.length, Math.min(first, this.table.length - 1), seen, before);
  }

  /** @param {{ from: number, to: number }} wanted */
  fill(wanted) {
    const held = /** @type {HTMLInputElement | null} */ (this.body.querySelector("input:focus"));
    const place = held?.getAttribute("data-cell");
    if (held?.dataset.typed) this.leave(held);
    this.there = wanted;
    const rows = Array.from({ length: wanted.to - wanted.from }, (_, i) => this.row(wanted.from + i));
    this.body.replaceChildren(this.above, ...rows, this.below);
    this.height = rows[0]?.getBoundingClientRect().height || this.height;
    this.spread();
    if (place) this.cell(place)?.focus({ preventScroll: true });
  }

  /** What is not on the page takes its place. */
  spread() {
    this.above.style.height = `${this.there.from * this.height}px`;
    this.below.style.height = `${(this.table.length - this.there.to) * this.height}px`;
    this.above.hidden = this.there.from === 0;
    this.below.hidden = this.there.to === this.table.length;
  }

  /** @param {number} i */
  row(i) {
    const name = this.data.names[i] ?? `${this.data.row} ${i + 1}`;
    const cells = this.table[i].map((value, j) => {
      const input = element("input", {
        class: "cells-cell",
        type: "text",
        inputmode: "decimal",
        autocomplete: "off",
        spellcheck: "false",
        "aria-label": `${name}, ${this.names?.[j]}`,
        "data-cell": `${i}.${j}`,
        "data-role": j < this.data.inputs.length ? "input" : "target",
        onfocus: () => input.select(),
        oninput: () => (input.dataset.typed = "true"),
        onblur: () => input.dataset.typed && this.leave(input),
        onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event, input),
        onpaste: (/** @type {ClipboardEvent} */ event) => this.paste(event, input),
      });
      input.value = String(value);
      return element("td", {}, input);
    });
    return element("tr", {}, element("th", { scope: "row" }, name), ...cells);
  }

  /** @param {string} place @returns {HTMLInputElement | null} */
  cell(place) {
    return this.body.querySelector(`[data-cell="${place}"]`);
  }

  /** A row comes into view. @param {number} i */
  look(i) {
    this.node.scrollTop = Math.max(0, (i + 1) * this.height - this.node.clientHeight + this.head.offsetHeight);
    this.scrolled();
  }

  // ---- the visitor's hand

  /**
   * @param {KeyboardEvent} event
   * @param {HTMLInputElement} input
   */
  key(event, input) {
    const down = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      this.forget(input);
      this.hears.forget();
      input.select();
    } else if (down) {
      event.preventDefault();
      const [i, j] = at(input);
      if (!this.leave(input)) return;
      const next = i + down;
      if (next < 0 || next >= this.table.length) return input.focus();
      if (!this.cell(`${next}.${j}`)) this.look(next);
      this.cell(`${next}.${j}`)?.focus();
    }
  }

  /** What was typed into a cell is heard; whether it is a number. @param {HTMLInputElement} input */
  leave(input) {
    const number = this.hears.enter(input.value, ...at(input));
    if (number) this.forget(input);
    else input.setAttribute("aria-invalid", "true");
    return number;
  }

  /** The number that stands there in the run. @param {HTMLInputElement} input */
  forget(input) {
    const [i, j] = at(input);
    delete input.dataset.typed;
    input.removeAttribute("aria-invalid");
    input.value = String(this.table[i]?.[j] ?? "");
  }

  /**
   * @param {ClipboardEvent} event
   * @param {HTMLInputElement} input
   */
  paste(event, input) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    this.forget(input);
    this.hears.paste(text, ...at(input));
  }
}

/**
 * The row and the column of a cell.
 * @param {HTMLInputElement} input
 * @returns {[number, number]}
 */
const at = (input) => /** @type {[number, number]} */ ((input.dataset.cell ?? "").split(".").map(Number));
