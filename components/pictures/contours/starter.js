// The hands that start a ball on the map: a click, a tap, a drag of the ring where it starts, arrow keys.

import { BallHand } from "../../stage/kit/ballhand.js";
import { element } from "../../stage/kit/dom.js";
import { number } from "../../stage/kit/format.js";

const TAP = 10; // px that a finger may move in a tap
/** Steps of a key, in fiftieths of what is seen. @type {Record<string, number[]>} */
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** @typedef {import("../../stage/kit/chart.js").Chart} Chart */

export class Starter {
  handle = element("div", {
    class: "contours-handle",
    role: "slider",
    tabindex: "0",
    "aria-label": "Start of the ball",
    title: "Drag it, or click the map: the ball starts there",
    onpointerdown: (/** @type {PointerEvent} */ event) => this.grip(event),
    onpointermove: (/** @type {PointerEvent} */ event) => this.drag(event),
    onpointerup: (/** @type {PointerEvent} */ event) => this.lift(event),
    onpointercancel: () => this.letBe(),
    onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
  });
  /** The listeners of the map. */
  hands = {
    onpointerdown: (/** @type {PointerEvent} */ event) => this.press(event),
    onpointermove: (/** @type {PointerEvent} */ event) => this.drag(event),
    onpointerup: (/** @type {PointerEvent} */ event) => this.lift(event),
    onpointercancel: () => this.letBe(),
  };
  /** A finger that may still turn out to scroll. @type {number[] | null} */
  tapped = null;
  /** The axes that are drawn. @type {Chart | null} */
  chart = null;
  scale = 1; // of the canvas

  /**
   * @param {import("../../stage/play/reading.js").Reading} player
   * @param {import("../../stage/play/player.js").Turn} turn
   */
  constructor(player, turn) {
    this.hand = new BallHand(player, turn);
  }

  get held() {
    return this.hand.held;
  }

  /** @param {PointerEvent} event */
  place({ clientX, clientY }) {
    const map = /** @type {Element} */ (this.handle.parentElement);
    const { left, top } = map.getBoundingClientRect();
    return /** @type {Chart} */ (this.chart).numbers((clientX - left) / this.scale, (clientY - top) / this.scale);
  }

  /** @param {PointerEvent} event */
  press(event) {
    if (event.button !== 0 || !this.chart) return;
    if (event.pointerType === "touch") {
      this.tapped = [event.clientX, event.clientY];
      return;
    }
    this.grip(event);
    this.drag(event);
  }

  /** @param {PointerEvent} event */
  grip(event) {
    if (event.button !== 0 || !this.chart || !this.hand.take()) return;
    event.preventDefault();
    this.handle.focus({ preventScroll: true });
    /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
    this.handle.dataset.held = "true";
  }

  /** @param {PointerEvent} event */
  drag(event) {
    if (this.held) this.hand.put(this.place(event));
  }

  /** @param {PointerEvent} event */
  lift(event) {
    const { tapped } = this;
    this.tapped = null;
    if (tapped && Math.hypot(event.clientX - tapped[0], event.clientY - tapped[1]) < TAP && this.hand.take())
      this.hand.put(this.place(event));
    delete this.handle.dataset.held;
    this.hand.release();
  }

  letBe() {
    this.tapped = null;
    delete this.handle.dataset.held;
    this.hand.giveBack();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const move = KEYS[event.key];
    if (!move || !this.chart) return;
    event.preventDefault();
    event.stopPropagation();
    if (!this.hand.take()) return;
    const { y } = this.chart.ends;
    const each = (y[1] - y[0]) / (event.shiftKey ? 500 : 50);
    const [x0, y0] = this.hand.start;
    const round = (/** @type {number} */ value) => Number(value.toPrecision(4));
    this.hand.put([move[0] ? round(x0 + each * move[0]) : x0, move[1] ? round(y0 + each * move[1]) : y0]);
    this.hand.release();
  }

  /**
   * The ring stands where the ball starts.
   * @param {number[]} start in the film that is shown
   * @param {Chart} chart
   * @param {number} scale
   */
  follow(start, chart, scale) {
    this.chart = chart;
    this.scale = scale;
    const place = this.held ? this.hand.start : start;
    const there = place.every(Number.isFinite);
    this.handle.hidden = !there;
    if (!there) return;
    const [x, y] = chart.at(place).map((px) => px * scale);
    this.handle.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
    const told = `x ${number(place[0])}, y ${number(place[1])}`;
    if (this.handle.getAttribute("aria-valuetext") === told) return;
    this.handle.setAttribute("aria-valuenow", String(place[0]));
    this.handle.setAttribute("aria-valuetext", told);
  }
}
