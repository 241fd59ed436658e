// A ring around the pointer that is seen from the last row; it takes no events and moves nothing.

import { element } from "../kit/dom.js";

const PULSE = [{ scale: 1 }, { scale: 1.7, opacity: 0.4 }, { scale: 1 }];

export class Ring {
  node = element("div", { class: "present-ring", "aria-hidden": "true", hidden: true });
  still = matchMedia("(prefers-reduced-motion: reduce)");
  /** @type {[number, number] | null} where the pointer is, px of the window; null while it is not in the page */
  at = null;

  /** @param {AbortSignal} ends the ring's life */
  constructor(ends) {
    document.body.append(this.node);
    const heard = { signal: ends, capture: true, passive: true };
    addEventListener("pointermove", (event) => this.follow(event), heard);
    addEventListener("pointerdown", (event) => this.pulse(event), heard);
    document.documentElement.addEventListener("pointerleave", () => this.hide(), { signal: ends });
    ends.addEventListener("abort", () => this.node.remove());
  }

  /** @param {PointerEvent} event */
  follow({ pointerType, clientX, clientY, isTrusted }) {
    if (!isTrusted) return; // somebody points from afar
    if (pointerType === "touch") return this.hide();
    this.at = [clientX, clientY];
    this.node.style.translate = `${clientX}px ${clientY}px`;
    this.node.hidden = false;
  }

  /** @param {PointerEvent} event */
  pulse(event) {
    this.follow(event);
    if (!this.node.hidden && !this.still.matches) this.node.animate(PULSE, 260);
  }

  hide() {
    this.at = null;
    this.node.hidden = true;
  }
}
