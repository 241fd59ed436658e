// What every picture of a page has in common: a figure with its title and its words, the film's news, and one life
// with the page.

import { element, write } from "./dom.js";
import { count } from "./format.js";
import { themeAt } from "./theme.js";

/**
 * What the stage gives a view: an empty place, the picture's name in the film, the page's player; what Python says of
 * the
 * place, and how to tell Python of new fields.
 * @typedef {{
 *   host: HTMLElement, name: string, player: import("../play/reading.js").Reading,
 *   data?: any, turn?: import("../play/player.js").Turn,
 * }} Given
 * @typedef {import("../play/player.js").Moment} Shown
 */

/**
 * The last moment with numbers, for a moment beyond it; null for one that has numbers.
 * @param {Shown} moment
 * @returns {Shown | null}
 */
function lastNumbers(moment) {
  const { halt: frame, end } = moment.film;
  if (!(frame < end && moment.frame + moment.moved > frame)) return null;
  return { ...moment, frame, position: frame, moved: 0, doing: undefined };
}

export class View {
  /** Whether a hand may turn fields here: a film that is alone on its page has no other to show. */
  live = false;
  /** @type {any} this picture in the newest film; null while that has none */
  picture = null;
  /** @type {import("./theme.js").Theme} */
  theme = /** @type {any} */ (undefined);
  /** @type {string | undefined} the shape that is built */
  built = undefined;
  /** @type {string | null | undefined} */
  litPhase = null;
  sizes = new ResizeObserver(() => this.resize());
  title = element("span", { class: "stage-title" });
  caption = element("figcaption", {}, this.title);
  alt = element("p", { class: "stage-hidden" });
  numbers = element("p", { class: "stage-hidden", "data-numbers": true });
  some = element("p", { class: "stage-some", hidden: true }); // what of the data is shown, where that is not all
  inSight = true;
  /** Tells that it comes into sight, or leaves, where it matters. @type {IntersectionObserver | null} */
  eye = null;
  keeps = false; // where a run has left the numbers, what it drew last stays, faint, and the style sheet says so

  /** @param {Given} given */
  constructor({ host, name, player, turn }, kind = "") {
    this.name = name;
    this.player = player;
    this.turn = turn ?? (() => {});
    this.live = turn !== undefined;
    this.root = host.appendChild(
      element(
        "figure",
        { class: `stage-picture ${kind}`.trim(), "data-picture": name, "aria-busy": "true" },
        this.caption,
        this.alt,
        this.numbers,
        this.some,
      ),
    );
  }

  // ---- what a view fills in

  /**
   * What of a picture decides how it is built.
   * @param {any} picture
   * @returns {unknown}
   */
  shapeOf(picture) {
    return picture;
  }

  /**
   * Builds what stands still for all films of one shape.
   * @param {any} _picture
   * @param {import("../play/film.js").Film} _film
   */
  build(_picture, _film) {}

  /**
   * Takes what each film brings. True if the picture is not ready yet, and says so itself.
   * @param {any} _picture
   * @param {import("../play/film.js").Film} _film
   * @returns {boolean | void}
   */
  take(_picture, _film) {}

  /**
   * Draws what moves, at every frame.
   * @param {Shown} _moment
   */
  draw(_moment) {}

  /**
   * Writes what is read, some ten times a second.
   * @param {Shown} _moment
   */
  say(_moment) {}

  /**
   * The numbers of the moment at which the clock rests, for screen readers; none leaves those of before.
   * @param {Shown} _moment
   * @returns {string | undefined}
   */
  atRest(_moment) {
    return undefined;
  }

  /** Something that is watched has another size. */
  resize() {}

  // ---- what the player and the stage call

  /**
   * Another film, or more of it.
   * @param {import("../play/film.js").Film} film
   */
  film(film) {
    const picture = film.header.pictures[this.name];
    this.root.toggleAttribute("data-refused", Boolean(film.header.refused)); // what is there meanwhile is of before
    if (!picture) return;
    this.theme ??= themeAt(this.root);
    this.picture = picture;
    if (picture.title !== undefined) write(this.title, picture.title);
    if (picture.alt !== undefined) write(this.alt, picture.alt);
    this.tellSome(picture);
    const shape = JSON.stringify(this.shapeOf(picture));
    if (shape !== this.built) {
      this.built = shape;
      this.litPhase = null;
      this.build(picture, film);
    }
    if (!this.take(picture, film)) this.ready();
  }

  /**
   * Says what of the data is shown, where that is not all.
   * @param {{ some?: string }} picture
   */
  tellSome({ some = "" }) {
    write(this.some, some);
    this.some.hidden = !some;
  }

  /** The picture shows its film. */
  ready() {
    this.root.removeAttribute("aria-busy");
    this.player.schedule();
  }

  /** @param {import("../play/player.js").Moment} moment */
  render(moment) {
    if (!this.inSight || !this.shows(moment)) return;
    const last = this.keeps ? lastNumbers(moment) : null;
    if (last) this.caption.dataset.kept = `The last numbers, after update ${count(moment.film.update(last.frame))}`;
    else delete this.caption.dataset.kept;
    this.draw(last ?? moment);
  }

  /** @param {import("../play/player.js").Moment} moment */
  speak(moment) {
    if (!this.shows(moment)) return;
    this.say(moment);
    if (moment.playing || moment.gliding) return;
    const numbers = this.atRest(moment);
    if (numbers !== undefined) write(this.numbers, numbers);
  }

  /**
   * Python's data or the theme may be new.
   * @param {any} _data
   */
  refresh(_data) {
    const before = this.theme?.scale;
    this.theme = themeAt(this.root);
    if (this.theme.scale !== before) this.resize();
    this.player.schedule();
  }

  dispose() {
    this.sizes.disconnect();
    this.eye?.disconnect();
  }

  // ---- what views use

  /**
   * Whether a moment is one of the film that this view has taken.
   * @param {import("../play/player.js").Moment} moment
   * @returns {moment is Shown}
   */
  shows(moment) {
    return Boolean(this.picture) && moment.film?.header.pictures[this.name] === this.picture;
  }

  /**
   * Tools at the end of the title's line.
   * @param {Node[]} nodes
   */
  tools(...nodes) {
    return this.caption.appendChild(element("span", { class: "stage-tools" }, ...nodes));
  }

  /**
   * A canvas takes the size that the style sheet gives it, and what is drawn on it the theme's. True if either is new.
   * @param {import("./canvas.js").Canvas} canvas
   */
  fit(canvas) {
    this.theme ??= themeAt(this.root);
    canvas.scale = this.theme.scale;
    return canvas.fit();
  }

  /** From now on it is drawn only while it is in sight: for pictures that cost much. */
  restUnseen() {
    this.eye = new IntersectionObserver(([entry]) => {
      this.inSight = entry.isIntersecting;
      if (this.inSight) this.player.schedule();
    });
    this.eye.observe(this.root);
  }

  /**
   * From now on `resize` hears of these nodes, and of no others.
   * @param {Element[]} nodes
   */
  watch(...nodes) {
    this.sizes.disconnect();
    for (const node of nodes) this.sizes.observe(node);
  }

  /**
   * Lights what belongs to the phase of a moment.
   * @param {Shown} moment
   */
  light({ doing }) {
    if (doing === this.litPhase) return;
    this.litPhase = doing;
    for (const node of this.root.querySelectorAll("[data-phase]"))
      node.classList.toggle("stage-lit", doing !== undefined && node.getAttribute("data-phase") === doing);
  }
}
