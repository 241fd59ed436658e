// Guess first: a picture's clock waits until the learner has said what will happen. Then the film plays, what is still
// to come is nowhere to be seen, and its end says whether the guess was right.

import { button, element, write } from "./dom.js";
import { change, number } from "./format.js";

const SLOWEST = 8; // a learner who waits for the end sees the whole run in a while

/**
 * What is asked: two to four options, and which of them a whole film has shown to be right (−1: none), in a sentence.
 * @typedef {{
 *   question: string, options: string[],
 *   judge: (film: import("../play/film.js").Film) => { right: number, told: string },
 * }} Asked
 */

/**
 * What a picture asks of a film: where one of its numbers will be at the end.
 * @param {import("../told").Guess} guess
 * @param {import("../play/film.js").Film} film
 * @returns {Asked}
 */
export function asked({ question, options, name, value, bounds }, film) {
  return {
    question: question.replace("{}", number(film.at(value, 0))),
    options,
    judge(whole) {
      const [from, last] = [whole.at(value, 0), whole.at(value, whole.end)];
      const to = bounds && Number.isNaN(last) ? Infinity : last; // a loss that is no number has exploded
      return {
        right: bounds ? among(bounds, to / from) : way(from, to),
        told: `${name}, ${number(from)} at the start, ${change(from, to)}.`,
      };
    },
  };
}

/**
 * @param {number[]} bounds
 * @param {number} share
 */
function among(bounds, share) {
  return Number.isNaN(share) ? -1 : bounds.filter((bound) => share >= bound).length;
}

/**
 * @param {number} from
 * @param {number} to
 */
function way(from, to) {
  return to < from ? 0 : to > from ? 1 : -1;
}

export class GuessFirst {
  /** @type {"off" | "asking" | "playing" | "told"} */
  state = "off";
  /** @type {Asked | null} */
  asked = null;
  film = "";
  guessed = -1;
  question = element("p", { class: "guess-question" });
  options = element("div", { class: "guess-options" });
  /** @type {HTMLButtonElement[]} */
  choices = [];
  verdict = element("p", { class: "guess-verdict", role: "status" });
  close = button("Close", () => this.turnOff(), { class: "guess-option" });
  panel = element(
    "div",
    { class: "guess", role: "group", "aria-label": "Guess first", hidden: true },
    this.question,
    this.options,
    this.verdict,
    this.close,
  );
  button = button("Guess first", () => this.press(), {
    class: "guess-button",
    "aria-pressed": "false",
    title: "The film waits until you have said what will happen.",
  });

  /** @param {import("../play/reading.js").Reading} player */
  constructor(player) {
    this.player = player;
  }

  /**
   * Another film, or more of it: what was said of another is said no more.
   * @param {Asked | null} asked
   * @param {import("../play/film.js").Film} film
   */
  take(asked, film) {
    const other = film.header.query !== this.film;
    this.film = film.header.query;
    this.asked = asked;
    if (!asked || (other && this.state !== "asking")) this.drop();
    this.show();
  }

  press() {
    if (this.state === "asking" || this.state === "playing") return this.turnOff();
    const { clock } = this.player;
    if (clock.refuses()) return; // another picture asks already
    clock.pauseAt(0);
    clock.hold(() => this.focus());
    clock.guessing.add(this);
    this.state = "asking";
    this.show();
    this.focus();
  }

  focus() {
    this.choices[0]?.focus();
  }

  /** @param {number} place of the option that the learner has chosen */
  choose(place) {
    const { clock, still } = this.player;
    this.guessed = place;
    this.state = "playing";
    this.show();
    this.button.focus({ preventScroll: true });
    clock.release();
    if (clock.pace < SLOWEST) clock.setSpeed(SLOWEST);
    if (still.matches && clock.tape.done) clock.seek(clock.tape.end);
    else clock.play();
  }

  /** @param {import("../play/player.js").Moment} moment */
  say({ film, last, playing, gliding }) {
    if (this.state !== "playing" || !this.asked || !last || playing || gliding) return;
    const { right, told } = this.asked.judge(film);
    this.drop();
    this.state = "told";
    const how = right < 0 ? "Neither" : right === this.guessed ? "Right" : "Not this time";
    write(this.verdict, `${how}: ${told}`);
    this.verdict.dataset.right = String(right === this.guessed);
    this.show();
  }

  turnOff() {
    this.drop();
    this.show();
    this.button.focus({ preventScroll: true });
  }

  /** Nothing is asked any more: the clock is free, and what comes can be seen. */
  drop() {
    const { clock } = this.player;
    if (this.state === "asking") clock.release();
    clock.guessing.delete(this);
    this.state = "off";
    this.player.schedule();
  }

  show() {
    const { state, asked } = this;
    this.button.setAttribute("aria-pressed", String(state === "asking" || state === "playing"));
    this.panel.hidden = state !== "asking" && state !== "told";
    this.question.hidden = this.options.hidden = state !== "asking";
    this.verdict.hidden = this.close.hidden = state !== "told";
    if (state !== "asking" || !asked || this.question.textContent === asked.question) return;
    write(this.question, asked.question);
    this.choices = asked.options.map((option, place) =>
      button(option, () => this.choose(place), { class: "guess-option" }),
    );
    this.options.replaceChildren(...this.choices);
  }
}
