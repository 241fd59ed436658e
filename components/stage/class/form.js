// The form of a question: its kind, its words, its choices, and what is true of them.

import { element, write } from "../kit/dom.js";
import { Switch } from "../kit/switch.js";
import { choicesOf, LONGEST, read, WAYS } from "./asked.js";

/** @typedef {import("./asked.js").Asked} Asked */

/** @type {Asked["kind"][]} */
const KINDS = ["choice", "direction", "number"];
const NAMES = ["Choice", "Direction", "Number"];

/** @param {string} label @param {Node[]} inside */
const field = (label, ...inside) =>
  element("label", { class: "stage-class-field" }, element("span", {}, label), ...inside);

/** @param {KeyboardEvent} event */
const own = (event) => event.stopPropagation(); // the bar has keys of its own

export class Form {
  /** @type {Asked["kind"]} */
  kind = "choice";
  kinds = new Switch("Kind", NAMES, (place) => this.turn(KINDS[place]));
  text = element("textarea", { rows: 2, maxlength: LONGEST.text, onkeydown: own });
  choices = element("textarea", { rows: 3, onkeydown: own, oninput: () => this.offer() });
  right = element("select", {});
  unit = element("input", { type: "text", maxlength: LONGEST.unit, autocomplete: "off", onkeydown: own });
  value = element("input", {
    type: "text",
    autocomplete: "off",
    onkeydown: own,
    oninput: () => (this.live.checked = false),
  });
  live = element("input", { type: "checkbox", onchange: () => this.tell() });
  after = element("input", {
    type: "text",
    inputmode: "numeric",
    value: "10",
    class: "stage-class-small",
    onkeydown: own,
  });
  problem = element("p", { class: "stage-class-problem", role: "alert" });
  parts = {
    choices: field("Choices, one a line", this.choices),
    right: field("Right, shown when you reveal it", this.right),
    unit: field("Unit, if it has one", this.unit),
    value: field("True value, if you know it", this.value),
    live: element(
      "div",
      { class: "stage-class-live" },
      element("label", {}, this.live, element("span", {}, " From this page: the loss after ")),
      element("label", {}, this.after, element("span", {}, " updates")),
    ),
  };
  node = element(
    "div",
    { class: "stage-class-form" },
    this.kinds.node,
    field("Question", this.text),
    ...Object.values(this.parts),
    this.problem,
  );

  /** @param {(updates: number) => { value?: number, problem?: string }} truth the loss on this page after some updates */
  constructor(truth) {
    this.truth = truth;
    this.turn("choice");
  }

  /** @param {Asked["kind"]} kind */
  turn(kind) {
    this.kind = kind;
    this.kinds.press(KINDS.indexOf(kind));
    this.parts.choices.hidden = kind !== "choice";
    this.parts.right.hidden = kind === "number";
    for (const name of /** @type {const} */ (["unit", "value", "live"])) this.parts[name].hidden = kind !== "number";
    this.offer();
    this.tell();
  }

  /** The choices, of which one may be right. */
  offer(right = Number(this.right.value || -1)) {
    const choices = this.kind === "direction" ? WAYS : choicesOf(this.choices.value);
    this.right.replaceChildren(
      element("option", { value: -1 }, "Nobody says"),
      ...choices.map((choice, i) => element("option", { value: i }, choice)),
    );
    this.right.value = String(right < choices.length ? right : -1);
  }

  tell() {
    this.value.disabled = this.live.checked;
  }

  /**
   * Puts a question into the form.
   * @param {Asked} asked
   * @param {number} [after] its true value is the loss after so many updates
   */
  fill({ kind, text, choices = [], unit = "", answer = null }, after) {
    this.text.value = text;
    this.choices.value = choices.join("\n");
    this.unit.value = unit;
    this.live.checked = after !== undefined;
    if (after !== undefined) this.after.value = String(after);
    this.value.value = kind === "number" && answer !== null ? String(answer) : "";
    this.turn(kind);
    this.offer(kind === "number" || answer === null ? -1 : answer);
    write(this.problem, "");
  }

  /** What is asked; undefined where it cannot be, and the form says why. @returns {Asked | undefined} */
  read() {
    const live = this.kind === "number" && this.live.checked;
    const { asked, problem } = read({
      kind: this.kind,
      text: this.text.value,
      choices: this.choices.value,
      right: Number(this.right.value),
      unit: this.unit.value,
      value: live ? "" : this.value.value,
    });
    const known = live ? this.truth(Number(this.after.value.trim() || NaN)) : {};
    const told = problem ?? known.problem ?? "";
    write(this.problem, told);
    if (told || !asked) return undefined;
    return known.value === undefined ? asked : { ...asked, answer: known.value };
  }
}
