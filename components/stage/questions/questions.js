// The questions at the end of a lesson: a try, a hint, another try, then the answer and why. Graded here, by the film on
// the page; nothing is sent. What was solved is kept in the browser, and the menu shows it.

import { button, element, write } from "../kit/dom.js";
import { Choice } from "./choice.js";
import { Guess } from "./guess.js";
import { Kept } from "./kept.js";
import { nameOf } from "./question.js";
import { Task } from "./task.js";
import { tick } from "./ticks.js";

const KINDS = { choice: Choice, number: Guess, do: Task };
export const ALL_SOLVED = "stage-all-solved"; // what the page's document hears then
const IN_SIGHT = { threshold: 0.5, rootMargin: "0px 0px -96px" }; // what lies behind the bar is not in sight

export class Questions {
  count = element("span", { class: "questions-count" });
  over = button("Start over", () => this.startOver(), { class: "question-more" });
  head = element("h2", { tabindex: "-1" }, "Questions");
  list = element("ol", { class: "questions-list" });
  /** @type {(Choice | Guess | Task)[]} */
  items = [];
  /** @type {import("./sources.js").Clocked | null} what the page shows */
  now = null;
  /** The address of what each reel shows. @type {Map<string, string>} */
  shown = new Map();
  hands = 0; // times that a hand has turned something, or has put the clock somewhere
  played = false; // the clock has run since it last rested
  /** @type {number | undefined} where the clock last rested */
  rested = undefined;
  ranOut = false; // it stopped by itself, at the end
  sight = new IntersectionObserver((entries) => {
    const seen = entries.filter(({ isIntersecting }) => isIntersecting).map(({ target }) => target);
    for (const item of this.items) if (item instanceof Task && seen.includes(item.text)) item.seen();
    this.look();
  }, IN_SIGHT);

  /**
   * @param {HTMLElement} host
   * @param {import("../play/reading.js").Reading} player
   * @param {{ items: any[], asked: any[], page: { id: string } }} data `asked` are the texts of all questions of the
   * lesson, of which a prepared page may ask but some
   */
  constructor(host, player, { items, asked, page }) {
    this.player = player;
    this.asked = items;
    const all = asked.map((text) => nameOf({ text }));
    this.kept = new Kept(page.id, all, undefined, items.map(nameOf));
    const did = element("a", { class: "question-more", href: `${player.site}what-i-did` }, "What I did");
    const head = element("header", { class: "questions-head" }, this.head, this.over, did, this.count);
    host.append(element("section", { class: "questions", "aria-label": "Questions" }, head, this.list));
    this.ask();
  }

  ask() {
    this.sight.disconnect();
    this.items = this.asked.map(
      (item, i) => new KINDS[/** @type {keyof typeof KINDS} */ (item.kind)](item, i + 1, this),
    );
    this.list.replaceChildren(...this.items.map(({ root }) => root));
    for (const item of this.items) {
      item.begin();
      if (item instanceof Task) this.sight.observe(item.text);
    }
    this.told();
    this.look();
  }

  startOver() {
    this.kept.clear();
    this.ask();
    this.head.focus();
  }

  /** @param {import("../play/player.js").Moment} moment */
  render({ playing, gliding }) {
    if (playing && !gliding) this.played = true; // where the clock stops by itself, no hand has put it
  }

  /** @param {import("../play/player.js").Moment} moment */
  speak(moment) {
    if (!moment.playing && !moment.gliding && moment.position !== this.rested) {
      this.ranOut = this.played && moment.last;
      const stopped = this.rested !== undefined || this.played; // by a hand, unless nobody sees the film
      if (stopped && !this.ranOut && !this.player.unseen) this.hands += 1;
      this.rested = moment.position;
      this.played = false;
    }
    this.look();
  }

  film() {
    this.look();
  }

  /** Every question looks at what the page shows now. */
  look() {
    const { player } = this;
    const moment = player.moment();
    if (!moment) return;
    const reels = player.moments();
    for (const [name, { film }] of Object.entries(reels)) {
      const query = film?.header.query;
      if (!query || query === this.shown.get(name)) continue;
      if (this.shown.has(name)) this.hands += 1;
      this.shown.set(name, query);
    }
    const now = { ...moment, position: Math.min(player.clock.position, moment.film.end), reels };
    this.now = now;
    for (const item of this.items) item.look(now);
  }

  /** How many are solved, here and in the menu. */
  told() {
    const { solved, empty } = this.kept;
    write(this.count, `${solved} of ${this.items.length} solved`);
    this.over.hidden = empty;
    tick();
    if (solved === this.items.length) document.dispatchEvent(new Event(ALL_SOLVED));
  }

  dispose() {
    this.sight.disconnect();
  }
}
