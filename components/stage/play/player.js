// A player: one clock and one to eight reels; every picture, the bar and the knobs of a page follow it.

import { against, refusal } from "../kit/prepared.js";
import { Clock } from "./clock.js";
import { frameAt, Race, updateAt } from "./race.js";
import { Reading } from "./reading.js";
import { Reel } from "./reel.js";
import { Sight } from "./sight.js";

/** @typedef {import("./film.js").Film} Film */
/** @typedef {import("./reel.js").Moment} Moment */

/**
 * What follows the player: a `film` of its reel has come, or more of one; a `status` is to be told; a moment is to be
 * drawn
 * (`render`, every frame of the screen) and to be told in words (`speak`, some ten times a second); the hand that held
 * a live knob has let go (`free`); what a hand wanted is `refused`, in a sentence.
 * @typedef {object} Follower
 * @property {(film: Film) => void} [film]
 * @property {(text: string) => void} [status]
 * @property {(moment: Moment) => void} [render]
 * @property {(moment: Moment) => void} [speak]
 * @property {() => void} [free]
 * @property {(sentence: string) => void} [refused]
 *
 * How the clock starts, which `reels` there are, the first of which leads the clock, and the code's `version`; what is
 * `held` on a prepared page, by name what it is called, and what of that is `hidden`.
 * @typedef {{ speed: number | null, play: boolean, version: string, reels: import("./reel.js").Told[],
 *   held?: Record<string, string>, hidden?: string[] }} Page
 *
 * What Python says: the `query` of a reel, and the moment `t` to go to, unless it is null; `sent` counts how often it
 * was sent there, and `heard` is the number of the turn of a hand that Python heard last, 0 for none.
 * @typedef {{ query: string, t: number | null, sent?: number, heard?: number, values?: Record<string, any> }} Run
 *
 * What a hand turns from the clock's moment on, while that is `pressed`: the knob's `rate` there, or a `refusal` in a
 * sentence; and what is turned instead of fields, nothing where nothing can be, also when the hand lets go.
 * @typedef {{ pressed: boolean, rate: number | undefined, refusal: string,
 *   divert: (fields: Record<string, any>, letsGo: boolean) => Record<string, any> | null }} Course
 *
 * Tells Python of fields that a hand has turned.
 * @typedef {(fields: Record<string, any>) => void} Turn
 */

const SPOKEN_MS = 90; // text is read, not watched: while playing it follows the clock some ten times a second
const PATIENCE_MS = 5000; // so long a turn may be on its way to Python and back; later it counts as lost

let turns = 0; // of all hands on all pages of this document

/**
 * The first beat of a film that another film did not have; null if what is new is only in the numbers, or the film
 * has no beats.
 * @param {Film | null} before
 * @param {Film} film
 */
function firstChange(before, film) {
  if (!before?.beats || !film.beats) return null;
  const { beats } = before;
  const changed = film.beats.findIndex(({ code }, i) => code !== beats[i]?.code);
  return changed >= 0 ? changed : film.beats.length < beats.length ? Math.max(0, film.beats.length - 1) : null;
}

export class Player {
  still = matchMedia("(prefers-reduced-motion: reduce)");
  clock = new Clock(this.still, () => this.schedule());
  /** Which of its pictures are seen. */
  sight = new Sight(this.clock);
  /** By view, the reel that it reads. @type {Map<Follower, Reel>} */
  views = new Map();
  /** What holds up each reel. @type {Map<Reel, string>} */
  waits = new Map();
  /** By the reel's name, what Python said last. @type {Map<string, Run>} */
  runs = new Map();
  /** Where to start, in updates, once the film is here. @type {number | undefined} */
  opening = undefined;
  /** What a hand turns from the clock's moment on, where there is such a control. @type {Course | null} */
  course = null;
  /** Whether the run before was calm, and nothing of this one has exploded yet. */
  calm = false;
  disposed = false;
  /** What the visitor has turned, and at which address. */
  noted = { fields: /** @type {Record<string, any>} */ ({}), at: "", turn: 0, when: -Infinity };
  /** The way to a film on a host without our route, one question after the other. @type {((question: string) => void) | null} */
  askPython = null;
  /** @type {string[]} */
  questions = [];
  race = new Race(this);
  /** Hears of each frame, but reads no film and keeps no player alive. @type {(() => void) | null} */
  outside = null;
  #held = false;
  #raf = 0;
  #spoken = 0;

