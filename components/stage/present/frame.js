// What stands around a picture while it is presented: a button that makes it large, and one that hides it.

import { button, element, svg } from "../kit/dom.js";
import { CONTROLS } from "./numbers.js";

const ICONS = {
  Enlarge: "M9 4H4v5M15 4h5v5M9 20H4v-5M15 20h5v-5",
  Hide: "M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM4 20 20 4",
};

/**
 * @param {keyof typeof ICONS} name
 * @param {() => void} press
 */
const tool = (name, press) =>
  button(svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: ICONS[name] })), press, {
    class: "present-tool",
  });

export class Frame {
  large = false;
  covered = false;

  /**
   * @param {HTMLElement} slot of a picture, whose view may still be on its way
   * @param {(frame: Frame) => void} enlarge
   */
  constructor(slot, enlarge) {
    this.slot = slot;
    this.enlarger = tool("Enlarge", () => enlarge(this));
    this.hider = tool("Hide", () => this.toggle());
    this.blind = button("Hidden until you reveal it", () => this.cover(false), {
      class: "present-cover",
      hidden: true,
    });
    this.tools = element("div", { class: "present-tools" }, this.hider, this.enlarger);
    slot.append(this.tools, this.blind);
    slot.addEventListener("click", ({ target }) => {
      const line = target instanceof Element && !target.closest(CONTROLS) && target.closest("figcaption");
      if (line && document.documentElement.dataset.presenting !== undefined) enlarge(this);
    });
    this.show();
  }

  /** @param {boolean} large */
  size(large) {
    this.large = large;
    this.slot.toggleAttribute("data-large", large);
    this.slot.closest("[data-testid=stElementContainer]")?.toggleAttribute("data-enlarged", large);
    this.show();
  }

  /**
   * Hides the picture from everybody, or reveals it.
   * @param {boolean} covered
   */
  cover(covered) {
    const figure = /** @type {HTMLElement | null} */ (this.slot.querySelector(".stage-picture"));
    if (!figure || covered === this.covered) return;
    const focused = this.slot.contains(document.activeElement);
    this.covered = covered;
    this.slot.toggleAttribute("data-covered", covered);
    figure.inert = covered;
    if (covered) figure.setAttribute("aria-hidden", "true");
    else figure.removeAttribute("aria-hidden");
    this.blind.hidden = !covered;
    this.show();
    if (focused) (covered ? this.blind : this.hider).focus({ preventScroll: true });
  }

  toggle() {
    this.cover(!this.covered);
  }

  show() {
    const says = (/** @type {HTMLElement} */ node, /** @type {string} */ text) => {
      node.setAttribute("aria-label", text);
      node.title = text;
    };
    says(this.enlarger, this.large ? "As it was" : "Enlarge");
    says(this.hider, this.covered ? "Reveal" : "Hide");
  }
}
