// The one clock of a page: it plays the film that the loader brings; every picture, the bar and the knob follow it.

import { Loader } from "./loader.js";

export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64];
const SLOWEST_SMOOTH = 2; // from this speed on the eye cannot tell phases apart: weights glide instead
const GLIDE_MS = 320;
const EPSILON = 1e-6;
const SPOKEN_MS = 90; // text is read, not watched: while playing it follows the clock some ten times a second

/**
 * How a page's clock starts, and which films it plays: `subject` is their kind, `pictures` what each must hold.
 * @typedef {{ id: string, subject: string, pictures: string[], version: string, speed: number, play: boolean }} Page
 *
 * What Python asks a page to show: see `configure`; `sent` counts how often the clock was sent somewhere.
 * @typedef {{ query: string, t: number | null, sent?: number, values?: Record<string, any> }} Run
 *
 * The moment to draw: `frame` and the share `moved` of the way to the next, the phase (0-4, 5 at the end, null where they blur).
 * @typedef {{
 *   film: import("./film.js").Film | null, frame: number, position: number, moved: number, phase: number | null,
 *   playing: boolean, gliding: boolean, last: boolean, update: number,
 * }} Moment
 * @typedef {Moment & { film: import("./film.js").Film }} Shown once there is a film
 *
 * What follows the clock, in a picture or a hand. Films and the player's status come when they are new, moments with every
 * frame; what is written in them is written in `speak`, some ten times a second.
 * @typedef {{
 *   film?: (film: import("./film.js").Film) => void, status?: (text: string) => void,
 *   render?: (moment: Moment) => void, speak?: (moment: Moment) => void,
 * }} Follower
 */

/**
 * Tells Python of fields that a hand has turned.
 * @typedef {(fields: Record<string, any>) => void} Turn
 */

/**
 * The first beat of a film that another film did not have; null if what is new is only in the numbers, or the film has no beats.
 * @param {import("./film.js").Film | null} before
 * @param {import("./film.js").Film} film
 */
function firstChange(before, film) {
  if (!before?.beats || !film.beats) return null;
  const old = before.beats;
  const changed = film.beats.findIndex(({ code }, i) => code !== old[i]?.code);
  return changed >= 0 ? changed : film.beats.length < old.length ? Math.max(0, film.beats.length - 1) : null;
}
export class Player {
  /** @type {Set<Follower>} */
  views = new Set();
  /** @type {import("./film.js").Film | null} */
  film = null;
  position = 0; // in frames; the fraction runs through the five phases
  playing = false;
  loop = false;
  /** @type {{ from: number, to: number, smooth: boolean, ms: number, begun: number } | null} */
  glide = null;
  status = "Loading …";
  still = matchMedia("(prefers-reduced-motion: reduce)");
  held = false; // a live knob is in the visitor's hand: the hand decides, not Python
  /** @type {(() => void) | null} while a learner guesses what will come: what shows it, and plays it */
  secret = null;
  /** @type {Run | undefined} */
  run = undefined;
  query = "";
  /** @type {number | undefined} the update to start from, once the film is here */
  opening = undefined;
  /** @type {Record<string, any>} */
  noted = {};
  notedAt = "";
  raf = 0;
  /** @type {number | undefined} when the clock last moved */
  last = undefined;
  spoken = -Infinity;
  disposed = false;

  /**
   * @param {string | URL} base
   * @param {Page} page
   */
  constructor(base, page) {
    this.page = page;
    this.speed = page.speed;
    this.loader = new Loader(base, page, { film: (film) => this.show(film), status: (text) => this.say(text) });
  }

