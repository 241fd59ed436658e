// A place without anything to press: it only tells the player its film.

import { element } from "../kit/dom.js";

/** The control of a page whose knobs are all Streamlit's own. */
export class Silent {
  /** @param {HTMLElement} host */
  constructor(host) {
    host.append(element("span", { class: "stage-silent", hidden: true }));
  }
}
