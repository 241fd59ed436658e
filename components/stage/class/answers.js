// The answers of a class, large enough for the last row: a bar for every choice, or columns for numbers, with a line at
// the true value once it is revealed.

import { element, write } from "../kit/dom.js";
import { count, trimmed } from "../kit/format.js";
import { along, bars, binName, histogram, withUnit } from "./tally.js";

const NAMED = 7; // more columns than these have only every other edge named

/**
 * @typedef {import("./tally.js").Asked} Asked
 * @typedef {import("./tally.js").Tally} Tally
 */

/** @param {string} name @param {(Node | string)[]} inside */
const span = (name, ...inside) => element("span", { class: name, "aria-hidden": "true" }, ...inside);

export class Answers {
  node = element("div", { class: "stage-class-answers" });
  drawn = "";

  /**
   * @param {Asked} question
   * @param {Tally | null} tally
   * @param {number | null} [mine] the answer of who looks at it
   */
  show(question, tally, mine = null) {
    const { counts, values, revealed, answer } = tally ?? {};
    const drawn = JSON.stringify([question, counts, values, revealed, answer, mine]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    if (question.kind === "number") this.node.replaceChildren(this.columns(question, tally, mine));
    else this.bars(question, tally, mine);
  }

  /**
   * Bars stay what they are while they grow, so that they are seen growing.
   * @param {Asked} question
   * @param {Tally | null} tally
   * @param {number | null} mine
   */
  bars(question, tally, mine) {
    const all = bars(question, tally);
    const list = this.node.querySelector(".stage-class-bars");
    if (list?.children.length !== all.length) {
      const rows = all.map(() =>
        element(
          "li",
          {},
          element("span", { class: "stage-class-bar-label" }),
          span("stage-class-bar"),
          element("b", {}),
        ),
      );
      this.node.replaceChildren(element("ul", { class: "stage-class-bars", "aria-label": "Answers" }, ...rows));
    }
    [...this.node.querySelectorAll("li")].forEach((row, i) => {
      const [label, bar, number] = row.children;
      const { right, share } = all[i];
      write(label, `${all[i].label}${mine === i ? " (yours)" : ""}${right ? " ✓" : ""}`);
      write(number, count(all[i].count));
      /** @type {HTMLElement} */ (bar).style.setProperty("--share", String(share));
      row.dataset.right = String(right);
    });
  }

  /**
   * @param {Asked} question
   * @param {Tally | null} tally
   * @param {number | null} mine
   */
  columns({ unit }, tally, mine) {
    const answer = tally?.revealed ? (tally.answer ?? null) : null;
    const bins = histogram(tally?.values ?? [], answer);
    if (!bins.length) return element("p", { class: "stage-class-none" }, "No numbers yet.");
    const most = Math.max(1, ...bins.map((bin) => bin.count));
    const every = bins.length > NAMED ? 2 : 1;
    const columns = bins.map((bin, i) => {
      const inside = mine !== null && mine >= bin.low && mine < bin.high;
      const edge = bin.low === -Infinity ? "less" : bin.high === Infinity ? "more" : trimmed(bin.low);
      return element(
        "li",
        { style: `--share: ${bin.count / most}`, "data-mine": inside },
        element("span", { class: "stage-hidden" }, `${binName(bin, unit)}: ${count(bin.count)}`),
        span("stage-class-column", element("span", {}, bin.count ? count(bin.count) : "")),
        span("stage-class-edge", i % every && Number.isFinite(bin.low) ? "" : edge),
      );
    });
    const list = element("ul", { class: "stage-class-columns", "aria-label": "Answers" }, ...columns);
    const lines = [
      ...(answer === null ? [] : [this.line("stage-class-true", along(bins, answer), withUnit(answer, unit))]),
      ...(mine === null ? [] : [this.line("stage-class-mine", along(bins, mine), "yours")]),
    ];
    return element("div", { class: "stage-class-histogram" }, list, ...lines);
  }

  /** @param {string} name @param {number} at 0 to 1 @param {string} text */
  line(name, at, text) {
    const side = at > 0.7 ? " stage-class-left" : "";
    const line = span(`stage-class-line ${name}${side}`, element("span", {}, text));
    line.style.setProperty("--at", String(at));
    return line;
  }
}
