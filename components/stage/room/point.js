// The teacher's pointer over a picture: told to the room at the teacher's, a dot of light at everybody else's.

import { element } from "../kit/dom.js";
import { slots } from "../present/shared.js";

const EACH = 50; // ms: twenty times a second at most
const STAYS = 10_000; // ms that a dot stays where nothing moves
const FIGURE = ".stage-picture";
/** What of a picture can be pointed at; its place among them is its name. */
const PARTS = "td, th, .stage-line, .stage-panel, .heat-plot, canvas:not(.stage-canvas)";
/** What shows by itself what is under a pointer. */
const AIMS = "canvas, .heat-plot";

/**
 * @typedef {import("./room.js").Point} Point
 * @typedef {import("./places.js").House} House
 */

/**
 * A place of the window as a share of a box.
 * @param {{ clientX: number, clientY: number }} at
 * @param {DOMRect} box
 */
export function shareOf({ clientX, clientY }, { left, top, width, height }) {
  const share = (/** @type {number} */ part, /** @type {number} */ all) =>
    Math.round(1e4 * Math.max(0, Math.min(1, all > 0 ? part / all : 0))) / 1e4;
  return { x: share(clientX - left, width), y: share(clientY - top, height) };
}

/** The teacher's: what the pointer is on. */
export class Pointing {
  /** @type {Point | null} */
  sent = null;
  #last = 0;
  #later = 0;
  #ends = new AbortController();

  /**
   * @param {import("./room.js").Room} room
   * @param {House} house
   */
  constructor(room, house) {
    this.room = room;
    this.house = house;
    const heard = { signal: this.#ends.signal, capture: true, passive: true };
    addEventListener("pointermove", (event) => event.isTrusted && this.move(event), heard);
    document.documentElement.addEventListener("pointerleave", () => this.tell(null), heard);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const { target } = event;
    const slot = target instanceof Element ? target.closest(".stage-slot") : null;
    const figure = slot?.querySelector(FIGURE);
    const { presenter } = this.house;
    if (!figure || !presenter || !(target instanceof Element) || !figure.contains(target)) return this.tell(null);
    const named = [...slots(presenter)].find(([, one]) => one === slot);
    if (!named) return this.tell(null);
    const part = target.closest(PARTS);
    const cell = part ? String([...figure.querySelectorAll(PARTS)].indexOf(part)) : "";
    this.tell({ picture: named[0], ...shareOf(event, (part ?? figure).getBoundingClientRect()), cell });
  }

  /** @param {Point | null} point */
  tell(point) {
    if (!point && !this.sent) return;
    clearTimeout(this.#later);
    const wait = EACH - (performance.now() - this.#last);
    if (wait > 0) {
      this.#later = setTimeout(() => this.tell(point), wait);
      return;
    }
    this.#last = performance.now();
    this.sent = point;
    this.room.send({ is: "point", point });
  }

  end() {
    this.tell(null);
    clearTimeout(this.#later);
    this.#ends.abort();
  }
}

/** A follower's: the dot, over the same part of the same picture. */
export class Dot {
  node = element("div", { class: "room-dot", "aria-hidden": "true", hidden: true });
  /** @type {Element | null} the part that is lit */
  lit = null;
  /** @type {Point | null} */
  point = null;
  #fades = 0;
  /** @type {() => void} */
  #deaf;
  #ends = new AbortController();

  /**
   * @param {import("./room.js").Room} room
   * @param {House} house
   */
  constructor(room, house) {
    this.room = room;
    this.house = house;
    document.body.append(this.node);
    this.#deaf = room.hear("point", ({ point }) => this.take(point));
    const heard = { signal: this.#ends.signal, capture: true, passive: true };
    for (const kind of ["scroll", "resize"]) addEventListener(kind, () => this.place(), heard);
  }

  /** @param {Point | null} point */
  take(point) {
    clearTimeout(this.#fades);
    this.point = point;
    this.place();
    if (point) this.#fades = setTimeout(() => this.take(null), STAYS);
  }

  /** The picture's part that is pointed at, and the box that the place is a share of. */
  find() {
    const { point, room } = this;
    const { presenter } = this.house;
    if (!point || !presenter || room.free) return null;
    const figure = slots(presenter).get(point.picture)?.querySelector(FIGURE);
    if (!figure?.checkVisibility()) return null;
    const part = point.cell === "" ? null : (figure.querySelectorAll(PARTS)[Number(point.cell)] ?? null);
    return { part, box: (part ?? figure).getBoundingClientRect() };
  }

  place() {
    const found = this.find();
    this.node.hidden = found === null;
    const part = found?.part ?? null;
    if (this.lit && this.lit !== part) {
      this.lit.classList.remove("room-lit");
      if (this.lit.matches(AIMS)) this.lit.dispatchEvent(new PointerEvent("pointerleave"));
    }
    this.lit = part;
    if (!found || !this.point) return;
    const { left, top, width, height } = found.box;
    const [clientX, clientY] = [left + this.point.x * width, top + this.point.y * height];
    this.node.style.translate = `${clientX}px ${clientY}px`;
    if (!part) return;
    if (part.matches(AIMS))
      part.dispatchEvent(new PointerEvent("pointermove", { clientX, clientY, pointerType: "mouse" }));
    else part.classList.add("room-lit");
  }

  end() {
    this.take(null);
    clearTimeout(this.#fades);
    this.#deaf();
    this.#ends.abort();
    this.node.remove();
  }
}
