// Presenting: the page for a room, without the site's menu, in larger letters, on the whole screen where that may be.

import { Frame } from "./frame.js";
import { CONTROLS, HiddenNumbers, numberAt } from "./numbers.js";
import { Ring } from "./ring.js";
import { sizes } from "./sizes.js";

/** What takes the Escape key itself. */
const ESCAPES =
  "input:not([type=range]), textarea, select, [contenteditable], [role=dialog], [role=listbox], [role=combobox], [role=menu]";
const SECTIONS = '[class*="st-key-lesson-section"]';

export class Presenter {
  on = false;
  /** @type {Map<Element, Frame>} of all pictures, by their places */
  frames = new Map();
  /** @type {Frame | null} the one that fills the screen */
  large = null;
  scrolled = 0; // how far the page was, before one did
  numbers = new HiddenNumbers();
  letters = 0; // px of the page's own
  /** @type {AbortController | null} ends all that is heard while presenting */
  heard = null;
  /** @type {Ring | null} */
  ring = null;
  pointed = false; // whether the pointer has moved since the focus was last moved by keys

  /** @param {() => void} changed called when pictures must be drawn again in other letters */
  constructor(changed) {
    this.changed = changed;
  }

  get root() {
    return document.documentElement;
  }

  /** The part of the page that scrolls. */
  get main() {
    return document.querySelector("[data-testid=stMain]");
  }

  /**
   * A picture's place is new on the page.
   * @param {HTMLElement} slot
   */
  watch(slot) {
    this.frames.set(slot, new Frame(slot, (frame) => this.enlarge(frame)));
    if (this.on) head(slot);
  }

  /** @param {Element} slot that is no longer on the page */
  forget(slot) {
    if (this.large?.slot === slot) this.shrink();
    this.frames.delete(slot);
  }

  toggle() {
    if (this.on) this.end();
    else this.start();
  }

  /** @param {boolean} [fills] the whole screen, where that may be */
  start(fills = true) {
    const section = this.inSight();
    this.on = true;
    this.letters = parseFloat(getComputedStyle(this.root).fontSize);
    this.root.dataset.presenting = "";
    for (const slot of this.frames.keys()) head(slot);
    this.heard = new AbortController();
    const { signal } = this.heard;
    this.ring = new Ring(signal);
    addEventListener("resize", () => this.fit(), { signal });
    document.addEventListener("keydown", (event) => this.key(event), { signal });
    document.addEventListener("pointermove", () => (this.pointed = true), { signal });
    document.addEventListener("focusin", (event) => this.focus(event), { signal });
    document.addEventListener("click", (event) => this.press(event), { signal });
    document.addEventListener("fullscreenchange", () => document.fullscreenElement || this.end(), { signal });
    this.fit();
    section?.scrollIntoView({ block: "start" });
    if (fills) this.fillScreen();
  }

  end() {
    if (!this.on) return;
    this.shrink();
    const section = this.inSight();
    this.on = false;
    this.heard?.abort();
    this.ring = null;
    this.numbers.revealAll();
    for (const frame of this.frames.values()) frame.cover(false);
    delete this.root.dataset.presenting;
    this.root.style.fontSize = "";
    this.root.style.removeProperty("--letters");
    if (document.fullscreenElement) document.exitFullscreen();
    this.changed();
    section?.scrollIntoView({ block: "start" });
  }

  /** The whole screen, and the Escape key for the page; where either is refused, presenting works all the same. */
  async fillScreen() {
    try {
      await this.root.requestFullscreen();
      if (!this.on) return document.exitFullscreen();
      await /** @type {any} */ (navigator).keyboard?.lock(["Escape"]);
    } catch {
      // the window is as large as it is
    }
  }

  /** Letters as large as the screen asks for. */
  fit() {
    const { pictures, page } = sizes(innerWidth, innerHeight);
    this.root.style.fontSize = `${page * this.letters}px`;
    if (this.root.style.getPropertyValue("--letters") === String(pictures)) return;
    this.root.style.setProperty("--letters", String(pictures));
    this.changed();
  }

  /** The part of the page that is looked at, unless the page stands at its top. */
  inSight() {
    if (!this.main?.scrollTop) return undefined;
    return [...document.querySelectorAll(SECTIONS)].find(
      (section) => section.getBoundingClientRect().bottom > innerHeight / 2,
    );
  }

  /** @param {Frame} frame fills the screen down to the bar, or no longer */
  enlarge(frame) {
    const again = frame === this.large;
    this.shrink();
    if (again || !this.on) return;
    this.large = frame;
    this.scrolled = this.main?.scrollTop ?? 0;
    this.root.dataset.presenting = "large";
    frame.size(true);
  }

  shrink() {
    if (!this.large) return;
    this.large.size(false);
    this.large = null;
    this.root.dataset.presenting = "";
    if (this.main) this.main.scrollTop = this.scrolled;
  }

  // ---- hands

  /** Escape makes the large picture small, and then ends. @param {KeyboardEvent} event */
  key(event) {
    const at = /** @type {Element} */ (event.composedPath()[0]);
    if (event.key !== "Escape" || event.defaultPrevented || at.closest?.(ESCAPES)) return;
    if (document.querySelector("dialog:modal, [data-testid=stPopoverBody]")) return;
    if (this.large) this.shrink();
    else this.end();
  }

  /** A number is hidden by a click, and revealed by another. @param {MouseEvent} event */
  press({ target, clientX, clientY }) {
    const hidden = this.numbers.at([clientX, clientY]);
    if (hidden) return this.numbers.reveal(hidden);
    if (!(target instanceof Element) || target.closest(CONTROLS)) return;
    const number = numberAt(target);
    if (number) this.numbers.hide(number);
  }

  /** @param {FocusEvent} event */
  focus({ target }) {
    if (target instanceof Element && target.matches(":focus-visible")) this.pointed = false;
  }

  /** Hides what is pointed at, or has got the focus since; or reveals it. */
  hide() {
    if (!this.on) return;
    const place = this.pointed && this.ring ? this.ring.at : null;
    const node = place ? document.elementFromPoint(...place) : document.activeElement;
    if (!node) return;
    const hidden = place && this.numbers.at(place);
    const number = hidden ?? numberAt(node) ?? near(node);
    if (!number) return this.frames.get(/** @type {Element} */ (node.closest(".stage-slot")))?.toggle();
    if (this.numbers.all.has(number)) this.numbers.reveal(number);
    else this.numbers.hide(number);
  }
}

/**
 * The number that belongs to the player, or to the learning rate, where that has the focus.
 * @param {Element} node
 */
function near(node) {
  const host = node.closest(".stage-bar, .stage-knob");
  return /** @type {HTMLElement | null} */ (host?.querySelector(".stage-cell-loss, .stage-rate-region") ?? null);
}

/**
 * The heading of its section, for a picture that stands above the text.
 * @param {Element} slot
 */
function head(slot) {
  const heading = slot.closest(SECTIONS)?.querySelector("h2")?.textContent;
  slot.closest('[class*="st-key-lesson-shown"]')?.setAttribute("data-heading", heading ?? "");
}