  /**
   * What Python says: the `query` of the run, and the moment `t` to go to, unless it is null.
   * @param {Run} run
   */
  configure(run) {
    const before = this.run;
    const sent = before && before.sent !== run.sent; // by a button, perhaps to where the clock was sent before
    if (before && before.query === run.query && before.t === run.t && !sent) return;
    this.run = run;
    if (!before || (run.t !== null && (run.t !== before.t || sent))) {
      this.opening = run.t ?? 0;
      this.playing = this.page.play && this.opening === 0 && !this.still.matches;
    }
    if (!this.held) this.want(run.query);
    if (this.opening !== undefined && this.film?.header.query === run.query) this.show(this.film); // it is here already
  }

  /**
   * The visitor has turned `fields` in a picture; the page's address will say so once Python has heard of it.
   * @param {Record<string, any>} fields
   */
  note(fields) {
    this.noted = { ...this.unsaid(), ...fields };
    this.notedAt = location.href;
  }

  /** What was turned since the address last changed. */
  unsaid() {
    return this.notedAt === location.href ? this.noted : {};
  }

  /** @param {Follower} view */
  add(view) {
    this.views.add(view);
    if (this.film) view.film?.(this.film);
    view.status?.(this.status);
    this.schedule();
  }

  /** @param {Follower} view */
  remove(view) {
    this.views.delete(view);
    if (this.views.size === 0) this.dispose();
  }

  dispose() {
    this.disposed = true;
    cancelAnimationFrame(this.raf);
    this.loader.dispose();
  }

  /**
   * Show the run of `query`.
   * @param {string} query
   */
  want(query) {
    this.query = query;
    this.loader.want(query);
  }

  /**
   * Show the same run, but for these fields: a picture follows the hand at once, and Python hears of it later.
   * @param {Record<string, string | number>} fields
   */
  vary(fields) {
    const query = new URLSearchParams(this.query);
    for (const [name, value] of Object.entries(fields)) query.set(name, String(value));
    this.want(query.toString());
  }

  /**
   * A film has come, or more of one: the clock stays where it is, in updates.
   * @param {import("./film.js").Film} film
   */
  show(film) {
    const update = this.opening ?? this.film?.update(this.position) ?? 0;
    const changed = this.opening === undefined ? firstChange(this.film, film) : null;
    this.film = film;
    this.position = Math.min(film.frame(update), film.end);
    if (this.opening === 0 && this.run?.t === null && film.beats && this.page.play && this.still.matches) this.position = film.end; // would have played
    if (film.header.done || film.frame(update) <= film.end) this.opening = undefined;
    if (changed !== null) this.restart(changed);
    for (const view of this.views) view.film?.(film);
    if (this.secret) this.pauseAt(0);
    this.schedule();
  }

  /**
   * Another text was typed: what is new in it plays.
   * @param {number} frame
   */
  restart(frame) {
    this.glide = null;
    this.position = this.still.matches ? this.end : frame;
    this.playing = !this.still.matches;
  }

  /** @param {string} status */
  say(status) {
    this.status = status;
    for (const view of this.views) view.status?.(status);
  }

  // ---- the clock

  get end() {
    return this.film ? this.film.end : 0;
  }

  play() {
    if (!this.film) return;
    if (this.secret) return this.secret();
    if (this.position >= this.end - EPSILON && this.film.header.done) this.position = 0;
    this.glide = null;
    this.playing = true;
    this.schedule();
  }

  pauseAt(position = this.playing && this.smooth && !this.film?.beats ? Math.round(this.position) : this.rest) {
    this.playing = false;
    this.glide = null;
    this.position = Math.max(0, Math.min(this.end, position));
    this.schedule();
  }

  toggle() {
    if (this.playing) this.pauseAt();
    else this.play();
  }

  /**
   * By whole updates; what changes is seen changing.
   * @param {number} direction
   */
  step(direction) {
    this.glideTo(direction > 0 ? Math.floor(this.rest + EPSILON) + 1 : Math.ceil(this.rest - EPSILON) - 1, true);
  }

