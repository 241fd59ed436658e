// How a hand comes to the points: it drags one, clicks to add one, and moves the chosen one by keys.

import { element } from "../../stage/kit/dom.js";
import { trimmed } from "../../stage/kit/format.js";
import { nearest } from "./fit.js";

const REACH = { mouse: 16, touch: 28 }; // px around a point that take it
const TAP = 8; // px that a click may move

/** Steps of a key, in fiftieths of what is seen. @type {Record<string, number[]>} */
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
/** Which point is chosen next. @type {Record<string, number>} */
const TURNS = { PageUp: -1, PageDown: 1 };

export class Grip {
  handle = element("div", {
    class: "points-handle",
    role: "slider",
    tabindex: "0",
    "aria-label": "Point",
    "aria-description":
      "Arrow keys move it, with Shift in small steps. Page Up and Page Down choose another, Delete removes it, Enter adds one.",
    title: "Drag it. Click a free place for another point",
    onpointerdown: (/** @type {PointerEvent} */ event) => this.press(event),
    onpointermove: (/** @type {PointerEvent} */ event) => this.drag(event),
    onpointerup: (/** @type {PointerEvent} */ event) => this.lift(event),
    onpointercancel: () => this.letBe(),
    onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
  });
  /** The listeners of the canvas. */
  hands = {
    onpointerdown: (/** @type {PointerEvent} */ event) => this.press(event),
    onpointermove: (/** @type {PointerEvent} */ event) => this.drag(event),
    onpointerup: (/** @type {PointerEvent} */ event) => this.lift(event),
    onpointercancel: () => this.letBe(),
  };
  /** Where a finger came down that may turn out to click. @type {number[] | null} */
  tapped = null;
  /** The axes that are drawn. @type {import("../../stage/kit/chart.js").Chart | null} */
  chart = null;
  scale = 1; // of the canvas

  /** @param {import("./view.js").default} view */
  constructor(view) {
    this.view = view;
  }

  get hand() {
    return this.view.hand;
  }

  /**
   * Where an event is, in the canvas's own pixels.
   * @param {PointerEvent} event
   */
  pixel({ clientX, clientY }) {
    const { left, top } = this.view.canvas.node.getBoundingClientRect();
    return [(clientX - left) / this.scale, (clientY - top) / this.scale];
  }

  /** The hand comes to the points; false where there are none to be placed. */
  comes() {
    const { view } = this;
    return Boolean(view.data) && !this.handle.hidden && this.hand.take(/** @type {any} */ (view.data));
  }

  /** @param {PointerEvent} event */
  press(event) {
    const { view, chart } = this;
    if (event.button !== 0 || !chart) return;
    const at = this.pixel(event);
    const places = view.points.map(({ x, y }) => chart.at([x, y[view.target]]));
    const near = nearest(places, at, REACH[event.pointerType === "touch" ? "touch" : "mouse"]);
    if (near < 0) {
      this.tapped = [event.clientX, event.clientY];
      return;
    }
    if (!this.comes()) return;
    event.preventDefault();
    this.hand.chosen = near;
    this.handle.focus({ preventScroll: true });
    this.handle.dataset.held = "true";
    /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  drag(event) {
    if (!this.hand.held || !this.chart || !this.handle.dataset.held) return;
    const [px, py] = this.pixel(event);
    const [x, y] = this.inside(this.chart.numbers(px, py));
    this.hand.put(x, y, this.view.target);
  }

  /**
   * A place within the axes.
   * @param {number[]} place
   */
  inside([x, y]) {
    const { ends } = /** @type {import("../../stage/kit/chart.js").Chart} */ (this.chart);
    const within = (/** @type {number} */ value, /** @type {[number, number]} */ [low, high]) =>
      Math.max(low, Math.min(high, value));
    return [within(x, ends.x), within(y, ends.y)];
  }

  /** @param {PointerEvent} event */
  lift(event) {
    const { tapped, chart } = this;
    this.tapped = null;
    const clicked = tapped && Math.hypot(event.clientX - tapped[0], event.clientY - tapped[1]) < TAP;
    if (clicked && chart) {
      const [px, py] = this.pixel(event);
      const { left, top, width, height } = chart.box;
      if (px >= left && px <= left + width && py >= top && py <= top + height) this.addAt(chart.numbers(px, py));
    }
    delete this.handle.dataset.held;
    this.hand.release();
  }

  letBe() {
    this.tapped = null;
    delete this.handle.dataset.held;
    this.hand.giveBack();
  }

  /** One more point, in the middle of the widest gap. */
  add() {
    const { view, chart } = this;
    if (!chart) return;
    const sorted = [...view.points].sort((a, b) => a.x - b.x);
    let widest = 1;
    for (let i = 2; i < sorted.length; i += 1)
      if (sorted[i].x - sorted[i - 1].x > sorted[widest].x - sorted[widest - 1].x) widest = i;
    const [a, b] = [sorted[widest - 1], sorted[widest]];
    const middle = (/** @type {number} */ from, /** @type {number} */ to) => Number(((from + to) / 2).toPrecision(4));
    this.addAt([middle(a.x, b.x), middle(a.y[view.target], b.y[view.target])]);
    this.hand.release();
  }

  /** @param {number[]} place */
  addAt([x, y]) {
    if (this.view.buttons.add.disabled || !this.comes()) return;
    this.hand.add(x, y, this.view.target);
    this.view.offer();
  }

  /** The chosen point is taken away. */
  drop() {
    if (this.view.buttons.drop.disabled || !this.comes()) return;
    this.hand.drop();
    this.hand.release();
    this.view.offer();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { chart, hand, view } = this;
    const move = KEYS[event.key];
    const turn = TURNS[event.key];
    if (!chart || !(move || turn || ["Delete", "Backspace", "Enter"].includes(event.key))) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter") return this.add();
    if (turn) {
      const count = view.points.length;
      hand.chosen = (hand.chosen + turn + count) % count;
      return view.player.schedule();
    }
    if (!move) return this.drop();
    if (!this.comes()) return;
    const { x, y } = view.points[hand.chosen];
    const part = event.shiftKey ? 500 : 50;
    const step = (/** @type {[number, number]} */ [low, high], /** @type {number} */ way) =>
      ((high - low) / part) * way;
    const round = (/** @type {number} */ value) => Number(value.toPrecision(4));
    const [toX, toY] = [x + step(chart.ends.x, move[0]), y[view.target] + step(chart.ends.y, move[1])];
    hand.put(move[0] ? round(toX) : x, move[1] ? round(toY) : y[view.target], view.target);
    hand.release();
  }

  /**
   * The handle lies on the chosen point.
   * @param {import("../../stage/kit/chart.js").Chart} chart
   * @param {number} scale
   */
  follow(chart, scale) {
    const { view, hand } = this;
    this.chart = chart;
    this.scale = scale;
    hand.chosen = Math.min(hand.chosen, view.points.length - 1);
    const { x, y } = view.points[hand.chosen];
    const [px, py] = chart.at([x, y[view.target]]).map((one) => one * scale);
    this.handle.style.transform = `translate(${px.toFixed(1)}px, ${py.toFixed(1)}px)`;
    const told = `${hand.chosen + 1} of ${view.points.length}: ${view.data?.input} ${trimmed(x)}, ${view.data?.targets[view.target]} ${trimmed(y[view.target])}`;
    if (this.handle.getAttribute("aria-valuetext") === told) return;
    this.handle.setAttribute("aria-valuenow", String(x));
    this.handle.setAttribute("aria-valuetext", told);
  }
}
