// The one clock of a page: where it is, how fast it goes, and who may move it. It knows neither films nor pictures.

export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64];
const SLOWEST_FIT = SPEEDS[0]; // a film of a few updates is no slower than that
const FIT = [12, 20]; // seconds that a whole film takes: most films, and those of LONG
const LONG = [500, 5000]; // seconds at speed 1 (1 000 updates, 10 000) between which it grows from one to the other
const SLOWEST_SMOOTH = 2; // from this speed on the eye cannot tell phases apart: weights glide instead
const GLIDE_MS = 320;
const LONGEST_STEP = 0.1; // s: a page that was asleep goes on where it was
export const EPSILON = 1e-6;

/**
 * What a clock runs along: frames 0 to `end`, which is the last only once it is `done`; how many `seconds` a frame
 * lasts at speed 1, and how many all do, `length`, also those still to come;
 * and how many `parts` a frame has. One with `beats` is a demonstration: its parts never blur.
 * @typedef {object} Tape
 * @property {number} end
 * @property {boolean} done
 * @property {number} length
 * @property {number} [halt] where it stops going by itself, if that is before the end
 * @property {number} [last] the last frame, if that is still to come
 * @property {unknown[]} [beats]
 * @property {(frame: number) => number} seconds
 * @property {(frame: number) => number} parts
 *
 * A move that is seen as it happens: `begun` and `ms` in the time of the browser.
 * @typedef {{ from: number, to: number, smooth: boolean, ms: number, begun: number }} Glide
 */

/** @type {Tape} */
const NOTHING = { end: 0, done: false, length: 0, seconds: () => 1, parts: () => 1 };

export class Clock {
  /** What it runs along. */
  tape = NOTHING;
  /** In frames; the fraction runs through the parts. */
  position = 0;
  playing = false;
  /** How often it was told to go or to rest. */
  told = 0;
  loop = false;
  /** As it was chosen; null is the speed that fits the film. @type {number | null} */
  speed = null;
  /** @type {Glide | null} */
  glide = null;
  /** Holds the clock: hears of every hand that would move it. @type {(() => void) | null} */
  holder = null;
  /** Who lets a learner guess what will come, until it has. @type {Set<unknown>} */
  guessing = new Set();
  /** When it last went on; undefined while it rests. @type {number | undefined} */
  last = undefined;

  /**
   * @param {{ matches: boolean }} still whether the visitor asked for less motion
   * @param {() => void} woken hears that the clock has moved, or will
   */
  constructor(still, woken) {
    this.still = still;
    this.woken = woken;
  }

  /**
   * Nobody moves the clock by hand until it is released; `asked` hears of who tries.
   * @param {() => void} asked
   */
  hold(asked) {
    this.holder = asked;
  }

  release() {
    this.holder = null;
  }

  /** Whether the clock refuses a hand; who holds it hears of that. */
  refuses() {
    const { holder } = this; // it may let the clock go, and move it
    holder?.();
    return holder !== null;
  }

  // ---- hands

  play() {
    if (this.tape === NOTHING || this.refuses()) return;
    if (this.position >= this.halt - EPSILON && this.over) this.position = 0;
    this.glide = null;
    this.playing = true;
    this.told += 1;
    this.woken();
  }

  pause() {
    if (!this.refuses()) this.pauseAt();
  }

  /** Comes to rest; from a smooth run at the nearest frame. */
  pauseAt(position = this.playing && this.smooth && !this.tape.beats ? Math.round(this.position) : this.rest) {
    this.playing = false;
    this.told += 1;
    this.glide = null;
    this.position = this.within(position);
    this.woken();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  /** @param {number} position */
  seek(position) {
    if (!this.refuses()) this.pauseAt(position);
  }

  /**
   * By whole frames; what changes is seen changing.
   * @param {number} frames forward, or back where it is negative
   */
  step(frames) {
    this.glideTo((frames > 0 ? Math.floor(this.rest + EPSILON) : Math.ceil(this.rest - EPSILON)) + frames, true);
  }

  /**
   * By parts: the phases of an update, or the parts of a beat.
   * @param {number} direction 1 or -1
   */
  phase(direction) {
    const frame = direction > 0 ? Math.floor(this.rest + EPSILON) : Math.ceil(this.rest - EPSILON) - 1;
    const parts = this.tape.parts(frame);
    const part = (this.rest - frame) * parts;
    this.glideTo(
      frame + (direction > 0 ? Math.floor(part + EPSILON) + 1 : Math.ceil(part - EPSILON) - 1) / parts,
      false,
    );
  }

  /** @param {number | null} speed null is the speed that fits the film */
  setSpeed(speed) {
    this.speed = speed;
    this.woken();
  }

  /** @param {boolean} loop */
  setLoop(loop) {
    this.loop = loop;
    this.woken();
  }

  /**
   * @param {number} target
   * @param {boolean} smooth
   */
  glideTo(target, smooth) {
    if (this.tape === NOTHING || this.refuses()) return;
    this.#glide(target, smooth);
  }

  /**
   * @param {number} target
   * @param {boolean} smooth
   */
  #glide(target, smooth) {
    const from = this.rest;
    this.pauseAt(from);
    const to = this.within(target);
    if (this.still.matches || to === from) return this.pauseAt(to);
    const beat = this.tape.beats && 1000 * this.tape.seconds(Math.floor(Math.min(from, to) + EPSILON));
    const ms = beat && to > from ? (beat * (to - from)) / this.pace : GLIDE_MS;
    this.glide = { from, to, smooth, ms, begun: performance.now() };
    this.woken();
  }

