// A number of the readout that can be typed: "epoch 3 of 100" becomes a box, and Enter goes there.

import { element } from "../kit/dom.js";
import { count } from "../kit/format.js";
import { readNumber } from "../kit/numbers.js";

/**
 * What a cell of the readout counts: epochs, updates, or the steps of a demonstration; where it is `now`, which are
 * the `first` and the `last` so far, and the frame of each, between two where it was not kept.
 * @typedef {{ name: string, now: number, first: number, last: number, done: boolean, frame: (number: number) => number }} Counted
 */

/**
 * What the cell "epoch" or "update" counts at a frame; null where there is nothing to count.
 * @param {string} cell
 * @param {import("../play/film.js").Film} film
 * @param {number} frame
 * @returns {Counted | null}
 */
export function counted(cell, film, frame) {
  const { done } = film;
  if (film.beats) {
    const last = film.beats.length;
    const now = Math.min(frame + 1, last);
    return last ? { name: "step", now, first: 1, last, done, frame: (step) => step - 1 } : null;
  }
  const each = cell === "epoch" ? film.header.updates_per_epoch : 1;
  const of = (/** @type {number} */ at) => Math.floor(film.update(at) / each);
  return {
    name: (cell === "epoch" && film.header.unit) || cell,
    now: of(frame),
    first: 0,
    last: of(film.end),
    done,
    frame: (number) => film.frame(number * each),
  };
}

/**
 * The frame nearest to the number that a visitor typed, and a `note` where that is another; or the `problem`, a
 * sentence.
 * @param {string} typed
 * @param {Counted} counts
 * @returns {{ frame: number, note: string, problem?: undefined } | { problem: string }}
 */
export function typedFrame(typed, { name, first, last, done, frame }) {
  const like = `Write a whole number from ${first} to ${count(last)}.`;
  const { value, text, problem } = readNumber(typed, like);
  if (value === undefined) return { problem };
  if (!Number.isInteger(value) || value < first || value > last)
    return { problem: `There is no ${name} ${text}${done ? "" : " so far"}. ${like}` };
  const nearest = Math.round(frame(value));
  const note = nearest === frame(value) ? "" : `Of ${name} ${count(value)} nothing is kept: this is the nearest.`;
  return { frame: nearest, note };
}

export class Goto {
  /**
   * @param {string} cell
   * @param {Node[]} inside
   * @param {{ counts: () => Counted | null, go: (frame: number) => void, hint: (text: string) => void }} bar
   */
  constructor(cell, inside, bar) {
    this.bar = bar;
    this.cell = element(
      "button",
      {
        type: "button",
        class: `stage-cell stage-cell-${cell} stage-goto`,
        title: "Type a number to go there",
        onclick: () => this.open(),
      },
      ...inside,
    );
    this.box = element("input", {
      class: "stage-goto-box",
      hidden: true,
      inputmode: "numeric",
      enterkeyhint: "go",
      autocomplete: "off",
      maxlength: 12,
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
      oninput: () => this.refuse(""),
      onblur: () => this.close(),
    });
  }

  /** Shown only where it says something, and is not being typed. */
  show() {
    this.cell.hidden = !this.box.hidden || this.cell.textContent === "";
  }

  open() {
    const counts = this.bar.counts();
    if (!counts) return;
    this.box.hidden = false;
    this.box.setAttribute("aria-label", `Go to ${counts.name}`);
    this.box.value = String(counts.now);
    this.show();
    this.box.focus();
    this.box.select();
  }

  close() {
    if (this.box.hidden) return;
    this.box.hidden = true;
    this.refuse("");
    this.show();
  }

  /** @param {string} problem */
  refuse(problem) {
    this.box.toggleAttribute("aria-invalid", problem !== "");
    this.bar.hint(problem);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
    event.preventDefault();
    event.stopPropagation();
    const counts = event.key === "Enter" ? this.bar.counts() : null;
    const typed = counts && typedFrame(this.box.value, counts);
    if (typed?.problem !== undefined) return this.refuse(typed.problem);
    this.close();
    this.cell.focus();
    if (!typed) return;
    this.bar.go(typed.frame);
    this.bar.hint(typed.note);
  }
}
