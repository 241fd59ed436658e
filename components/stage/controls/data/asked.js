// What is asked of a table, and what keeps it from being learned from, each with a way on.

import { button, element } from "../../kit/dom.js";

const FILLS = { out: "Leave such rows out", mean: "Fill with the mean" };

export class Asked {
  node = element("div", { class: "data-asked" });

  /** @param {{ answer: (key: string, value: string) => void, fill: (missing: string) => void }} hears */
  constructor(hears) {
    this.hears = hears;
  }

  /**
   * @param {import("./told.js").Question[]} questions
   * @param {string[]} problems
   * @param {boolean} holes whether cells without a number are in the way, or were
   * @param {string} missing what becomes of them
   */
  show(questions, problems, holes, missing) {
    const open = new Set(questions.map(({ sentence }) => sentence));
    const said = problems.filter((problem) => ![...open].some((sentence) => problem.includes(sentence)));
    this.node.replaceChildren(
      ...questions.map((question) => this.question(question)),
      element("div", { role: "alert" }, ...said.map((problem) => element("p", { class: "data-problem" }, problem))),
      ...(holes ? [this.fills(missing)] : []),
    );
  }

  /** @param {import("./told.js").Question} question */
  question({ key, sentence, options }) {
    return element(
      "div",
      { class: "data-question", role: "group", "aria-label": sentence },
      element("p", {}, sentence),
      ...options.map(({ value, meaning }) =>
        button(meaning, () => this.hears.answer(key, value), { class: "data-offer" }),
      ),
    );
  }

  /** @param {string} missing */
  fills(missing) {
    const buttons = Object.entries(FILLS).map(([value, label]) =>
      button(label, () => this.hears.fill(value), { class: "data-offer", "aria-pressed": String(missing === value) }),
    );
    return element("div", { class: "data-fills", role: "group", "aria-label": "Cells without a number" }, ...buttons);
  }
}