  /**
   * @param {string} base the address that films are asked below
   * @param {Page} page
   */
  constructor(base, page) {
    this.base = base;
    this.page = page;
    this.clock.speed = page.speed;
    this.reels = page.reels.map((told) => this.#made(told));
    this.lead = this.reels[0];
    this.waits.set(this.lead, "Loading …");
  }

  /** @param {import("./reel.js").Told} told */
  #made(told) {
    return new Reel(this.base, told, this.page.version, {
      film: (film, reel) => this.show(film, reel),
      status: (text, reel) => this.say(text, reel),
      ask: (question) => this.ask(question),
    });
  }

  /**
   * What the page says of its reels now: some may be new or gone, and some hold other pictures. What leads the clock
   * stays, and the clock goes on.
   * @param {Page} page
   */
  take(page) {
    const known = JSON.stringify(page.reels) === JSON.stringify(this.page.reels);
    this.page = page;
    if (known) return;
    const before = this.reels;
    this.reels = page.reels.map((told) => before.find(({ name }) => name === told.name) ?? this.#made(told));
    for (const gone of before.filter((reel) => !this.reels.includes(reel))) {
      gone.dispose();
      this.runs.delete(gone.name);
      this.say("", gone);
      this.waits.delete(gone);
    }
    for (const { name, pictures, weights } of page.reels) this.reel(name).hold(pictures, weights);
    this.schedule();
  }

  /** @param {string} [name] */
  reel(name) {
    return this.reels.find((reel) => reel.name === name) ?? this.lead;
  }

  /** The film that leads the clock. */
  get film() {
    return this.lead.film;
  }

  /** The address of the film that leads the clock, or that will once it is here. */
  get query() {
    return this.lead.query;
  }

  /**
   * What Python says of a reel.
   * @param {Run} run
   * @param {string} [name]
   */
  configure(run, name) {
    const reel = this.reel(name);
    const before = this.runs.get(reel.name);
    const sent = before !== undefined && before.sent !== run.sent; // by a button, perhaps to where the clock was sent before
    if (before && before.query === run.query && before.t === run.t && !sent) return;
    if (before && this.#overtaken(run)) return; // what is said next holds all that this does
    this.runs.set(reel.name, run);
    const leads = reel === this.lead;
    if (leads && (!before || (run.t !== null && (run.t !== before.t || sent)))) {
      this.opening = run.t ?? 0;
      this.clock.playing = this.page.play && this.opening === 0 && !this.still.matches;
    }
    if (!this.held) reel.want(run.query);
    if (leads && this.opening !== undefined && this.film?.header.query === run.query) this.show(this.film, reel); // it is here already
  }

  /**
   * Shows a whole film that is here already, from its first frame on.
   * @param {Film} film
   */
  put(film) {
    this.lead.query = film.header.query;
    this.opening = 0;
    this.clock.playing = this.page.play && !this.still.matches;
    this.show(film, this.lead);
    this.say("");
  }

  /** Whether a live knob is in the visitor's hand: the hand decides then, not Python, and axes stand still. */
  get held() {
    return this.#held;
  }

  set held(held) {
    this.#held = held;
    if (!held) for (const view of this.views.keys()) view.free?.();
  }

  /**
   * What is wanted next is shown from an update on, once it is here; until then the clock stands still.
   * @param {number} update
   * @param {boolean} [plays] from there
   */
  rewind(update, plays = false) {
    this.clock.pauseAt(this.clock.position);
    this.clock.playing = plays && !this.still.matches;
    this.opening = update;
  }

  // ---- what a teacher has prepared

  /**
   * Whether one of these is held on this page, so that no hand may turn it; who tries is told.
   * @param {string[]} names
   */
  keeps(...names) {
    const { held = {} } = this.page;
    const found = names.filter((name) => name in held);
    if (found.length) this.#refuse(found);
    return found.length > 0;
  }

  /**
   * Whether these fields would turn what is held; who tries is told, and sees again what is so.
   * @param {Record<string, any>} fields
   */
  refuses(fields) {
    const { held } = this.page;
    if (!held) return false;
    const found = against(
      held,
      fields,
      this.run?.query ?? this.query,
      this.race.told.rivals.map(({ own }) => own),
    );
    if (!found.length) return false;
    this.race.asked = null;
    this.opening = undefined;
    this.#refuse(found);
    for (const [view, { film }] of this.views) if (film) view.film?.(film);
    this.schedule();
    return true;
  }

  /** @param {string[]} names */
  #refuse(names) {
    const sentence = refusal(names, this.page.held ?? {});
    for (const view of this.views.keys()) view.refused?.(sentence);
  }

  /** What Python said last of the film that leads. */
  get run() {
    return this.runs.get(this.lead.name);
  }

  /**
   * The visitor has turned `fields` in a picture; the page's address will say so once Python has heard of it. Gives the
   * turn its number.
   * @param {Record<string, any>} fields
   */
  note(fields) {
    this.noted = { fields: { ...this.unsaid(), ...fields }, at: location.href, turn: ++turns, when: performance.now() };
    return turns;
  }

  /**
   * Whether Python answers an earlier turn while a later one is still on its way: the hand has gone on meanwhile, and
   * what it shows must not jump back.
   * @param {Run} run
   */
  #overtaken({ heard = 0 }) {
    const { turn, when } = this.noted;
    return heard > 0 && heard < turn && performance.now() - when < PATIENCE_MS;
  }

