// A weight in the table that another number may be typed for: the run starts from there.

import { button, element, write } from "../kit/dom.js";
import { compact, count, number } from "../kit/format.js";
import { readNumber } from "../kit/numbers.js";
import { LARGEST, shortest } from "../kit/start.js";

/**
 * A number to start from: `{value}`, or `{problem}`, a sentence.
 * @param {string} typed
 * @returns {{ value: number, problem?: undefined } | { problem: string, value?: undefined }}
 */
export function readWeight(typed) {
  const limit = count(LARGEST);
  const { value, problem } = readNumber(typed, `Write one from −${limit} to ${limit}.`);
  if (problem !== undefined) return { problem };
  if (Math.abs(value) <= LARGEST) return { value };
  return { problem: `${number(value)} is too large: a weight starts between −${limit} and ${limit}.` };
}

export class WeightCell {
  value = NaN; // that the film shows
  was = ""; // the text that the input began with

  /**
   * @param {Element} place
   * @param {string} short the name of the weight
   * @param {import("../kit/starthand.js").StartHand} hand
   * @param {Element} told where sentences go
   */
  constructor(place, short, hand, told) {
    this.short = short;
    this.hand = hand;
    this.told = told;
    this.shown = button("", () => this.open(), { class: "stage-cell-value" });
    this.input = element("input", {
      class: "stage-cell-input",
      type: "text",
      inputmode: "decimal",
      autocomplete: "off",
      spellcheck: "false",
      hidden: true,
      "aria-label": `Start of ${short}`,
      onblur: () => this.leave(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
    });
    place.append(this.shown, this.input);
  }

  /** @param {number} value */
  say(value) {
    this.value = value;
    if (this.shown.textContent === compact(value)) return;
    write(this.shown, compact(value));
    this.shown.setAttribute("aria-label", `${this.short} ${number(value)}: type another number`);
  }

  /** The clock rests while a number is typed. */
  open() {
    this.hand.player.clock.pause();
    if (!this.hand.take()) return;
    this.was = Number.isFinite(this.value) ? String(shortest(this.value)) : "";
    this.input.value = this.was;
    this.input.hidden = false;
    this.shown.hidden = true;
    this.input.focus();
    this.input.select();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter" && !this.enter()) return;
    this.close();
    this.shown.focus();
  }

  leave() {
    if (!this.input.hidden && this.enter()) this.close();
  }

  close() {
    this.input.hidden = true;
    this.input.removeAttribute("aria-invalid");
    this.shown.hidden = false;
    write(this.told, "");
  }

  /** The run starts there, or a sentence says why not, and the text stays to be mended. Says whether it is a number. */
  enter() {
    if (this.input.value === this.was) return true;
    const { value, problem } = readWeight(this.input.value);
    if (problem !== undefined) {
      this.input.setAttribute("aria-invalid", "true");
      write(this.told, `${problem} ${this.short} stays ${number(this.value)}.`);
      return false;
    }
    this.was = this.input.value;
    this.hand.put(this.short, value);
    this.hand.release();
    return true;
  }
}
