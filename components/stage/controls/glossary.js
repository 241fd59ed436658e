// What a word of the glossary means, told beside the word that is pointed at, tapped, or reached by the keyboard.

import { element, write } from "../kit/dom.js";

/** Pixels that stay free on both sides. */
const MARGIN = 8;

/**
 * Where an explanation lies: below its word, or above it where only there is room; never off the screen's sides.
 * It touches the word, so that the pointer gets there without leaving both.
 * @param {{ left: number, top: number, bottom: number }} word
 * @param {{ width: number, height: number }} size
 * @param {{ width: number, height: number }} screen
 */
export function beside(word, size, screen) {
  const above = word.bottom + size.height > screen.height && word.top >= size.height;
  const left = Math.max(MARGIN, Math.min(word.left, screen.width - MARGIN - size.width));
  return { left, top: above ? word.top - size.height : word.bottom };
}

/**
 * The word that an event is about.
 * @param {Event} event
 * @returns {HTMLAnchorElement | null}
 */
const wordOf = ({ target }) => (target instanceof Element ? target.closest('a[href^="#term-"]') : null);

export class Glossary {
  /** @type {HTMLAnchorElement | null} the word that is explained now */
  word = null;
  box = element("div", { class: "glossary", role: "tooltip", popover: "manual" });
  heard = new AbortController();

  /**
   * @param {HTMLElement} host
   * @param {Record<string, string>} terms what each means, by its name in an address
   */
  constructor(host, terms) {
    this.terms = terms;
    host.append(this.box);
    this.hear("pointerover", (event) => this.point(event));
    this.hear("pointerdown", (event) => wordOf(event) || this.holds(event.target) || this.hide());
    this.hear("focusin", (event) => this.show(wordOf(event)));
    this.hear("focusout", () => this.box.matches(":hover") || this.hide());
    this.hear("keydown", (event) => event.key === "Escape" && this.hide());
    this.hear("click", (event) => this.press(event));
    this.hear("scroll", () => this.place());
    window.addEventListener("resize", () => this.place(), { signal: this.heard.signal });
  }

  /**
   * Words come and go with the page's prose, so the document hears for all of them.
   * @template {keyof DocumentEventMap} T
   * @param {T} type
   * @param {(event: DocumentEventMap[T]) => void} act
   */
  hear(type, act) {
    document.addEventListener(type, act, { signal: this.heard.signal, capture: type === "scroll" });
  }

  /** @param {EventTarget | null} target */
  holds(target) {
    return target instanceof Node && this.box.contains(target);
  }

  /**
   * A mouse shows by pointing; what has the focus stays explained when the mouse leaves.
   * @param {PointerEvent} event
   */
  point(event) {
    if (event.pointerType === "touch" || this.holds(event.target)) return;
    const word = wordOf(event);
    if (word) this.show(word);
    else if (this.word && this.word !== document.activeElement) this.hide();
  }

  /**
   * The link leads to its explanation, which is here: the address stays as it is.
   * @param {MouseEvent} event
   */
  press(event) {
    const word = wordOf(event);
    if (!word) return;
    event.preventDefault();
    this.show(word);
  }

  /** @param {HTMLAnchorElement | null} word */
  show(word) {
    const slug = word?.hash.slice(1) ?? "";
    if (!word || !(slug in this.terms)) return this.hide();
    if (word !== this.word) this.hide();
    this.word = word;
    this.box.id = slug;
    write(this.box, this.terms[slug]);
    word.setAttribute("aria-describedby", slug);
    this.box.showPopover();
    this.place();
  }

  hide() {
    if (!this.word) return;
    this.word.removeAttribute("aria-describedby");
    this.word = null;
    this.box.hidePopover();
  }

  place() {
    if (!this.word) return;
    if (!this.word.isConnected) return this.hide();
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const { left, top } = beside(this.word.getBoundingClientRect(), this.box.getBoundingClientRect(), {
      width,
      height,
    });
    Object.assign(this.box.style, { left: `${left}px`, top: `${top}px` });
  }

  dispose() {
    this.hide();
    this.heard.abort();
    this.box.remove();
  }
}
