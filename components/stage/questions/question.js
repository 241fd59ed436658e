// One question: its text, a body that its kind fills, and below it what is said of a try: a hint first, a second try,
// and the answer only for who asks for it.

import { button, element, write } from "../kit/dom.js";
import { tried } from "./kept.js";
import { known, mark, pieces } from "./words.js";

const PATIENCE = 2; // wrong tries, from which on the answer is offered
let made = 0;

/**
 * The page's questions, as one of them knows them: what the page shows now, the answers, who reads the page, and how
 * many times a hand has turned something.
 * @typedef {{
 *   now: import("./sources.js").Clocked | null, kept: import("./kept.js").Kept, hands: number, ranOut: boolean,
 *   player: import("../play/reading.js").Reading, told: () => void, look: () => void,
 * }} All
 */

export class Question {
  id = `question-${(made += 1)}`;
  open = true; // it can be answered
  wrong = 0; // tries, since it was asked
  hinted = false; // the hint is to be seen
  returning = false; // it was solved before, and is not shown so yet
  shown = false; // and the answer, before it was found
  verdict = "";
  body = element("div", {});
  said = element("div", { class: "question-answer", role: "status" });
  hint = button("Hint", () => this.showHint(), { class: "question-more" });
  solution = button("Show the answer", () => this.showAnswer(), { class: "question-more" });

  /**
   * @param {any} item
   * @param {number} place
   * @param {All} all
   */
  constructor(item, place, all) {
    this.item = item;
    this.place = place;
    this.all = all;
    this.name = nameOf(item);
    this.text = element("legend", { class: "question-text" }, ...pieces(item.text));
    this.badge = element("span", { class: "question-badge", "aria-hidden": "true" }, String(place));
    this.help = element("div", { class: "question-help" }, this.hint, this.solution);
    this.root = element(
      "li",
      { class: "question", "data-kind": item.kind },
      this.badge,
      element("fieldset", {}, this.text, this.body, this.help, this.said),
    );
  }

  get kept() {
    return this.all.kept.of(this.name);
  }

  /** Shows what is kept of it, once its kind has filled it in. */
  begin() {
    const { solved, tries } = this.kept;
    this.returning = solved;
    this.wrong = solved ? 0 : tries;
    this.hinted = this.wrong > 0;
    this.tell();
    this.restore();
  }

  /**
   * The text may have live values in it: they follow the film until the question is answered.
   * @param {import("./sources.js").Clocked} moment
   */
  look(moment) {
    this.restore();
    if (this.open && Array.isArray(this.item.text)) this.text.replaceChildren(...pieces(this.item.text, moment));
    if (this.shown && Array.isArray(this.item.because)) this.tell();
  }

  /** What was solved before is solved, as soon as it is known that the page asks the same as then. */
  restore() {
    if (!this.returning) return;
    const { item, all } = this;
    if (![item.text, item.because].every((words) => known(words, all.now))) return;
    const fits = this.fits(this.kept.chosen.at(-1) ?? "");
    if (fits === undefined) return;
    this.returning = false;
    this.text.replaceChildren(...pieces(item.text, all.now));
    if (fits) return this.finish(this.praise());
    this.verdict = "You have solved this before, when the page showed something else.";
    this.tell();
  }

  /**
   * Whether what was chosen is right here and now; undefined while that is not known.
   * @param {string} _chosen
   * @returns {boolean | undefined}
   */
  fits(_chosen) {
    return true;
  }

  /** What is said of a right answer: "Right", "Right, in 2 tries". */
  praise() {
    const { solved, tries } = this.kept;
    return solved && tries > 1 ? `Right, in ${tries} tries` : "Right";
  }

  /** The answer in words, where why it is so does not say it. */
  answer() {
    return "";
  }

  /** Whether the answer is offered. */
  get offered() {
    return this.wrong >= PATIENCE;
  }

  /**
   * @param {string} chosen
   * @param {boolean} right
   */
  attempt(chosen, right) {
    const before = this.kept;
    const now = tried(before, chosen, right);
    if (now !== before) this.all.kept.keep(this.name, now);
    if (right) this.finish(this.praise());
    else {
      if (now !== before || before.solved) this.wrong += 1;
      this.hinted = true;
      this.verdict = "Not yet.";
      this.root.dataset.state = "wrong";
      this.tell();
    }
    this.all.told();
  }

  /** @param {string} verdict */
  finish(verdict) {
    this.open = this.shown = this.hinted = false;
    this.verdict = `${verdict}.`;
    this.root.dataset.state = "right";
    this.badge.replaceChildren(mark("right"));
    this.tell();
  }

  /** It is asked anew; that it was solved stays so. */
  reopen() {
    this.open = true;
    this.wrong = 0;
    this.verdict = "";
    delete this.root.dataset.state;
    this.badge.replaceChildren(String(this.place));
    this.tell();
  }

  showHint() {
    this.hinted = this.shown || !this.hinted;
    this.shown = false;
    this.verdict = "";
    if (this.hinted) this.looked("hint");
    this.tell();
  }

  showAnswer() {
    this.shown = !this.shown;
    this.verdict = "";
    if (this.shown) this.looked("shown");
    this.tell();
  }

  /**
   * Keeps that the hint, or the answer, was asked for before the question was solved.
   * @param {"hint" | "shown"} what
   */
  looked(what) {
    const { kept } = this;
    if (kept.solved || kept[what]) return;
    this.all.kept.keep(this.name, { ...kept, [what]: true });
    this.all.told();
  }

  /** Says how the question stands. */
  tell() {
    const { item, all, open, hinted, shown } = this;
    const why = pieces(item.because, all.now);
    /** @type {(string | HTMLElement)[]} */
    const parts = [];
    if (this.verdict) parts.push(element("strong", { class: "question-verdict" }, this.verdict));
    if (this.verdict && (!open || shown || hinted)) parts.push(" ");
    if (!open) parts.push(...why);
    else if (shown) parts.push(element("strong", {}, `The answer: ${this.answer()}`.trim()), " ", ...why);
    else if (hinted) parts.push(element("strong", {}, "Hint:"), " ", ...pieces(item.hint));
    const said = element("div", {}, ...parts);
    if (said.textContent !== this.said.textContent) this.said.replaceChildren(...(parts.length ? [said] : []));
    this.help.hidden = !open;
    this.hint.setAttribute("aria-expanded", String(hinted && !shown));
    this.solution.hidden = !this.offered;
    this.solution.setAttribute("aria-expanded", String(shown));
    write(this.solution, shown ? "Hide the answer" : "Show the answer");
  }
}

/** What a question is called where answers are kept: another text is another question. */
export function nameOf(/** @type {any} */ item) {
  return JSON.stringify(item.text);
}
