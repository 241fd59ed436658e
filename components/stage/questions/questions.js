// The questions at the end of a lesson: a guess first, then the answer and why. Graded here, by the film on the page;
// nothing is sent.

import { button, element, svg, write } from "../kit/dom.js";
import { readNumber } from "../kit/numbers.js";
import { holds, looksAtNow, near, stateOf, textOf, valueOf } from "./sources.js";

const MARKS = { right: "M5 12.5l4.5 4.5L19 7.5", wrong: "M7 7l10 10M17 7L7 17" };
const NOTHING = { film: null, position: 0 }; // before there is a film
let made = 0;

export class Questions {
  count = element("span", { class: "questions-count" });
  /** @type {Question[]} */
  items = [];
  /** @type {import("../play/player.js").Moment | null} what the page shows */
  now = null;
  /** @type {string | null} the query of the first film */
  first = null;
  turned = false; // the page has shown another
  moved = false; // a hand has put the clock somewhere
  played = false; // the clock has run since it last rested
  /** @type {number | undefined} where the clock last rested */
  rested = undefined;
  ranOut = false; // it stopped by itself, at the end

  /**
   * @param {HTMLElement} host
   * @param {import("../play/reading.js").Reading} player
   * @param {{ items: any[] }} data
   */
  constructor(host, player, { items }) {
    this.player = player;
    this.items = items.map((item, i) => new KINDS[/** @type {keyof typeof KINDS} */ (item.kind)](item, i + 1, this));
    const head = element("header", { class: "questions-head" }, element("h2", {}, "Questions"), this.count);
    const list = element("ol", { class: "questions-list" }, ...this.items.map(({ root }) => root));
    host.append(element("section", { class: "questions", "aria-label": "Questions" }, head, list));
    this.told();
  }

  /** @param {import("../play/film.js").Film} film */
  film(film) {
    this.first ??= film.header.query;
    if (film.header.query !== this.first) this.turned = true;
    this.look();
  }

  /** @param {import("../play/player.js").Moment} moment */
  render({ playing, gliding }) {
    if (playing && !gliding) this.played = true; // where the clock stops by itself, no hand has put it
  }

  /** @param {import("../play/player.js").Moment} moment */
  speak(moment) {
    if (!moment.playing && !moment.gliding && moment.position !== this.rested) {
      this.ranOut = this.played && moment.last;
      if (this.rested !== undefined || this.played) this.moved ||= !this.ranOut;
      this.rested = moment.position;
      this.played = false;
    }
    this.look();
  }

  /** Every question looks at what the page shows now. */
  look() {
    const { player } = this;
    const moment = player.moment();
    if (!moment) return;
    const now = { ...moment, position: Math.min(player.clock.position, moment.film.end), reels: player.moments() };
    this.now = now;
    for (const item of this.items) item.look?.(now);
  }

  told() {
    const done = this.items.filter(({ done }) => done).length;
    write(this.count, `${done} of ${this.items.length} answered`);
  }
}

/** One question: its text, a body that its kind fills, and below it the verdict and why. */
class Question {
  verdict = element("strong", { class: "question-verdict" });
  why = element("span", { class: "question-why" });
  answer = element("div", { class: "question-answer", role: "status" });
  done = false;
  id = `question-${(made += 1)}`;

  /**
   * @param {any} item
   * @param {number} place
   * @param {Questions} all
   */
  constructor(item, place, all) {
    this.item = item;
    this.all = all;
    this.text = element("legend", { class: "question-text" }, ...pieces(item.text));
    this.badge = element("span", { class: "question-badge", "aria-hidden": "true" }, String(place));
    this.root = element(
      "li",
      { class: "question", "data-kind": item.kind },
      this.badge,
      element("fieldset", {}, this.text, this.answer),
    );
  }

  /** What is between the text and the answer. */
  put(/** @type {Node[]} */ ...body) {
    this.answer.before(...body);
  }

  /**
   * The text has live values in it: they follow the film until the question is answered.
   * @param {import("../play/player.js").Moment} moment
   */
  look(moment) {
    if (!this.done && Array.isArray(this.item.text)) this.text.replaceChildren(...pieces(this.item.text, moment));
  }

  /**
   * @param {"right" | "wrong"} state
   * @param {string} verdict
   */
  say(state, verdict) {
    this.done = true;
    this.root.dataset.state = state;
    this.badge.replaceChildren(mark(state));
    write(this.verdict, verdict);
    this.why.replaceChildren(...pieces(this.item.because, this.all.now));
    this.answer.replaceChildren(this.verdict, " ", this.why);
    this.all.told();
  }
}

class Choice extends Question {
  /** @type {HTMLButtonElement[]} */
  buttons = this.item.options.map((/** @type {any} */ option, /** @type {number} */ i) => {
    const made = button(element("span", { class: "question-tick", "aria-hidden": "true" }), () => this.choose(i), {
      class: "question-option",
    });
    made.append(element("span", {}, ...pieces(option)));
    return made;
  });

  constructor(/** @type {any} */ item, /** @type {number} */ place, /** @type {Questions} */ all) {
    super(item, place, all);
    this.put(element("div", { class: "question-options" }, ...this.buttons));
  }

  get right() {
    const { right } = this.item;
    return Array.isArray(right)
      ? right.findIndex((condition) => holds(condition, this.all.now ?? NOTHING) === true)
      : right;
  }

