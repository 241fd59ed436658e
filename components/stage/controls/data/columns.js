// The small table of what was read: its first rows, and above each column what it is called, holds and is used for.

import { element, write } from "../../kit/dom.js";
import { KINDS, ROLES } from "./words.js";

const SHOWN = 30; // characters of a cell

/**
 * Hears what is turned of a column, by its place, and what one row is to be called.
 * @typedef {{ turn: (place: number, what: "role" | "name" | "unit", value: string) => void, row: (row: string) => void }} Hears
 */

export class Columns {
  body = element("tbody");
  head = element("thead");
  caption = element("p", { class: "data-caption" });
  /** @type {HTMLInputElement} what one row is called */
  row;
  /** What the head is built of. */
  built = "";

  /** @param {Hears} hears */
  constructor(hears) {
    this.hears = hears;
    this.row = this.field("data-row", "What one row is called", (value) => hears.row(value));
    this.node = element(
      "div",
      { class: "data-columns", hidden: true },
      element(
        "div",
        { class: "stage-scroll data-scroll", tabindex: 0, role: "region", "aria-label": "The table as it was read" },
        element("table", {}, this.head, this.body),
      ),
      element("p", { class: "data-called" }, element("label", {}, "One row is one ", this.row), this.caption),
    );
  }

  hide() {
    this.node.hidden = true;
  }

  /** @param {import("./told.js").Told} told */
  show({ columns, shown, rows, row }) {
    this.node.hidden = columns.length === 0;
    const built = JSON.stringify(columns);
    if (built !== this.built) this.build(columns);
    this.built = built;
    if (document.activeElement !== this.row) this.row.value = row;
    const lines = shown.map(({ number, cells, holes }) =>
      element(
        "tr",
        {},
        element("th", { scope: "row" }, String(number)),
        ...cells.map((cell, at) =>
          element(
            "td",
            { "data-role": columns[at].role, ...(holes.includes(at) && { class: "data-hole" }), title: cell },
            cell.length > SHOWN ? `${cell.slice(0, SHOWN - 1)}…` : cell || "–",
          ),
        ),
      ),
    );
    this.body.replaceChildren(...lines);
    write(this.caption, shown.length < rows ? `${shown.length} of ${rows} rows are shown here.` : "");
  }

  /** @param {import("./told.js").Column[]} columns */
  build(columns) {
    const held = document.activeElement?.getAttribute("data-place");
    const cells = columns.map(({ name, unit, kind, role, why }, at) => {
      const roles = element(
        "select",
        {
          class: "data-role",
          "aria-label": `What ${name} is used for`,
          title: why,
          "data-place": `role ${at}`,
          onchange: (/** @type {Event} */ event) =>
            this.hears.turn(at, "role", /** @type {HTMLSelectElement} */ (event.target).value),
        },
        ...Object.entries(ROLES).map(([value, label]) => element("option", { value, selected: value === role }, label)),
      );
      const called = this.field("data-name", `Name of column ${at + 1}`, (value) => this.hears.turn(at, "name", value));
      const measured = this.field("data-unit", `Unit of ${name}`, (value) => this.hears.turn(at, "unit", value));
      called.value = name;
      measured.value = unit;
      measured.placeholder = "unit";
      called.dataset.place = `name ${at}`;
      measured.dataset.place = `unit ${at}`;
      return element(
        "th",
        { scope: "col", "data-role": role },
        roles,
        called,
        measured,
        element("small", { title: why }, KINDS[kind] ?? kind),
      );
    });
    this.head.replaceChildren(element("tr", {}, element("td"), ...cells));
    if (held) /** @type {HTMLElement | null} */ (this.head.querySelector(`[data-place="${held}"]`))?.focus();
  }

  /**
   * A line that is typed into, and heard when it is left or entered.
   * @param {string} kind
   * @param {string} label
   * @param {(value: string) => void} hear
   */
  field(kind, label, hear) {
    const input = element("input", {
      class: kind,
      type: "text",
      maxlength: 60,
      autocomplete: "off",
      spellcheck: "false",
      "aria-label": label,
      onchange: () => hear(input.value.trim()),
      onkeydown: (/** @type {KeyboardEvent} */ event) => event.stopPropagation(),
    });
    return input;
  }
}
