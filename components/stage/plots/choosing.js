// Which of many weights a picture shows: those with the largest gradients at the start, or those that are ticked here.

import { button, element, write } from "../kit/dom.js";
import { count } from "../kit/format.js";

export const MOST = 24; // weights at once
const LISTED = 60; // that a search shows at once
const NEXT = "~";

/** @typedef {Pick<import("../told").Weight, "name" | "short">} Weight */

/**
 * The places of the weights whose short name or meaning has every word of a search.
 * @param {readonly Weight[]} weights
 * @param {string} search
 */
export function matching(weights, search) {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const texts = weights.map(({ short, name }) => `${short} ${name}`.toLowerCase());
  return texts.map((_, place) => place).filter((place) => words.every((word) => texts[place].includes(word)));
}

export class WeightChoice {
  opener = button("", () => this.open(Boolean(this.panel.hidden)), {
    class: "weights-opener",
    "aria-expanded": "false",
  });
  search = element("input", {
    type: "search",
    placeholder: "Find a weight",
    "aria-label": "Find a weight",
    oninput: () => this.list(),
  });
  told = element("p", { class: "stage-hint", role: "status" });
  rows = element("div", { class: "weights-list", role: "group", "aria-label": "Weights" });
  show = button("Show these", () => this.send([...this.ticked].sort((a, b) => a - b)), { class: "hand-button" });
  panel = element(
    "div",
    { class: "weights-choice", hidden: true },
    element("div", { class: "weights-line" }, this.search, this.show, this.largest()),
    this.told,
    this.rows,
  );
  /** @type {readonly Weight[]} */
  weights = [];
  /** @type {readonly number[]} the places of those that are shown */
  shown = [];
  /** @type {Set<number>} the places of those that are ticked */
  ticked = new Set();
  found = 0; // by the search

  /** @param {import("../play/player.js").Turn} turn */
  constructor(turn) {
    this.turn = turn;
  }

  largest() {
    return button("Largest gradients", () => this.send([]), { class: "hand-button" });
  }

  /** @param {import("../play/reel.js").Moment} moment */
  say({ film }) {
    const { weights, chosen } = film.header;
    if (chosen === this.shown) return;
    this.weights = weights;
    this.shown = chosen;
    write(this.opener, `${chosen.length} of ${count(weights.length)} weights`);
  }

  /** @param {boolean} open */
  open(open) {
    this.panel.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
    if (!open) return;
    this.ticked = new Set(this.shown);
    this.search.value = "";
    this.list();
    this.search.focus();
  }

  list() {
    const found = matching(this.weights, this.search.value);
    const first = [...found.filter((at) => this.ticked.has(at)), ...found.filter((at) => !this.ticked.has(at))];
    this.rows.replaceChildren(...first.slice(0, LISTED).map((at) => this.row(at)));
    this.found = found.length;
    this.tell();
  }

  /** How many are ticked, and whether there is room for more. */
  tell() {
    const more = this.found > LISTED ? ` Of ${count(this.found)} that match, ${LISTED} are listed.` : "";
    write(this.told, `${this.ticked.size} of at most ${MOST} are ticked.${this.found ? more : " None has this name."}`);
    this.show.disabled = !this.ticked.size;
    for (const box of this.rows.querySelectorAll("input")) box.disabled = this.ticked.size >= MOST && !box.checked;
  }

  /** @param {number} at */
  row(at) {
    const { short, name } = this.weights[at];
    const box = element("input", {
      type: "checkbox",
      onchange: () => {
        if (box.checked) this.ticked.add(at);
        else this.ticked.delete(at);
        this.tell();
      },
    });
    box.checked = this.ticked.has(at);
    return element("label", {}, box, element("strong", {}, short), ` ${name}`);
  }

  /** @param {number[]} places none for those with the largest gradients */
  send(places) {
    this.open(false);
    this.opener.focus();
    this.turn({ weights: places.map((at) => this.weights[at].short).join(NEXT) });
  }
}
