// Places without anything to press: one that only tells the player its film, and one that says what holds the player up.

import { element, write } from "./dom.js";

/** The control of a page whose knobs are all Streamlit's own. */
export class Silent {
  /** @param {HTMLElement} host */
  constructor(host) {
    host.append(element("span", { class: "stage-silent", hidden: true }));
  }
}

/** The player's news, for a page without a transport bar. */
export class Status {
  root = element("div", { class: "stage-news", role: "status" });

  /** @param {HTMLElement} host */
  constructor(host) {
    host.append(this.root);
  }

  /** @param {string} text */
  status(text) {
    write(this.root, text);
  }
}