  /**
   * By parts: the five phases of an update, or the parts of a beat.
   * @param {number} direction
   */
  phase(direction) {
    if (!this.film) return;
    const frame = direction > 0 ? Math.floor(this.rest + EPSILON) : Math.ceil(this.rest - EPSILON) - 1;
    const parts = this.film.parts(frame);
    const within = (this.rest - frame) * parts;
    this.glideTo(frame + (direction > 0 ? Math.floor(within + EPSILON) + 1 : Math.ceil(within - EPSILON) - 1) / parts, false);
  }

  /** @param {number} position */
  seek(position) {
    if (this.secret) return this.secret();
    this.pauseAt(position);
  }

  /** @param {number} speed */
  setSpeed(speed) {
    this.speed = speed;
    this.schedule();
  }

  /** @param {boolean} loop */
  setLoop(loop) {
    this.loop = loop;
    this.schedule();
  }

  /** Where the clock is, or will be when it has stopped gliding. */
  get rest() {
    return this.glide ? this.glide.to : this.position;
  }

  get smooth() {
    return this.glide ? this.glide.smooth : this.playing && this.speed >= SLOWEST_SMOOTH;
  }

  /**
   * @param {number} target
   * @param {boolean} smooth
   */
  glideTo(target, smooth) {
    if (this.secret) return this.secret();
    const from = this.rest;
    this.pauseAt(from);
    const to = Math.max(0, Math.min(this.end, target));
    if (this.still.matches || to === from) return this.pauseAt(to);
    const beat = this.film?.beats && 1000 * this.film.seconds(Math.floor(Math.min(from, to) + EPSILON));
    const ms = beat ? (to > from ? (beat * (to - from)) / this.speed : GLIDE_MS) : GLIDE_MS;
    this.glide = { from, to, smooth, ms, begun: performance.now() };
    this.schedule();
  }

  schedule() {
    if (this.raf || this.disposed) return;
    this.raf = requestAnimationFrame((now) => this.tick(now));
  }

  /** @param {number} now */
  tick(now) {
    this.raf = 0;
    const seconds = Math.min(0.1, Math.max(0, (now - (this.last ?? now)) / 1000));
    if (this.glide) {
      const share = Math.min(1, Math.max(0, (now - this.glide.begun) / this.glide.ms));
      this.position = this.glide.from + (this.glide.to - this.glide.from) * share;
      if (share === 1) {
        this.position = this.glide.to;
        this.glide = null;
      }
    } else if (this.playing && this.film && this.opening === undefined) {
      this.position += (seconds * this.speed) / this.film.seconds(Math.floor(this.position));
      if (this.position >= this.end) this.arrive();
    }
    const moment = this.moment();
    const speak = !this.playing || !(now - this.spoken < SPOKEN_MS);
    if (speak) this.spoken = now;
    for (const view of this.views) {
      view.render?.(moment);
      if (speak && this.film) view.speak?.(moment);
    }
    this.last = this.playing || this.glide ? now : undefined;
    if (this.playing || this.glide) this.schedule();
  }

  arrive() {
    this.position = this.end;
    if (!this.film?.header.done) return; // the film is still growing
    if (this.loop) this.position = 0;
    else this.playing = false;
  }

  /** @returns {Moment} */
  moment() {
    const { film } = this;
    const smooth = this.smooth || Boolean(film?.beats);
    const reached = this.playing && this.still.matches ? Math.floor(this.position) : this.position;
    const frame = Math.min(this.end, Math.floor(reached + EPSILON));
    const position = Math.max(frame, reached); // what is a hair before a frame is at it: no picture is asked for a time before its frame
    const fraction = position - frame;
    const last = Boolean(film?.header.done) && frame >= this.end;
    return {
      film,
      frame,
      position,
      moved: smooth ? fraction : Math.max(0, Math.min(1, fraction * 5 - 3)),
      phase: last ? 5 : smooth ? null : Math.min(4, Math.floor(fraction * 5 + 1e-4)),
      playing: this.playing,
      gliding: Boolean(this.glide),
      last,
      update: film ? film.update(position) : 0,
    };
  }
}
