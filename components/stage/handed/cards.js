// Keeps the function cards in this browser. Cards that came by a link are somebody else's until the visitor takes them.

import { button, element } from "../kit/dom.js";
import { browsers, keep } from "../kit/store.js";
import { CARDS } from "./file.js";
import { CARDS_KEY, keptText } from "./own.js";

/**
 * What is to be done with cards that a page shows, and did not show before. They are the visitor's own ("mine"), or will
 * be with the next word that is written; they are to be kept; those that are kept are to come back; or the visitor is
 * asked whose shall be there.
 * @param {{ shown: string, kept: string, mine: boolean, opening: boolean }} state what the page shows and what is kept, as
 * an address has them; whether it showed the visitor's own before; and whether it has just opened
 * @returns {"mine" | "keep" | "restore" | "ask"}
 */
export function due({ shown, kept, mine, opening }) {
  if (shown === kept) return "mine";
  if (!opening) return mine ? "keep" : "ask";
  if (!shown) return "restore";
  return kept ? "ask" : "mine";
}

export class CardsKept {
  mine = false;
  /** What the page shows. @type {string | undefined} */
  shown = undefined;
  line = element(
    "div",
    { class: "handed-cards", hidden: true },
    element("span", {}, "These cards came by a link. Your own are kept in this browser, and stay as they are."),
    button("Show mine", () => this.restore(), { class: "hand-button" }),
    button("Keep these as mine", () => this.keep(), { class: "hand-button" }),
  );

  /**
   * @param {HTMLElement} host
   * @param {(fields: { cards: string }) => void} turn the page to other cards
   */
  constructor(host, turn) {
    this.turn = turn;
    host.append(this.line);
  }

  get kept() {
    return keptText(CARDS_KEY, CARDS);
  }

  /** @param {{ cards: string }} told */
  refresh({ cards: shown }) {
    if (shown === this.shown) return; // while others are asked for
    const what = due({ shown, kept: this.kept, mine: this.mine, opening: this.shown === undefined });
    this.shown = shown;
    this.mine = what !== "ask";
    this.line.hidden = this.mine;
    if (what === "restore") this.restore();
    if (what === "keep") this.keep();
  }

  restore() {
    this.mine = true;
    this.turn({ cards: this.kept });
  }

  keep() {
    this.mine = true;
    this.line.hidden = true;
    keep(browsers(), CARDS_KEY, this.shown);
  }
}
