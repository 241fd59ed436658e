// What is asked before a fault is tried: what will happen?

import { button, element } from "../../stage/kit/dom.js";
import { plain } from "./words.js";

export class Question {
  node = element("div", { class: "wiring-question", role: "group", "aria-label": "What will happen?" });

  /** @param {(kind: string) => void} guess hears what the visitor says */
  constructor(guess) {
    this.guess = guess;
  }

  /**
   * Asks about a wiring, or about none.
   * @param {import("./view.js").Wired} data
   * @param {string | null} wiring
   */
  ask({ faults, kinds }, wiring) {
    this.node.hidden = !wiring;
    if (!wiring) return this.node.replaceChildren();
    if (this.node.dataset.asked === wiring && this.node.childElementCount) return;
    this.node.dataset.asked = wiring;
    const options = Object.entries(kinds).map(([kind, text]) =>
      button(text, () => this.guess(kind), { class: "wiring-option" }),
    );
    this.node.replaceChildren(
      element(
        "p",
        { class: "wiring-what" },
        plain(faults[wiring]?.what ?? ""),
        " ",
        element("strong", {}, "What will happen?"),
      ),
      element("div", { class: "wiring-options" }, ...options),
    );
  }

  /** The visitor comes here, by keys and by sight. */
  focus(smooth = true) {
    this.node.querySelector("button")?.focus({ preventScroll: true });
    this.node.scrollIntoView({ block: "nearest", behavior: smooth ? "smooth" : "auto" });
  }
}
