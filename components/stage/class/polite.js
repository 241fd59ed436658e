// A line that is seen at once, and read out now and then: a count that changes ten times a second is no news each time.

import { element, write } from "../kit/dom.js";

const EACH = 2000; // ms

export class Polite {
  seen = element("span", { "aria-hidden": "true" });
  heard = element("span", { class: "stage-hidden", role: "status" });
  timer = 0;
  text = "";

  /** @param {string} name of its class */
  constructor(name) {
    this.node = element("p", { class: name }, this.seen, this.heard);
  }

  /** @param {string} text */
  say(text) {
    if (text === this.text) return;
    this.text = text;
    write(this.seen, text);
    this.timer ||= setTimeout(() => {
      this.timer = 0;
      write(this.heard, this.text);
    }, EACH);
  }

  dispose() {
    clearTimeout(this.timer);
  }
}
