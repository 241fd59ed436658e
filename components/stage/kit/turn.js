// How a box in three dimensions stands, and the hands that turn it: a drag, a finger along, arrow keys, two clicks.

import { clamp } from "./shares.js";

const PX = 160; // of a drag for a radian
/** @type {Record<string, number[]>} how far each turns the box */
const KEYS = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] };

export class Turn {
  /** Where the pointer came down, and how the box stood then. @type {{ x: number, y: number, around: number, lift: number } | null} */
  held = null;

  /**
   * @param {number} around in radians
   * @param {number} lift
   * @param {() => void} turned
   */
  constructor(around, lift, turned) {
    this.home = [around, lift];
    this.around = around;
    this.lift = lift;
    this.turned = turned;
  }

  /** The listeners of the node that is turned. */
  get hands() {
    return {
      tabindex: "0",
      onpointerdown: (/** @type {PointerEvent} */ event) => this.grab(event),
      onpointermove: (/** @type {PointerEvent} */ event) => this.drag(event),
      onpointerup: () => (this.held = null),
      onpointercancel: () => this.letBe(),
      ondblclick: () => this.to(this.home[0], this.home[1]),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
    };
  }

  /** @param {PointerEvent} event */
  grab(event) {
    this.held = { x: event.clientX, y: event.clientY, around: this.around, lift: this.lift };
    /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  drag(event) {
    if (!this.held) return;
    const { x, y, around, lift } = this.held;
    this.to(around + (event.clientX - x) / PX, event.pointerType === "mouse" ? lift + (event.clientY - y) / PX : lift);
  }

  /** The finger scrolls the page: the box stands as it stood. */
  letBe() {
    if (this.held) this.to(this.held.around, this.held.lift);
    this.held = null;
  }

  /**
   * @param {number} around
   * @param {number} lift
   */
  to(around, lift) {
    this.around = around;
    this.lift = clamp(lift, 0.05, 1.5);
    this.turned();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const move = KEYS[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    this.to(this.around + move[0], this.lift + move[1]);
  }
}