  /** @param {number} chosen */
  choose(chosen) {
    if (this.done || this.right < 0) return;
    const { right } = this;
    this.buttons.forEach((button, i) => {
      button.setAttribute("aria-disabled", "true");
      button.setAttribute("aria-pressed", String(i === chosen));
      if (i !== right && i !== chosen) return;
      const state = i === right ? "right" : "wrong";
      button.dataset.state = state;
      button.firstElementChild?.append(mark(state));
      button.append(element("span", { class: "stage-hidden" }, i === right ? " (right)" : " (your guess)"));
    });
    this.say(chosen === right ? "right" : "wrong", chosen === right ? "Right." : "Not quite.");
  }
}

class Guess extends Question {
  told = element("span", { class: "question-told", id: `${this.id}-told`, role: "alert" });
  button = button("Check", () => (this.done ? this.again() : this.check()), { class: "question-check" });
  input = element("input", {
    type: "text",
    inputmode: "text",
    autocomplete: "off",
    spellcheck: "false",
    class: "question-input",
    id: this.id,
    "aria-label": "Your guess",
    "aria-describedby": this.told.id,
    oninput: () => write(this.told, ""),
    onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
  });
  answered = NaN; // the number that was right when it was asked

  constructor(/** @type {any} */ item, /** @type {number} */ place, /** @type {Questions} */ all) {
    super(item, place, all);
    const { unit } = this.item;
    this.put(
      element(
        "div",
        { class: "question-line" },
        this.input,
        ...(unit ? [element("span", { class: "question-unit" }, unit)] : []),
        this.button,
        this.told,
      ),
    );
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    event.stopPropagation(); // the bar has keys of its own
    if (event.key === "Enter" && !this.done) this.check();
  }

  get right() {
    return valueOf(this.item.answer, this.all.now ?? NOTHING);
  }

  check() {
    const { problem, value: guess } = readNumber(this.input.value);
    const { right } = this;
    if (problem !== undefined) {
      write(this.told, problem);
      return this.input.focus();
    }
    if (typeof right !== "number") return write(this.told, "The page has no number for this yet.");
    const good = near(guess, right, this.item.within + 1e-9);
    const unit = this.item.unit && ` ${this.item.unit}`;
    const exact = good && textOf(guess) === textOf(right);
    this.input.readOnly = true;
    this.answered = right;
    this.say(
      good ? "right" : "wrong",
      `${good ? "Right" : "Not quite"}: it is ${textOf(right)}${unit}${good && !exact ? ", near enough" : ""}.`,
    );
    this.button.hidden = true;
  }

  /**
   * Another state of the page asks the question anew.
   * @param {import("../play/player.js").Moment} moment
   */
  look(moment) {
    super.look(moment);
    if (!this.done || !this.button.hidden || this.all.player.clock.playing) return;
    const { right } = this;
    if (typeof right !== "number" || near(right, this.answered, this.item.within)) return;
    write(this.button, "Ask again: the page has changed");
    this.button.hidden = false;
  }

  again() {
    this.done = this.input.readOnly = false;
    this.input.value = "";
    write(this.button, "Check");
    delete this.root.dataset.state;
    this.badge.replaceChildren(String(this.all.items.indexOf(this) + 1));
    this.answer.replaceChildren();
    this.all.told();
    this.all.look();
    this.input.focus();
  }
}

class Task extends Question {
  status = element("span", {});
  line = element(
    "p",
    { class: "question-task" },
    element("span", { class: "question-dot", "aria-hidden": "true" }),
    this.status,
  );
  clock = looksAtNow(this.item.until); // it is done by stopping the clock
  open = false; // it was not so yet

  constructor(/** @type {any} */ item, /** @type {number} */ place, /** @type {Questions} */ all) {
    super(item, place, all);
    this.put(this.line);
  }

  /** @param {import("../play/player.js").Moment} moment */
  look(moment) {
    if (this.done) return;
    super.look(moment);
    const found = holds(this.item.until, moment);
    if (found === undefined) return write(this.status, "Not yet: the run is still training.");
    if (found === false) this.open = true;
    const still = !moment.playing && !moment.gliding;
    const { turned, moved, ranOut } = this.all;
    if (found && this.open && (turned || moved) && !(this.clock && (!still || ranOut))) return this.finish(moment);
    const state = stateOf(this.item.until, moment);
    if (found && !this.open) write(this.status, "It is so already. Turn it away first, and then back.");
    else if (found && this.clock) write(this.status, "Here it is: stop the clock.");
    else write(this.status, state ? `Not yet: ${state}.` : "Not yet.");
  }

  /** @param {import("../play/player.js").Moment} moment */
  finish(moment) {
    const reached = stateOf(this.item.until, moment, true);
    this.line.hidden = true;
    this.say("right", reached ? `Done: ${reached}.` : "Done.");
  }
}

const KINDS = { choice: Choice, number: Guess, do: Task };

/**
 * Words with `code`, **strong** and live values in them.
 * @param {any} words
 * @param {import("../play/player.js").Moment | null} moment
 */
function pieces(words, moment = null) {
  const parts = Array.isArray(words) ? words : [words];
  return parts.flatMap((part) => {
    if (typeof part !== "string")
      return [element("b", { class: "question-value" }, moment ? textOf(valueOf(part, moment)) : "…")];
    return part
      .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
      .filter(Boolean)
      .map((piece) => {
        if (piece.startsWith("`")) return element("code", {}, piece.slice(1, -1));
        return piece.startsWith("**") ? element("b", {}, piece.slice(2, -2)) : piece;
      });
  });
}

/** @param {"right" | "wrong"} state */
function mark(state) {
  return svg("svg", { viewBox: "0 0 24 24" }, svg("path", { d: MARKS[state] }));
}
