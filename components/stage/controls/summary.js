// What is said of a run as a whole: how it ended and why, and the learning rate that would go further.

import { button, element, write } from "../kit/dom.js";
import { rate, seconds, shareOfLimit } from "../kit/format.js";

/**
 * Where a run was computed, and how long that took; nothing where that is not known.
 * @param {import("../play/film.js").Film} film
 */
export function computed({ took, header: { device } }) {
  if (took === null) return "";
  const where = device === "cpu" ? "the CPU" : `the GPU (${device})`;
  return `Computed in ${seconds(took)} s on ${where}.`;
}

export class Summary {
  told = element("span");
  became = ""; // what the run came to, in words
  offer = button("", () => this.take(), { class: "stage-offer", hidden: true });
  /** @type {number | null} a rate to take instead */
  offered = null;

  /**
   * @param {HTMLElement} host
   * @param {import("../play/reading.js").Reading} player
   * @param {unknown} _told
   * @param {import("../play/player.js").Turn} turn
   */
  constructor(host, player, _told, turn) {
    this.player = player;
    this.turn = turn;
    const inside = element("span", { class: "stage-summary-inside" }, this.told, this.offer);
    this.node = element("p", { class: "stage-summary", "aria-live": "polite" }, inside);
    host.append(this.node);
    this.sizes = new ResizeObserver(() => this.reach());
    for (const node of [this.node, inside]) this.sizes.observe(node);
  }

  /** @param {import("../play/film.js").Film} film */
  film(film) {
    const { limits, summary, notes, offer, refused } = film.header;
    const told = refused ? [refused.message, refused.explanation] : [summary, ...notes, computed(film)];
    this.node.classList.toggle("stage-refused", Boolean(refused));
    this.became = told.join(" ").trim().replaceAll(" %", "\u00a0%"); // no line begins with the sign
    this.offered = offer ?? null;
    this.speak();
    if (offer && limits) write(this.offer, `Take ${rate(offer)}: ${shareOfLimit(offer / limits.lr_limit)}`);
  }

  /** What became of the run, unless a learner still guesses it. */
  speak() {
    const { secret } = this.player.clock;
    write(this.told, secret ? "What became of this run is told once you have seen it." : this.became);
    this.offer.hidden = secret || !this.offered || this.player.holds("lr");
  }

  /** What does not fit scrolls, also by keys. */
  reach() {
    const { scrollHeight, clientHeight } = this.node;
    this.node.tabIndex = scrollHeight > clientHeight ? 0 : -1;
  }

  dispose() {
    this.sizes.disconnect();
  }

  /** The rate that is offered is taken as if a hand had turned to it. */
  take() {
    const lr = Number(this.offered);
    this.player.vary({ lr });
    this.turn({ lr });
  }
}
