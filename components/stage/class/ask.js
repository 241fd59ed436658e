// Where a teacher finds a question for the class: ready ones, the lesson's own, or one of theirs.

import { button, element, write } from "../kit/dom.js";
import { Form } from "./form.js";
import { lessonsOf, lossAsked, readyFor, truthAfter, wayAsked } from "./ready.js";

/** @typedef {import("./ready.js").Ready} Ready */

export class AskDialog {
  form = new Form((updates) => truthAfter(this.room.shown(), updates));
  ready = element("div", { class: "stage-class-ready" });
  own = element("div", { class: "stage-class-ready" });
  lessons = element("section", {}, element("h3", {}, "This lesson’s own"), this.own);
  weight = element("select", { "aria-label": "Weight", onchange: () => this.turnWeight() });
  send = button("Ask", () => this.ask(), { class: "hand-button stage-class-main" });
  close = button("Close", () => this.node.close(), { class: "hand-button" });
  note = element("p", { class: "stage-class-note" });
  node = element(
    "dialog",
    { class: "stage-dialog stage-class-dialog", "aria-labelledby": "stage-class-ask" },
    element(
      "div",
      { class: "stage-class-head" },
      element("h2", { id: "stage-class-ask" }, "Ask the class"),
      this.close,
    ),
    element("section", {}, element("h3", {}, "Ready"), this.ready, this.note),
    this.lessons,
    element("section", {}, element("h3", {}, "The question"), this.form.node),
    element("div", { class: "stage-class-tools" }, this.send),
  );
  /** The ready question about a weight, while it is in the form. @type {Ready | null} */
  about = null;

  /** @param {import("../room/room.js").Room} room */
  constructor(room) {
    this.room = room;
  }

  open() {
    const shown = this.room.shown();
    const [ready, lessons] = [readyFor(shown), lessonsOf(shown)];
    this.about = null;
    this.ready.replaceChildren(...ready.map((one) => this.offer(one)), this.weight);
    this.own.replaceChildren(...lessons.map((one) => this.offer(one)));
    this.weight.hidden = true;
    this.lessons.hidden = !lessons.length;
    write(this.note, ready.length ? "" : "This page has no run to ask about. Write a question of your own.");
    this.node.showModal();
  }

  /** @param {Ready} one */
  offer(one) {
    return button(one.name, () => this.take(one), { class: "hand-button stage-class-offer" });
  }

  /** @param {Ready} one */
  take(one) {
    this.about = one.weights ? one : null;
    this.weight.hidden = !one.weights;
    this.weight.replaceChildren(...(one.weights ?? []).map(({ name }, i) => element("option", { value: i }, name)));
    if (one.after === undefined) this.form.fill(one.asked);
    else this.form.fill(lossAsked(one.after), one.after);
    (one.weights ? this.weight : this.send).focus();
  }

  turnWeight() {
    const weight = this.about?.weights?.[Number(this.weight.value)];
    if (weight) this.form.fill({ ...wayAsked(weight.name), answer: weight.right });
  }

  ask() {
    const question = this.form.read();
    if (!question) return;
    this.room.send({ is: "ask", question });
    this.node.close();
  }

  dispose() {
    this.node.remove();
  }
}
