// Whether a visitor's hand turns what the teacher drives: the clock, the knobs, the page.

/** What only a hand that has let go may take. */
const DRIVEN =
  ".stage-keys, .stage-time, .stage-speed, .stage-goto, .stage-key-loop, [class*='st-key-lesson-knobs'], " +
  "[data-testid=stPopoverBody], .moment, .stage-handle";
/** What reads, and turns nothing, although it lies there. */
const READS = "[aria-label^='Help for'], [data-testid=stTooltipIcon], a[href^='#term-'], .stage-key-more-buttons";
const DRAGGED = "input[type=range], [role=slider]";
const KEYS = [" ", "Enter", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"];
/** What only looks, or takes away what is seen: the clock may rest for it. */
const LOOKS =
  ".stage-dialog, .room-home, " +
  ["share", "take-home", "runs", "room", "keys", "present"].map((name) => `.stage-key-${name}`).join();
const KINDS = ["pointerdown", "mousedown", "touchstart", "click", "keydown", "beforeinput", "input", "change"];
const MOVES = ["pointermove", "pointerup"];
const RECENT = 5_000; // ms in which the server has answered a hand

/** @typedef {import("../play/player.js").Player} Player */

/** What a hand may change of a player at once. @param {Player | undefined} player */
const touched = (player) =>
  player ? [player.clock.told, player.clock.speed, player.clock.holder === null, player.query].join() : "";

export class Hands {
  /** How often the teacher has moved what is on this screen. */
  brought = 0;
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
    for (const kind of MOVES)
      addEventListener(kind, (event) => this.move(event), { signal, capture: true, passive: true });
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
    this.#later(event);
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

  /** What is dragged is held in the hand. @param {Event} event */
  move(event) {
    if (!event.isTrusted || (event.type === "pointermove" && !(/** @type {PointerEvent} */ (event).buttons))) return;
    this.note();
    this.#later(event);
  }

  /** What a hand does at once is done when all have heard of it. @param {Event} event */
  #later({ target }) {
    const player = this.hears.player();
    const before = touched(player);
    const { brought } = this;
    if (!this.hears.follows() || (target instanceof Element && target.closest(LOOKS))) return;
    setTimeout(() => {
      const alone = brought === this.brought && player === this.hears.player(); // the teacher has not moved it meanwhile
      if (alone && touched(player) !== before && this.hears.follows()) this.hears.taken();
    });
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
