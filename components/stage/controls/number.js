// A box for a number: what is typed is read as every number is, and what cannot be is answered beside it.

import { button, element, write } from "../kit/dom.js";
import { count } from "../kit/format.js";
import { readNumber } from "../kit/numbers.js";

/**
 * A number that was typed: `{value}`, or `{problem}`, a sentence.
 * @param {string} typed
 * @param {number} low
 * @param {number} high
 * @param {boolean} [whole] whether only whole numbers are allowed
 * @returns {{ value: number, problem?: undefined } | { problem: string, value?: undefined }}
 */
export function readWithin(typed, low, high, whole = true) {
  const shown = (/** @type {number} */ value) =>
    Number.isInteger(value) ? count(value).replace("-", "−") : String(value);
  const allowed = `Allowed: ${whole ? "whole numbers" : "numbers"} from ${shown(low)} to ${shown(high)}.`;
  const { value, problem } = readNumber(typed, allowed);
  if (problem !== undefined) return { problem };
  const right = !whole || Number.isInteger(value);
  if (right && value >= low && value <= high) return { value };
  const why = right ? `${shown(value)} is not possible.` : `${value} is no whole number.`;
  return { problem: `${why} ${allowed}` };
}

export class NumberBox {
  value = NaN; // what the page keeps

  /**
   * @param {HTMLElement} host
   * @param {import("../play/reading.js").Reading} player
   * @param {{ field: string, label: string, help: string, low: number, high: number, step: number }} data with a `step` of
   * 1 the number is a whole one
   * @param {import("../play/player.js").Turn} turn
   */
  constructor(host, player, { field, label, help, low, high, step: each }, turn) {
    this.player = player;
    this.turn = turn;
    this.field = field;
    this.help = help;
    this.low = low;
    this.high = high;
    this.each = each;
    const told = `number-${field}-told`;
    this.input = element("input", {
      type: "text",
      inputmode: each === 1 ? "numeric" : "decimal",
      autocomplete: "off",
      spellcheck: "false",
      class: "number-input",
      "aria-label": label,
      "aria-describedby": told,
      title: help,
      oninput: () => this.say(""),
      onblur: () => this.enter(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
    });
    const step = (/** @type {number} */ by, /** @type {string} */ sign) =>
      button(sign, () => this.step(by), {
        class: "number-step",
        "aria-label": `${label} ${sign} ${each}`,
        disabled: player.holds(field),
      });
    const ask = button("?", () => this.explain(), { class: "number-help", "aria-label": `${label}: help` });
    this.told = element("p", { class: "number-told", id: told, role: "alert", hidden: true });
    this.disabled = player.holds(field); // on a prepared page
    this.input.disabled = this.disabled;
    const head = element("div", { class: "number-head" }, element("span", { "aria-hidden": "true" }, label), ask);
    const line = element("div", { class: "number-line" }, this.input, step(-1, "−"), step(1, "+"));
    host.append(element("div", { class: "number-box" }, head, line, this.told));
  }

  /**
   * What the page was asked for; what is being mended is left alone.
   * @param {{ value: number }} data
   */
  refresh({ value }) {
    const typing = document.activeElement === this.input && this.input.value !== String(this.value);
    const known = value === this.value;
    this.value = value;
    if (typing || (known && this.input.hasAttribute("aria-invalid"))) return;
    this.input.value = String(value);
    this.say("");
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const by = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (event.key === "Enter") this.enter();
    else if (event.key === "Escape" && (!this.told.hidden || this.input.value !== String(this.value))) this.forget();
    else if (by) this.step(by);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  forget() {
    this.input.value = String(this.value);
    this.say("");
  }

  /** @param {number} by */
  step(by) {
    const { value = this.value } = readNumber(this.input.value);
    const next = Math.round(value / this.each) + by;
    this.input.value = String(Number((next * this.each).toPrecision(12)));
    this.enter();
  }

  /** A number goes to the player at once and to Python; what is none gets a sentence, and the text stays. */
  enter() {
    const { value, problem } = readWithin(this.input.value, this.low, this.high, this.each === 1);
    if (problem !== undefined) {
      this.input.setAttribute("aria-invalid", "true");
      return this.say(`${problem} The page keeps ${this.value}.`);
    }
    this.input.value = String(value);
    this.say("");
    if (value === this.value) return;
    this.value = value;
    this.player.vary({ [this.field]: value });
    this.turn({ [this.field]: value });
  }

  explain() {
    this.say(this.told.textContent === this.help ? "" : this.help);
    this.told.removeAttribute("data-wrong");
  }

  /** @param {string} sentence */
  say(sentence) {
    write(this.told, sentence);
    this.told.hidden = sentence === "";
    this.told.toggleAttribute("data-wrong", sentence !== "");
    if (sentence === "") this.input.removeAttribute("aria-invalid");
    else this.bring();
  }

  /** The sentence comes into sight: on the screen, and in the box that scrolls. */
  bring() {
    this.told.style.left = "0";
    const over = this.told.getBoundingClientRect().right - document.documentElement.clientWidth + 12;
    if (over > 0) this.told.style.left = `${-over}px`;
    this.told.scrollIntoView({ block: "nearest" });
  }
}
