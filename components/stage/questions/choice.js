// A question with buttons, of which one is right.

import { button, element } from "../kit/dom.js";
import { Question } from "./question.js";
import { holds } from "./sources.js";
import { mark, pieces } from "./words.js";

const NOTHING = { film: null, position: 0 }; // before there is a film

export class Choice extends Question {
  /** @type {{ node: HTMLButtonElement, tick: HTMLElement, note: HTMLElement }[]} */
  options = this.item.options.map((/** @type {string} */ option, /** @type {number} */ i) => {
    const tick = element("span", { class: "question-tick", "aria-hidden": "true" });
    const note = element("span", { class: "stage-hidden" });
    const node = button(tick, () => this.choose(i), { class: "question-option" });
    node.append(element("span", {}, ...pieces(option)), note);
    return { node, tick, note };
  });

  constructor(/** @type {any} */ item, /** @type {number} */ place, /** @type {import("./question.js").All} */ all) {
    super(item, place, all);
    this.body.append(element("div", { class: "question-options" }, ...this.options.map(({ node }) => node)));
  }

  /** The place of the right option; -1 while none is. */
  get right() {
    const { right } = this.item;
    return Array.isArray(right)
      ? right.findIndex((condition) => holds(condition, this.all.now ?? NOTHING) === true)
      : right;
  }

  /** @param {string} chosen */
  fits(chosen) {
    const { right } = this;
    return right < 0 ? undefined : chosen === this.item.options[right];
  }

  answer() {
    const right = this.item.options[this.right] ?? "";
    return right && `${right.replaceAll("`", "")}.`;
  }

  /** @param {number} place */
  choose(place) {
    const { right } = this;
    if (!this.open) return;
    if (right >= 0) return this.attempt(this.item.options[place], place === right);
    this.verdict = "The page has no answer for this yet.";
    this.tell();
  }

  tell() {
    super.tell();
    const { right, open } = this;
    this.options.forEach(({ node, tick, note }, i) => {
      const chosen = this.kept.chosen.includes(this.item.options[i]);
      const state = !open && i === right ? "right" : chosen && i !== right ? "wrong" : "";
      if ((node.dataset.state ?? "") !== state) {
        if (state) node.dataset.state = state;
        else delete node.dataset.state;
        tick.replaceChildren(...(state ? [mark(state)] : []));
        note.replaceChildren(...(state ? [state === "right" ? " (right)" : " (tried: not right)"] : []));
      }
      if (open) node.removeAttribute("aria-disabled");
      else node.setAttribute("aria-disabled", "true");
    });
  }
}
