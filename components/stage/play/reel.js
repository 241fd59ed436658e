// A reel: the film of one subject, being loaded, growing, and read at any moment of the page's clock.

import { EPSILON } from "./clock.js";
import { Loader } from "./loader.js";

/** @typedef {import("./clock.js").Clock} Clock */
/** @typedef {import("./film.js").Film} Film */

/**
 * The moment to draw: `frame` and the share `moved` of the way to the next; the phase (its number; how many there are
 * at the end; null where
 * they blur), and how far it has come, `within`, 0 to 1.
 * @typedef {object} Moment
 * @property {Film} film
 * @property {number} frame
 * @property {number} position
 * @property {number} moved
 * @property {number | null} phase
 * @property {string | undefined} doing the name of the phase
 * @property {number} within
 * @property {boolean} playing
 * @property {boolean} gliding
 * @property {boolean} last
 * @property {boolean} secret what is still to come is not to be seen
 * @property {number} update
 *
 * What a page says of a reel: the kind of its `subject`, the `pictures` that its films must hold, and which of many
 * `weights` those show.
 * @typedef {{ name: string, subject: string, pictures: string[], weights?: string }} Told
 */

export class Reel {
  /** @type {Film | null} */
  film = null;
  /** What is asked for; its film may still be coming. */
  query = "";

  /**
   * @param {string} base
   * @param {Told} told
   * @param {string} version of the code
   * @param {{ film: (film: Film, reel: Reel) => void, status: (text: string, reel: Reel) => void, ask: (question: string) => void }} hears
   */
  constructor(base, told, version, hears) {
    this.name = told.name;
    this.loader = new Loader(
      base,
      { ...told, version },
      { film: (film) => hears.film(film, this), status: (text) => hears.status(text, this), ask: hears.ask },
    );
  }

  /** @param {string} query */
  want(query) {
    this.query = query;
    this.loader.want(query);
  }

  /**
   * From now on its films hold these pictures, of these weights; one that lacks some is asked for anew.
   * @param {string[]} pictures
   * @param {string} [weights]
   */
  hold(pictures, weights = "") {
    const { told } = this.loader;
    const lacks = weights !== (told.weights ?? "") || pictures.some((name) => !told.pictures.includes(name));
    this.loader.told = { ...told, pictures, weights };
    if (lacks && this.query) this.loader.want(this.query);
  }

  /** Nothing is asked for any more, and nothing shown. */
  clear() {
    this.query = "";
    this.film = null;
    this.loader.wanted = this.loader.settled ?? "";
  }

  dispose() {
    this.loader.dispose();
  }

  /**
   * What is to be seen of it at a position, in its own frames.
   * @param {Clock} clock
   * @param {number} seen
   * @returns {Moment | null} null as long as there is no film
   */
  moment(clock, seen) {
    const { film } = this;
    if (!film) return null;
    const frame = Math.min(film.end, Math.floor(seen + EPSILON));
    const position = Math.max(frame, seen); // what is a hair before a frame is at it: no picture is asked for a time before its frame
    const parts = film.parts(frame);
    const smooth = clock.smooth || Boolean(film.beats);
    const through = (position - frame) * parts;
    const last = film.done && frame >= film.end;
    const phase = last ? parts : smooth ? null : Math.min(parts - 1, Math.floor(through + 1e-4));
    return {
      film,
      frame,
      position,
      moved: smooth ? position - frame : Math.max(0, Math.min(1, through - film.moving)),
      phase,
      doing: phase === null ? undefined : film.phases[phase],
      within: phase === null ? 0 : Math.max(0, Math.min(1, through - phase)),
      playing: clock.playing,
      gliding: clock.glide !== null,
      last,
      secret: clock.secret,
      update: film.update(position),
    };
  }
}
