// The board: the question and its answers as they come, for the teacher and a second screen. What is true is seen by
// nobody until it is revealed.

import { button, element, write } from "../kit/dom.js";
import { number } from "../kit/format.js";
import { Answers } from "./answers.js";
import { Polite } from "./polite.js";
import { answered, truth } from "./tally.js";

const LISTED = 60; // numbers that can be taken away one by one

export class Board {
  head = element("h2", { id: "stage-class-asked", tabindex: "-1" });
  count = new Polite("stage-class-count");
  answers = new Answers();
  truth = element("p", { class: "stage-class-truth", role: "status" });
  reveal = button("Reveal", () => this.show(false), { class: "hand-button stage-class-main" });
  play = button("Reveal and play", () => this.show(true), { class: "hand-button" });
  away = button("Take away", () => this.room.send({ is: "ask", question: null }), { class: "hand-button" });
  blank = button("Clear the text", () => this.room.send({ is: "clear", what: "text" }), { class: "hand-button" });
  fold = button("Fold", () => this.folded(!this.node.hasAttribute("data-folded")), {
    class: "hand-button stage-class-fold",
    "aria-expanded": "true",
  });
  list = element("div", { class: "stage-class-numbers" });
  one = element("details", { class: "stage-class-one" }, element("summary", {}, "Take one answer away"), this.list);
  tools = element("div", { class: "stage-class-tools" }, this.reveal, this.play, this.away, this.blank, this.one);
  node = element(
    "section",
    { class: "stage-class-panel stage-class-board", "aria-labelledby": "stage-class-asked", hidden: true },
    element("div", { class: "stage-class-head" }, this.head, this.fold),
    this.count.node,
    this.answers.node,
    this.truth,
  );
  listed = "";
  asked = 0;

  /** @param {import("../room/room.js").Room} room */
  constructor(room) {
    this.room = room;
    if (room.role === "teacher") this.node.append(this.tools);
  }

  /** @param {boolean} folded */
  folded(folded) {
    this.node.toggleAttribute("data-folded", folded);
    this.fold.setAttribute("aria-expanded", String(!folded));
    write(this.fold, folded ? "Unfold" : "Fold");
  }

  /** @param {boolean} plays */
  show(plays) {
    if (!this.room.state.tally?.revealed) this.room.send({ is: "reveal" });
    if (plays) this.room.shown()?.reading.clock.play();
  }

  draw() {
    const { question, tally, people } = this.room.state;
    this.node.hidden = !question;
    if (!question) return;
    if (question.id !== this.asked) this.folded(false);
    this.asked = question.id;
    const mine = tally?.question === question.id ? tally : null;
    const revealed = Boolean(mine?.revealed);
    write(this.head, question.text || "The text was cleared.");
    this.count.say(answered(mine, people?.here ?? 0));
    this.answers.show(question, mine);
    const answer = mine?.answer ?? question.answer;
    write(this.truth, revealed ? truth(question, answer) || "Nobody has said what is true." : "");
    this.node.toggleAttribute("data-revealed", revealed);
    this.reveal.hidden = revealed;
    write(this.play, revealed ? "Play" : "Reveal and play");
    this.blank.hidden = !question.text;
    this.numbers(mine);
  }

  /** Of numbers, which anybody may have made up, each can be taken away. @param {import("./tally.js").Tally | null} tally */
  numbers(tally) {
    const all = (tally?.of ?? [])
      .map((of, i) => ({ of, value: tally?.values?.[i] ?? NaN }))
      .filter(({ value }) => Number.isFinite(value))
      .sort((a, b) => b.value - a.value);
    this.one.hidden = !all.length || this.room.role !== "teacher";
    const ends = all.length > LISTED ? [...all.slice(0, LISTED / 2), ...all.slice(-LISTED / 2)] : all; // wild ones are there
    const listed = JSON.stringify(ends);
    if (listed === this.listed) return;
    this.listed = listed;
    this.list.replaceChildren(
      ...ends.map(({ of, value }) =>
        button(`${number(value)} ✕`, () => this.room.send({ is: "clear", what: "answer", of }), {
          class: "hand-button",
          "aria-label": `Take away the answer ${number(value)} ✕`,
        }),
      ),
    );
  }

  dispose() {
    this.count.dispose();
  }
}
