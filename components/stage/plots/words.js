// A line of words below a panel, with numbers that change.

import { element, write } from "../kit/dom.js";
import { change, number } from "../kit/format.js";

/**
 * What stands still, a number, or how a number goes on from another: as components/films/marks.py packs it.
 * @typedef {string | import("../told").Shown | import("../told").Change} Part
 */

export class Words {
  /** @param {Part[]} parts */
  constructor(parts) {
    this.parts = parts;
    this.spans = parts.map((part) =>
      typeof part === "string" ? element("span", {}, part) : element("span", { class: "stage-number" }, ""),
    );
    this.node = element("div", { class: "stage-words" }, ...this.spans);
  }

  /** @param {import("../play/reel.js").Moment} moment */
  say({ film, frame }) {
    this.parts.forEach((part, i) => {
      if (typeof part === "string") return;
      if ("value" in part) write(this.spans[i], number(film.at(part.value, frame)));
      else write(this.spans[i], change(film.at(part.since, frame), film.at(part.change, frame)));
    });
  }
}
