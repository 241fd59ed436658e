// The slider of what is moved by hand inside a picture: it moves the hand, and shows where it is.

import { range } from "./range.js";

export class HandSlider {
  /**
   * @param {import("./hand.js").Hand} hand
   * @param {string} label
   * @param {number} end the hand goes from 0 to here
   */
  constructor(hand, label, end) {
    this.end = end;
    this.node = range(
      { class: "hand-slider", "aria-label": label, min: 0, max: end, step: "any", value: 0 },
      { turn: () => hand.put(Number(this.node.value)) },
    );
  }

  /** @param {number} at */
  show(at) {
    this.node.value = String(at);
    this.node.style.setProperty("--done", String(at / this.end));
  }
}
