// Which two weights, or which two directions, one looks along: two lists, the second one only beside a single weight.

import { element } from "../../stage/kit/dom.js";

/** @typedef {import("./sight.js").Sight} Sight */

export class Choice {
  first = element("select", { "aria-label": "Seen along", onchange: () => this.pickFirst() });
  second = element("select", { "aria-label": "and along", onchange: () => this.pick() });
  node = element("span", { class: "landscape-choice" }, this.first, this.second);
  /** @type {readonly string[]} */
  names = [];
  ways = 0;

  /** @param {(key: string) => void} chosen hears of the key of a choice */
  constructor(chosen) {
    this.chosen = chosen;
  }

  /**
   * Offers what there is.
   * @param {import("./sight.js").Data} data
   */
  offer({ names, meanings, ways }) {
    this.names = names;
    this.ways = ways.length;
    const option = (/** @type {string} */ value, /** @type {string} */ text) => element("option", { value }, text);
    this.first.replaceChildren(
      ...ways.map(({ key, name }) => option(key, name)),
      ...names.map((name, i) => option(name, `${name}: ${meanings[i]}`)),
    );
    this.second.replaceChildren(...names.map((name, i) => option(name, `and ${name}: ${meanings[i]}`)));
  }

  /**
   * Shows what is chosen.
   * @param {Sight} sight
   */
  show({ key, pair }) {
    this.first.value = pair ? this.names[pair[0]] : key;
    if (pair) this.second.value = this.names[pair[1]];
    this.second.hidden = !pair;
  }

  /** A single weight takes the other along, or its neighbour where it is that itself. */
  pickFirst() {
    const at = this.names.indexOf(this.first.value);
    if (at < 0) return this.chosen(this.first.value);
    if (this.second.hidden || this.second.selectedIndex === at)
      this.second.selectedIndex = at + 1 < this.names.length ? at + 1 : at - 1;
    this.pick();
  }

  pick() {
    const [one, other] = [this.first, this.second].map(({ value }) => value);
    if (one === other) {
      const at = this.names.indexOf(other);
      this.first.value = this.names[at > 0 ? at - 1 : at + 1];
    }
    this.chosen(`${this.first.value}_${this.second.value}`);
  }
}