  // ---- told from far away, whoever holds it here

  /**
   * Is at a place, and goes on from there or rests.
   * @param {number} position
   * @param {boolean} playing
   */
  put(position, playing) {
    this.pauseAt(position);
    this.playing = playing;
  }

  /** Comes to rest at a place that is near, and is seen going there: by a whole frame as `step`, else as `phase`. @param {number} target */
  glideFromAfar(target) {
    const whole = Math.abs(target - this.rest) > 1 - EPSILON && Math.abs(target - Math.round(target)) < EPSILON;
    this.#glide(target, whole);
  }

  // ---- its own going

  /** Goes on from there by itself; who asked for less motion sees where it leads. @param {number} frame */
  restart(frame) {
    this.glide = null;
    this.position = this.still.matches ? this.halt : frame;
    this.playing = !this.still.matches;
  }

  /**
   * @param {number} now in ms, as requestAnimationFrame tells it
   * @param {boolean} waits whether what would play is still to come
   */
  advance(now, waits = false) {
    const seconds = Math.min(LONGEST_STEP, Math.max(0, (now - (this.last ?? now)) / 1000));
    if (this.glide) {
      const share = Math.min(1, Math.max(0, (now - this.glide.begun) / this.glide.ms));
      this.position = share < 1 ? this.glide.from + (this.glide.to - this.glide.from) * share : this.glide.to;
      if (share === 1) this.glide = null;
    } else if (this.playing && !waits) {
      this.position += (seconds * this.pace) / this.tape.seconds(Math.floor(this.position));
      if (this.position >= this.halt) this.arrive();
    }
    this.last = this.moves ? now : undefined;
  }

  arrive() {
    this.position = this.halt;
    if (!this.over) return; // it is still growing
    if (this.loop && !this.secret) this.position = 0;
    else this.playing = false;
  }

  // ---- what it says

  /** Where it stops going by itself. */
  get halt() {
    return this.tape.halt ?? this.tape.end;
  }

  /** Whether nothing is still to come before that. */
  get over() {
    return this.tape.done || this.halt < this.tape.end;
  }

  /** Whether it moves by itself. */
  get moves() {
    return this.playing || this.glide !== null;
  }

  /** Where it is, or will be when it has stopped gliding. */
  get rest() {
    return this.glide ? this.glide.to : this.position;
  }

  /** Whether what is still to come is to be seen nowhere. */
  get secret() {
    return this.guessing.size > 0;
  }

  /** The speed at which the whole film takes 12 s, a very long one up to 20 s; of a demonstration, its own. */
  get fitting() {
    const { beats, length } = this.tape;
    if (beats) return 1;
    const long = Math.log(Math.max(1, length / LONG[0])) / Math.log(LONG[1] / LONG[0]);
    return Math.max(SLOWEST_FIT, length / (FIT[0] + (FIT[1] - FIT[0]) * Math.min(1, long)));
  }

  /** How fast it goes: as was chosen, or as fits the film. */
  get pace() {
    return this.speed ?? this.fitting;
  }

  /** Whether the parts of a frame blur. */
  get smooth() {
    return this.glide ? this.glide.smooth : this.playing && this.pace >= SLOWEST_SMOOTH;
  }

  /** What is to be seen: the position, or while it plays for who asked for less motion, whole frames. */
  get seen() {
    return this.playing && this.still.matches ? Math.floor(this.position) : this.position;
  }

  /** @param {number} position */
  within(position) {
    return Math.max(0, Math.min(this.tape.end, position));
  }
}
