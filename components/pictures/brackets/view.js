// The bracket rule: brackets peel off from the outside in, and at each one the shape gets a number. One guesses first.

import { button, element, tell, write } from "../../stage/kit/dom.js";
import { clamp } from "../../stage/kit/shares.js";
import { View } from "../../stage/kit/view.js";
import { deep, told, verdict } from "./words.js";

const LONGEST = 40; // characters of a guess; with a space after each comma, as in the address, at most three times that

/**
 * The nested lists that an expression writes down last (components/films/expression.py), and the beat in which they
 * become a tensor. There is no text where it writes none, and no shape where none can be made of it.
 * @typedef {import("../../stage/told").Brackets} Drawing
 */

export default class BracketsView extends View {
  /** @type {Drawing} that of the newest film; null before it */
  picture = /** @type {any} */ (null);
  text = element("div", { class: "brackets-text" });
  shape = element("div", { class: "brackets-shape", "aria-live": "polite" });
  reading = element("p", { class: "brackets-reading", "aria-live": "polite" });
  verdict = element("p", { class: "brackets-verdict", role: "status" });
  input = element("input", {
    type: "text",
    class: "brackets-guess",
    "aria-label": "Your guess for the shape, for example 3, 2",
    placeholder: "3, 2",
    inputmode: "text",
    autocomplete: "off",
    onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
  });
  asked = element(
    "div",
    { class: "brackets-ask" },
    element("label", {}, "Guess the shape first: "),
    this.input,
    button("Check", () => this.judge(), { class: "brackets-button" }),
    button("Show me", () => this.reveal(), { class: "brackets-button" }),
  );
  asking = button("Guess first", () => this.switchAsking(), {
    "aria-pressed": "true",
    title: "Hide each new tensor until you have guessed its shape.",
  });
  asks = true; // about each new tensor
  met = false; // the first tensor of a visit shows how it works
  hidden = false; // the learner still guesses
  unread = false; // the text cannot be read yet
  /** @type {{ node: HTMLElement, depth: number }[]} each bracket */
  marks = [];
  level = NaN; // how many brackets are read
  said = "";
  reads = "";

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "brackets");
    this.guess = given.data?.guess ?? ""; // that of the address, until its tensor is here
    const line = element(
      "div",
      { class: "brackets-line" },
      this.shape,
      element("span", { class: "stage-switch" }, this.asking),
    );
    this.root.replaceChildren(
      this.text,
      line,
      element("div", { class: "brackets-told" }, this.asked, this.verdict, this.reading),
    );
  }

  /** @param {import("../../stage/play/film.js").Film} film */
  film(film) {
    const drawing = film.header.pictures[this.name];
    if (!drawing) return;
    this.unread = film.beats?.length === 0 && drawing.text === null;
    if (this.unread) this.ready();
    else super.film(film);
  }

  /** @param {Drawing} drawing */
  build(drawing) {
    this.letters(drawing.text ?? "");
    const known = !this.met && !this.guess;
    this.met = true;
    this.keep(this.asks && !known && Boolean(drawing.shape?.length));
    this.input.value = "";
    write(
      this.verdict,
      drawing.text === null
        ? "This line writes no brackets down. Try torch.tensor([[1, 2], [3, 4]])."
        : drawing.ragged
          ? "A list of lists may be ragged, a tensor may not: lists side by side need the same length, " +
            "so there is no shape to read."
          : "",
    );
    if (!this.guess || !this.hidden) return;
    this.input.value = this.guess;
    this.guess = "";
    this.judge(false);
  }

  /** What was there stays while one types; once it is said what is wrong, nothing of another text stands beside it. */
  blank() {
    if (!this.picture) return;
    this.picture = /** @type {any} */ (null);
    this.built = undefined;
    this.text.replaceChildren();
    for (const node of [this.shape, this.reading, this.verdict]) write(node, "");
    this.asked.hidden = true;
    this.keep(false);
  }

  /**
   * The text, each bracket with its depth.
   * @param {string} text
   */
  letters(text) {
    this.marks = [];
    const parts = deep(text).map(({ letter, depth, bracket }) => {
      const node = element("span", bracket ? { class: "brackets-mark" } : {}, letter);
      if (bracket) this.marks.push({ node, depth });
      return node;
    });
    this.text.replaceChildren(...parts);
  }

  /**
   * How many levels have been read: -1 while the learner still guesses.
   * @param {import("../../stage/kit/view.js").Shown} moment
   */
  levelAt(moment) {
    const { shape, beat } = this.picture;
    if (!shape || this.hidden) return -1;
    const share = clamp(moment.position - Number(beat));
    return Math.min(shape.length, Math.floor(share * (shape.length + 1) + 1e-6));
  }

  /** @param {import("../../stage/play/player.js").Moment} moment */
  render(moment) {
    if (this.unread && !this.player.held) this.blank();
    super.render(moment);
  }

  /** @param {import("../../stage/play/player.js").Moment} moment */
  draw(moment) {
    const level = this.levelAt(moment);
    if (level === this.level) return;
    this.level = level;
    for (const { node, depth } of this.marks) {
      node.classList.toggle("brackets-peeled", depth < level - 1);
      node.classList.toggle("brackets-now", depth === level - 1);
    }
    this.asked.hidden = !this.hidden;
    ({ said: this.said, reads: this.reads } = told(this.picture, level));
  }

  /** @param {import("../../stage/play/player.js").Moment} moment */
  say(moment) {
    tell(this.shape, this.said, moment);
    tell(this.reading, this.reads, moment);
  }

  /**
   * Hides what would give the answer away, or shows it.
   * @param {boolean} secret
   */
  keep(secret) {
    this.hidden = secret;
    if (secret) this.player.clock.hold(() => this.reveal());
    else this.player.clock.release();
    this.level = NaN;
    this.player.schedule();
  }

  switchAsking() {
    this.asks = !this.asks;
    this.asking.setAttribute("aria-pressed", String(this.asks));
    if (!this.asks && this.hidden) this.reveal();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    event.stopPropagation();
    if (event.key === "Enter") this.judge();
  }

  /** Is the guess right? Then, or after a wrong one, the brackets peel off. */
  judge(tell = true) {
    const said = this.input.value.match(/\d+/g)?.map(Number) ?? [];
    const long = this.input.value.length > LONGEST;
    if (said.length === 0 || long) {
      const most = long ? `: at most ${LONGEST} characters` : "";
      return write(this.verdict, `Type the numbers with commas between them, from the outside in${most}.`);
    }
    this.reveal(verdict(said, this.picture.shape ?? []), tell || this.player.run?.t === null);
    if (tell) this.turn({ guess: said.join(", ") });
  }

  /** Shows the answer; it plays, unless the address asks for a moment: then that stays. */
  reveal(verdict = "", plays = true) {
    this.keep(false);
    write(this.verdict, verdict);
    if (!plays) return;
    this.player.clock.seek(Number(this.picture.beat));
    this.player.clock.play();
  }

  dispose() {
    super.dispose();
    if (this.hidden) this.player.clock.release();
  }
}