  /** What was turned since the address last changed. */
  unsaid() {
    return this.noted.at === location.href ? this.noted.fields : {};
  }

  /**
   * The player as it is for who reads one reel.
   * @param {string} [name] without one, of that which leads
   */
  reading(name) {
    return new Reading(this, this.reel(name));
  }

  /**
   * @param {Follower} view
   * @param {string} [name] of the reel that it reads; without one, that which leads
   */
  add(view, name) {
    const reel = this.reel(name);
    this.views.set(view, reel);
    if (reel.film) view.film?.(reel.film);
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
    cancelAnimationFrame(this.#raf);
    this.sight.dispose();
    for (const reel of this.reels) reel.dispose();
  }

  /**
   * Nothing is shown on a reel any more.
   * @param {string} name
   */
  drop(name) {
    const reel = this.reel(name);
    if (reel === this.lead) return;
    reel.clear();
    this.runs.delete(name);
    this.waits.delete(reel);
    this.#run();
    this.schedule();
  }

  /**
   * Show the run of `query`.
   * @param {string} query
   * @param {string} [name]
   */
  want(query, name) {
    this.reel(name).want(query);
  }

  /**
   * A film has come, or more of one. Where it leads, the clock stays where it is, in updates.
   * @param {Film} film
   * @param {Reel} reel
   */
  show(film, reel) {
    const before = reel.film;
    if (before?.header.query === film.header.query && !film.done && film.end < before.end) return; // the same run, trained once more
    reel.film = film;
    if (reel === this.lead) this.#lead(film, before);
    else this.#run();
    for (const [view, read] of this.views) if (read === reel) view.film?.(film);
    if (this.clock.holder) this.clock.pauseAt(0);
    this.schedule();
  }

  /** The clock goes along all that run. */
  #run() {
    if (!this.film) return;
    this.clock.tape = this.race.tape(this.film);
    if (!this.clock.glide) this.clock.position = this.clock.within(this.clock.position);
  }

