// A NumPy array, a tensor, and the memory below them: a number that is written travels there, and on to who reads it.

import { Canvas } from "../../stage/kit/canvas.js";
import { button, element, tell, write } from "../../stage/kit/dom.js";
import { View } from "../../stage/kit/view.js";
import { paint } from "./paint.js";
import { areaIn, memoryRow, rowOf, sideOf } from "./parts.js";
import { ownersOf, PLACES, sceneAt, SIDES } from "./scenes.js";
import { readValue } from "./typed.js";
import { way } from "./ways.js";

/**
 * @typedef {"a" | "t"} Side the array, or the tensor
 * @typedef {import("../../stage/told").SideKind} Kind
 * @typedef {import("../../stage/told").Block} Block
 * @typedef {import("../../stage/told").State} State
 * @typedef {import("../../stage/told").MemoryLine} Line
 * @typedef {import("../../stage/told").Memory} Data
 */

export default class MemoryView extends View {
  undo = button("Undo", () => this.commit(this.edits.split(",").slice(0, -1).join(",")));
  reset = button("Reset", () => this.commit(""));
  canvas = new Canvas({ class: "stage-canvas", "aria-hidden": "true" });
  box = element("div", { class: "memory-stage" });
  code = element("code", { class: "memory-code" });
  sentence = element("p", { class: "memory-sentence", "aria-live": "polite" });
  error = element("p", { class: "memory-error", role: "alert" });
  /** @type {Record<Side, HTMLInputElement[]>} */
  cells = { a: [], t: [] };
  /** @type {import("./parts.js").Row[]} of memory */
  rows = [];
  flyers = PLACES.map(() => element("span", { class: "memory-flyer", "aria-hidden": "true" }));
  edits = "";
  /** @type {number | null} the place that a hand points at */
  pointed = null;
  /** @type {{ side: Side, place: number } | null} of a number that is on its way to Python */
  waiting = null;
  /** @type {import("./scenes.js").Scene["values"]} */
  shown = { a: null, t: null };
  /** @type {import("./scenes.js").Where | null} the places of rows in px, and the ways to them */
  where = null;

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "memory");
    const hint = element("span", { class: "memory-hint" }, "Click a number, type another, press Enter.");
    const tools = element(
      "span",
      { class: "stage-switch", role: "group", "aria-label": "Edits" },
      this.undo,
      this.reset,
    );
    this.caption.replaceChildren(element("span", { class: "memory-title" }, this.title, hint), tools);
    this.root.append(this.box, element("div", { class: "memory-says" }, this.code, this.sentence, this.error));
    this.watch(this.box);
  }

  /** @param {Data & { title: string }} picture */
  shapeOf({ title, itemsize, sides }) {
    return [title, itemsize, sides];
  }

  /** @param {Data} picture */
  take({ edits }) {
    this.edits = edits;
    this.waiting = null;
    this.undo.disabled = this.reset.disabled = edits === "";
    this.resize();
  }

  // ---- building

  /** @param {Data} picture */
  build({ shared, itemsize, sides }) {
    const active = /** @type {HTMLElement | null} */ (document.activeElement);
    const held = active?.dataset?.memory; // who is typing goes on typing
    const boxes = SIDES.map((side) => {
      const { root, cells } = sideOf(side, sides[side], this);
      this.cells[side] = cells;
      return root;
    });
    this.rows = ownersOf(shared).map((owners) => memoryRow(owners, itemsize));
    const rows = element("div", { class: "memory-rows" }, ...this.rows.map(({ root }) => root));
    this.box.dataset.shared = String(shared);
    this.box.replaceChildren(this.canvas.node, ...boxes, rows, ...this.flyers);
    if (held)
      SIDES.flatMap((side) => this.cells[side])
        .find(({ dataset }) => dataset.memory === held)
        ?.focus();
  }

  /** Where everything lies, measured when the size or the film is new, so that playing lays out nothing. */
  resize() {
    if (!this.picture || !this.box.isConnected) return;
    const frame = this.box.getBoundingClientRect();
    this.canvas.fit(frame.width, frame.height);
    const rows = this.rows.map(({ cells }) => cells.map(({ box }) => areaIn(box, frame)));
    const paths = (/** @type {Side} */ side) => {
      const cells = this.cells[side].map((cell) => areaIn(cell, frame));
      const memory = rows[rowOf(side, this.rows)];
      return PLACES.map((place) => way(side, place, cells, memory[place], this.picture.shared));
    };
    this.where = { rows, paths: { a: paths("a"), t: paths("t") } };
    this.player.schedule();
  }

  // ---- the visitor's hand

  /**
   * @param {number} place
   * @param {boolean} on
   */
  point(place, on) {
    this.pointed = on ? place : this.pointed === place ? null : this.pointed;
    this.player.schedule();
  }

  /**
   * @param {KeyboardEvent} event
   * @param {HTMLInputElement} input
   * @param {Side} side
   * @param {number} place
   */
  key(event, input, side, place) {
    if (event.key === "Enter") {
      event.preventDefault();
      this.enter(input, side, place);
      input.select();
    } else if (event.key === "Escape") {
      this.forget(input);
      input.select();
    }
  }

  /**
   * @param {HTMLInputElement} input
   * @param {Side} side
   * @param {number} place
   */
  leave(input, side, place) {
    if (!input.dataset.typed) return;
    this.enter(input, side, place);
    delete input.dataset.typed; // what is no number does not stay
  }

  /** @param {HTMLInputElement} input */
  forget(input) {
    delete input.dataset.typed;
    write(this.error, "");
    this.player.schedule();
  }

  /**
   * A number was typed: it becomes one more edit, or a sentence says why not.
   * @param {HTMLInputElement} input
   * @param {Side} side
   * @param {number} place
   */
  enter(input, side, place) {
    const text = input.value;
    if (text.trim() === this.shown[side]?.[place] || this.player.keeps("edits")) return this.forget(input);
    const { problem, text: value } = readValue(text);
    if (problem !== undefined) return write(this.error, problem);
    const edits = this.edits ? this.edits.split(",") : [];
    if (edits.length >= this.picture.most)
      return write(this.error, `This page keeps ${this.picture.most} edits. Press Undo or Reset to make room.`);
    this.forget(input);
    input.value = value;
    this.waiting = { side, place };
    this.commit([...edits, `${side}${place >> 1}${place & 1}=${value}`].join(","));
  }

  /**
   * The picture follows at once, Python and the URL a moment later.
   * @param {string} edits
   */
  commit(edits) {
    if (this.player.keeps("edits")) return;
    write(this.error, "");
    this.edits = edits;
    this.player.vary({ edits });
    this.turn({ edits });
  }

  // ---- drawing

  /** @param {import("../../stage/kit/view.js").Shown} moment */
  draw(moment) {
    if (!this.where) return;
    const scene = sceneAt(this.picture, this.where, moment);
    this.shown = scene.values;
    paint(this, scene, this.where);
  }

  /** @param {import("../../stage/kit/view.js").Shown} moment */
  say(moment) {
    const { film, frame, moved } = moment;
    const { lines } = /** @type {Data} */ (this.picture);
    const at = Math.min(moved > 0 || frame === 0 ? frame : frame - 1, lines.length - 1);
    write(this.code, film.beats?.[at]?.code ?? "");
    tell(this.sentence, lines[at].sentence, moment);
    this.sentence.classList.toggle("memory-refused", lines[at].refused);
  }

  /** @param {import("../../stage/kit/view.js").Shown} moment */
  atRest({ frame }) {
    const state = /** @type {Data} */ (this.picture).states[frame];
    return SIDES.map((side) => `${side} is ${state[side]?.join(", ") ?? "not there yet"}.`).join(" ");
  }
}
