// A place without anything to press: it only tells the player its film.

import { element } from "./dom.js";

/** The control of a page whose knobs are all Streamlit's own. */
export class Silent {
  constructor(host, player) {
    this.player = player;
    host.append(element("span", { class: "stage-silent", hidden: true }));
    player.add(this);
  }

  dispose() {
    this.player.remove(this);
  }
}
