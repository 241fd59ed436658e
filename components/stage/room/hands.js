// Whether a visitor's hand turns what the teacher drives: the clock, the knobs, the page.

/** What only a hand that has let go may take. */
const DRIVEN =
  ".stage-keys, .stage-time, .stage-speed, .stage-goto, .stage-key-loop, [class*='st-key-lesson-knobs'], " +
  "[data-testid=stPopoverBody], .moment, .stage-handle";
/** What reads, and turns nothing, although it lies there. */
const READS = "[aria-label^='Help for'], [data-testid=stTooltipIcon], a[href^='#term-'], .stage-key-more-buttons";
const DRAGGED = "input[type=range], [role=slider]";
const KEYS = [" ", "Enter", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"];
const KINDS = ["pointerdown", "mousedown", "touchstart", "click", "keydown", "beforeinput", "input", "change"];
const AFTER = ["pointerdown", "pointermove", "pointerup", "click", "keydown", "input", "change"];
const RECENT = 5_000; // ms in which the server has answered a hand

/** @typedef {import("../play/player.js").Player} Player */

/** What a hand may change of a player at once. @param {Player | undefined} player */
const touched = (player) =>
  player ? [player.clock.told, player.clock.speed, player.clock.holder === null, player.query].join() : "";

export class Hands {
  #before = "";
  #last = -Infinity;
  #ends = new AbortController();

  /**
   * @param {{ player: () => Player | undefined, bound: () => boolean, follows: () => boolean, taken: () => void,
   *   refused: (what: "page" | "cover") => void }} hears `taken`: a hand has turned something; `refused`: it was not let
   */
  constructor(hears) {
    this.hears = hears;
    const { signal } = this.#ends;
    for (const kind of KINDS)
      addEventListener(kind, (event) => this.first(event), { signal, capture: true, passive: false });
    for (const kind of AFTER) addEventListener(kind, (event) => this.after(event), { signal });
    addEventListener("popstate", ({ isTrusted }) => isTrusted && this.note(), { signal, capture: true });
  }

  /** Whether a hand was on the page just now. */
  get recent() {
    return performance.now() - this.#last < RECENT;
  }

  note() {
    this.#last = performance.now();
  }

  /** Before anything else hears of it. @param {Event} event */
  first(event) {
    if (!event.isTrusted) return;
    this.note();
    this.#before = touched(this.hears.player());
    if (!this.hears.follows() || !(event.target instanceof Element)) return;
    if (event.target.closest(".present-cover")) return this.#refuse(event, "cover");
    if (this.hears.bound() && drives(event)) this.#refuse(event, "page");
  }

  /**
   * @param {Event} event
   * @param {"page" | "cover"} what
   */
  #refuse(event, what) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!["mousedown", "touchstart", "input", "change"].includes(event.type)) this.hears.refused(what);
  }

  /** After all else: what the hand did at once is done. @param {Event} event */
  after(event) {
    if (!event.isTrusted || !this.hears.follows()) return;
    if (touched(this.hears.player()) !== this.#before) this.hears.taken();
    this.#before = touched(this.hears.player());
  }

  end() {
    this.#ends.abort();
  }
}

/** Whether an event would turn what the teacher drives. @param {Event} event */
function drives(event) {
  const at = /** @type {Element} */ (event.target);
  if (at.closest(READS) || !at.closest(DRIVEN)) return false;
  if (event instanceof KeyboardEvent) return KEYS.includes(event.key) || event.key.length === 1;
  if (event.type === "touchstart" || event.type === "mousedown") return at.closest(DRAGGED) !== null;
  return true;
}
