// Where the text speaks of one moment, or of one view of its picture, that is what the picture shows as it is read.

import { button, element } from "../kit/dom.js";

const SECTION = '[class*="st-key-lesson-section"]';
const NEAR = 1e-6; // of a frame

export class MomentMark {
  /** What was seen before the reader came here; null while nothing of it was changed. @type {{ position: number, playing: boolean, put: number, view: HTMLElement | null } | null} */
  before = null;

  /**
   * `label` says what is shown, `t` is the moment, in updates, `view` the name of a button above the picture; either
   * may be missing.
   * @param {HTMLElement} host
   * @param {import("../play/reading.js").Reading} player
   * @param {{ label: string, t: number | null, view: string | null }} told
   */
  constructor(host, player, { label, t, view }) {
    this.host = host;
    this.player = player;
    this.t = t;
    this.view = view;
    this.node = button(label, () => this.show(), { class: "moment", "aria-pressed": "false" });
    host.append(element("p", { class: "moment-line" }, element("span", {}, "The picture shows "), this.node));
    // What is read stands in the middle of the screen.
    this.sight = new IntersectionObserver(
      (entries) => (entries[entries.length - 1].isIntersecting ? this.enter() : this.leave()),
      { rootMargin: "-25% 0px -35% 0px" },
    );
  }

  film() {
    this.sight.observe(this.host); // from now on there is something to show
  }

  enter() {
    const top = document.querySelector("[data-testid=stMain]")?.scrollTop;
    if (this.before || !top) return; // nobody has read on to it: what a link shows stays
    const { clock } = this.player;
    const { position, playing } = clock;
    const view = this.pressed();
    this.show();
    this.before = { position, playing, put: clock.position, view };
  }

  /** Gives back what was seen before, unless the reader has moved it meanwhile. */
  leave() {
    const { before } = this;
    this.before = null;
    if (!before) return;
    const { clock } = this.player;
    if (this.view && this.pressed()?.textContent === this.view) before.view?.click();
    if (this.t === null || clock.playing || Math.abs(clock.position - before.put) > NEAR) return;
    clock.seek(before.position);
    if (before.playing) clock.play();
  }

  show() {
    const { clock, film } = this.player;
    if (this.t !== null && film) clock.seek(film.frame(this.t));
    if (this.view && this.pressed()?.textContent !== this.view) this.button(this.view)?.click();
  }

  get pictures() {
    return this.host.closest(SECTION)?.querySelector('[class*="lesson-shown"]');
  }

  /** The button of that name above the picture. @param {string} name */
  button(name) {
    const buttons = this.pictures?.querySelectorAll(".stage-switch button") ?? [];
    return /** @type {HTMLElement | undefined} */ ([...buttons].find(({ textContent }) => textContent === name));
  }

  /** The button that is pressed in the row of that which this place asks for. */
  pressed() {
    const row = this.view && this.button(this.view)?.parentElement;
    return /** @type {HTMLElement | null} */ (row ? row.querySelector('[aria-pressed="true"]') : null);
  }

  /** @param {import("../play/player.js").Moment} moment */
  speak({ film, position, playing }) {
    const there = this.t === null || (!playing && Math.abs(position - film.frame(this.t)) < NEAR);
    const looks = this.view === null || this.pressed()?.textContent === this.view;
    this.node.setAttribute("aria-pressed", String(there && looks));
  }

  dispose() {
    this.sight.disconnect();
  }
}