  /**
   * @param {Film} film
   * @param {Film | null} before
   */
  #lead(film, before) {
    const { clock } = this;
    const update = this.opening ?? updateAt(before ?? film, clock.position);
    clock.tape = this.race.tape(film);
    const same = before?.header.query === film.header.query && before?.header.stride === film.header.stride;
    if (!same || this.opening !== undefined) clock.position = clock.within(frameAt(film, update));
    const anew = this.opening === undefined ? this.#anew(film, before) : null;
    const wouldPlay = this.opening === 0 && this.run?.t === null && this.page.play;
    if (wouldPlay && film.beats && this.still.matches) clock.position = film.end;
    if (film.done || film.frame(update) <= film.end) this.opening = undefined;
    if (anew !== null) clock.restart(anew);
  }

  /**
   * Where the clock starts anew for what a hand has turned, or null: at the first beat that is new; at 0 where a run
   * explodes and the one before did not, or where the clock would stand beyond its numbers.
   * @param {Film} film
   * @param {Film | null} before
   */
  #anew(film, before) {
    const other = before !== null && before.header.query !== film.header.query;
    if (other) this.calm = !before.diverges;
    if (!film.diverges || !(this.calm || (other && this.clock.position > film.halt))) return firstChange(before, film);
    this.calm = false;
    return 0;
  }

  /** What holds the player up, in a sentence; nothing where nothing does. */
  get status() {
    return [...this.waits.values()].find(Boolean) ?? "";
  }

  /** @param {string} text */
  say(text, reel = this.lead) {
    this.waits.set(reel, text);
    for (const view of this.views.keys()) view.status?.(this.status);
  }

  /** The key of a table that the film that leads needs, and that neither the server nor this browser has. */
  get lacks() {
    return this.lead.loader.lacks;
  }

  /** A table that was lacking is there now: what needs it is asked for once more. */
  again() {
    for (const { loader } of this.reels) if (loader.lacks) loader.again();
  }

  // ---- films by way of Python

  /** @param {string} question */
  ask(question) {
    this.questions.push(question);
    if (this.questions.length === 1) this.askPython?.(question);
  }

  /**
   * Python's answer to a question: the bytes of a film, or a sentence.
   * @param {string} question
   * @param {Uint8Array} bytes
   */
  deliver(question, bytes) {
    if (this.questions[0] !== question) return;
    this.questions.shift();
    for (const reel of this.reels) reel.loader.deliver(question, bytes);
    if (this.questions.length) this.askPython?.(this.questions[0]);
  }

  // ---- drawing

  schedule() {
    if (this.#raf || this.disposed) return;
    this.#raf = requestAnimationFrame((now) => this.tick(now));
  }

  /** @param {number} now */
  tick(now) {
    this.#raf = 0;
    const { clock } = this;
    clock.advance(now, !this.film || this.opening !== undefined);
    const speaks = !clock.playing || !(now - this.#spoken < SPOKEN_MS);
    if (speaks) this.#spoken = now;
    const moments = new Map(this.reels.map((reel) => [reel, this.moment(reel)]));
    for (const [view, reel] of this.views) {
      const moment = moments.get(reel);
      if (!moment) continue;
      view.render?.(moment);
      if (speaks) view.speak?.(moment);
    }
    this.outside?.();
    if (clock.moves) this.schedule();
  }

  /** What each reel has, and where it stands, by its name. */
  moments() {
    const seen = this.reels.map((reel) => ({
      name: reel.name,
      film: reel.film,
      position: this.moment(reel)?.position ?? 0,
    }));
    return Object.fromEntries(seen.map(({ name, ...rest }) => [name, rest]));
  }

  /** What is to be seen now of a reel: its film may be longer or shorter than that which leads, or keep other updates. */
  moment(reel = this.lead) {
    const { clock, film } = this;
    if (reel === this.lead || !film || !reel.film) return reel.moment(clock, clock.seen);
    return reel.moment(clock, Math.min(reel.film.end, reel.film.frame(updateAt(film, clock.seen))));
  }
}
