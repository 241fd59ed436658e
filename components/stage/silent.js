// Places without anything to press: one that only tells the player its film, and one that says what holds the player up.

import { element, write } from "./dom.js";

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

/** The player's news, for a page without a transport bar. */
export class Status {
  constructor(host, player) {
    this.player = player;
    this.root = host.appendChild(element("div", { class: "stage-news", role: "status" }));
    player.add(this);
  }

  status(text) {
    write(this.root, text);
  }

  dispose() {
    this.root.remove();
    this.player.remove(this);
  }
}
