// A student's panel: the question, one tap or a number for an answer, and once it is revealed what was right.

import { button, element, write } from "../kit/dom.js";
import { readNumber } from "../kit/numbers.js";
import { Answers } from "./answers.js";
import { labelOf, verdict, withUnit } from "./tally.js";

export class AnswerPanel {
  head = element("h2", { id: "stage-class-question" });
  input = element("input", {
    class: "stage-class-input",
    type: "text",
    inputmode: "text",
    autocomplete: "off",
    spellcheck: "false",
    "aria-label": "Your answer",
    "aria-describedby": "stage-class-problem",
    oninput: () => write(this.problem, ""),
    onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
  });
  unit = element("span", { class: "stage-class-unit" });
  give = button("Answer", () => this.number(), { class: "hand-button stage-class-main" });
  line = element("div", { class: "stage-class-say" }, this.input, this.unit, this.give);
  choices = element("div", { class: "stage-class-choices", role: "group", "aria-labelledby": "stage-class-question" });
  problem = element("p", { class: "stage-class-problem", id: "stage-class-problem", role: "alert" });
  said = element("p", { class: "stage-class-said", role: "status" });
  answers = new Answers();
  fold = button("Fold", () => this.folded(!this.node.hasAttribute("data-folded")), {
    class: "hand-button stage-class-fold",
    "aria-expanded": "true",
  });
  node = element(
    "section",
    { class: "stage-class-panel stage-class-mine-panel", "aria-labelledby": "stage-class-question", hidden: true },
    element("div", { class: "stage-class-head" }, this.head, this.fold),
    this.choices,
    this.line,
    this.problem,
    this.said,
    this.answers.node,
  );
  asked = 0;
  /** What was just given, until the room says that it has it. @type {number | null} */
  given = null;
  refused = "";

  /** @param {import("../room/room.js").Room} room */
  constructor(room) {
    this.room = room;
  }

  /** @param {boolean} folded */
  folded(folded) {
    this.node.toggleAttribute("data-folded", folded);
    this.fold.setAttribute("aria-expanded", String(!folded));
    write(this.fold, folded ? "Unfold" : "Fold");
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    event.stopPropagation(); // the bar has keys of its own
    if (event.key === "Enter") this.number();
  }

  number() {
    const { value, problem } = readNumber(this.input.value);
    if (problem !== undefined) {
      write(this.problem, problem);
      return this.input.focus();
    }
    this.answer(value);
  }

  /** @param {number} value */
  answer(value) {
    const { question, tally } = this.room.state;
    if (!question || (tally?.question === question.id && tally.revealed)) return;
    this.given = value;
    this.refused = "";
    this.room.send({ is: "answer", question: question.id, value });
    this.draw();
  }

  /** What the room refuses, where it may be this answer. @param {string} sentence */
  refuse(sentence) {
    if (this.given === null) return;
    this.given = null;
    this.refused = sentence;
    this.draw();
  }

  /** The answer that counts, as far as this browser knows. */
  get mine() {
    const { question, mine } = this.room.state;
    const kept = mine.answer?.question === question?.id ? (mine.answer?.value ?? null) : null;
    return this.given ?? kept;
  }

  /** The room has told what it holds of this student. */
  heard() {
    this.given = null;
  }

  draw() {
    const { question, tally, connected } = this.room.state;
    this.node.hidden = !question;
    if (!question) return;
    if (question.id !== this.asked) this.begin(question);
    const { mine } = this;
    const revealed = tally?.question === question.id && tally.revealed;
    write(this.head, question.text || "The teacher has taken the text away.");
    [...this.choices.children].forEach((one, i) => {
      one.setAttribute("aria-pressed", String(mine === i));
      one.toggleAttribute("aria-disabled", Boolean(revealed));
    });
    this.line.hidden = question.kind !== "number" || Boolean(revealed);
    this.choices.hidden = question.kind === "number" || Boolean(revealed);
    this.answers.node.hidden = !revealed;
    write(this.give, mine === null ? "Answer" : "Change it");
    if (revealed && tally) {
      const { right, told } = verdict(question, tally, mine);
      this.node.dataset.right = String(right);
      this.answers.show(question, tally, mine);
      return write(this.said, told);
    }
    delete this.node.dataset.right;
    if (this.refused || mine === null) return write(this.said, this.refused);
    const what = question.kind === "number" ? withUnit(mine, question.unit) : labelOf(question, mine);
    const later = connected ? "" : " It is sent once the room is back.";
    write(this.said, `Your answer is in: ${what}. You can change it until it is revealed.${later}`);
  }

  /** Another question. The focus stays where it is. @param {import("../room/room.js").Question} question */
  begin(question) {
    this.asked = question.id;
    this.given = null;
    this.refused = "";
    this.folded(false);
    this.input.value = "";
    write(this.problem, "");
    write(this.unit, question.unit ?? "");
    const all = (question.choices ?? []).map((_, i) =>
      button(labelOf(question, i), () => this.answer(i), { class: "stage-class-choice", "aria-pressed": "false" }),
    );
    this.choices.replaceChildren(...all);
    this.choices.classList.toggle("stage-class-ways", question.kind === "direction");
  }

  dispose() {}
}
