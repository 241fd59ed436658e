// The ranking beside a race's curves: who leads by now, and for the teacher a way to take away a name, or a run.

import { element, write } from "../kit/dom.js";
import { count } from "../kit/format.js";

const MOST = 100; // rows; who comes later is counted
const WHILE = 10; // as long as it runs

/**
 * What a hand does in the ranking: points at a run, or takes something away, where it may.
 * @typedef {{ point: (of: string) => void, clear: ((what: "name" | "run", of: string) => void) | null }} Hears
 */

class Line {
  place = element("span", { class: "stage-class-rank" });
  name = element("button", { type: "button", class: "stage-class-runner" });
  told = element("span", { class: "stage-class-loss" });
  unname = element("button", { type: "button", class: "stage-class-x" }, "✕ name");
  remove = element("button", { type: "button", class: "stage-class-x" }, "✕ run");
  node = element("li", {}, this.place, this.name, this.told);
  of = "";

  /** @param {Hears} hears */
  constructor({ point, clear }) {
    this.name.addEventListener("click", () => point(this.of));
    this.node.addEventListener("pointerenter", () => point(this.of));
    if (!clear) return;
    this.unname.addEventListener("click", () => clear("name", this.of));
    this.remove.addEventListener("click", () => clear("run", this.of));
    this.node.append(this.unname, this.remove);
  }

  /** @param {import("./ranking.js").Row} row @param {boolean} pointed */
  show({ of, place, name, named, turned, told }, pointed) {
    this.of = of;
    write(this.place, place);
    write(this.name, name);
    if (this.name.title !== turned) this.name.title = turned;
    this.name.setAttribute("aria-pressed", String(pointed));
    write(this.told, told);
    this.unname.hidden = !named;
    this.unname.setAttribute("aria-label", `✕ name ${name}`);
    this.remove.setAttribute("aria-label", `✕ run of ${name}`);
  }
}

export class Ladder {
  list = element("ol", { class: "stage-class-ladder", "aria-label": "Ranking" });
  more = element("p", { class: "stage-class-note" });
  node = element("div", { class: "stage-class-ranking" }, this.list, this.more);
  /** @type {Line[]} */
  lines = [];

  /** @param {Hears} hears */
  constructor(hears) {
    this.hears = hears;
  }

  /**
   * @param {import("./ranking.js").Row[]} rows
   * @param {boolean} running
   * @param {string} pointed
   */
  show(rows, running, pointed) {
    const shown = rows.slice(0, running ? WHILE : MOST);
    while (this.lines.length < shown.length) this.lines.push(new Line(this.hears));
    shown.forEach((row, i) => this.lines[i].show(row, row.of === pointed));
    const nodes = this.lines.slice(0, shown.length).map(({ node }) => node);
    if (nodes.length !== this.list.children.length) this.list.replaceChildren(...nodes);
    const rest = rows.length - shown.length;
    write(this.more, rest ? `and ${count(rest)} more` : rows.length ? "" : "Nobody has brought a run yet.");
  }
}
