// The one clock of a page: it fetches films and plays them; every picture, the bar and the knob of the page follow it.

import { Film } from "./film.js";

export const UPDATES_PER_SECOND = 2; // at speed 1: slow enough to watch the five phases at 1/4
export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64];
const SLOWEST_SMOOTH = 2; // from this speed on the eye cannot tell phases apart: weights glide instead
const GLIDE_MS = 320;
const POLL_MS = 250;
const KEPT_FILMS = 24;
const EPSILON = 1e-6;
const SPOKEN_MS = 90; // text is read, not watched: while playing it follows the clock some ten times a second

export class Player {
  /** `page` says how the clock starts: `speed` and `play`; which `pictures` a film must hold, and the code's `version`. */
  constructor(base, page) {
    this.base = base;
    this.page = page;
    this.views = new Set();
    this.films = new Map(); // finished films by address, oldest first
    this.film = null;
    this.position = 0; // in frames; the fraction runs through the five phases
    this.playing = false;
    this.loop = false;
    this.speed = page.speed;
    this.status = "Loading the run …";
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.held = false; // a live knob is in the visitor's hand: the hand decides, not Python
    this.askPython = null; // set by the bar: the way to a film on a host without our route
  }

  /** What Python says: the `query` of the run, and the moment `t` to go to, unless it is null. */
  configure(run) {
    const before = this.run;
    if (before && before.query === run.query && before.t === run.t) return;
    this.run = run;
    if (!before || (run.t !== null && run.t !== before.t)) {
      this.opening = run.t ?? 0; // where to start once the film is here
      this.playing = this.page.play && this.opening === 0 && !this.still.matches;
    }
    if (!this.held) this.want(run.query);
  }

  add(view) {
    this.views.add(view);
    if (this.film) view.film?.(this.film);
    view.status?.(this.status);
    this.schedule();
  }

  remove(view) {
    this.views.delete(view);
    if (this.views.size === 0) this.dispose();
  }

  dispose() {
    this.disposed = true;
    cancelAnimationFrame(this.raf);
    this.interrupt?.();
  }

  // ---- films

  /** Show the run of `query`; when asked again before it arrives, only the latest counts. */
  want(query) {
    this.query = query;
    this.wanted = this.address(query);
    this.interrupt?.();
    this.serving ??= this.serve().finally(() => (this.serving = null));
  }

  address(query) {
    return `film?${query}&pictures=${this.page.pictures.join(",")}&version=${this.page.version}`;
  }

  async serve() {
    while (this.wanted !== this.shown && !this.disposed) {
      const address = this.wanted;
      const known = this.films.get(address);
      if (known) this.show(known, address);
      else await this.fetchFilm(address);
    }
  }

  async fetchFilm(address) {
    let film = null;
    for (let failures = 0; this.wanted === address; ) {
      let answer;
      try {
        const since = film ? `&since=${film.end}` : "";
        const response = await fetch(new URL(address + since, this.base));
        answer = { code: response.status, retry: response.headers.get("Retry-After") };
        if (response.ok) answer.bytes = await response.arrayBuffer();
        else answer.sentence = (await response.text()).slice(0, 300);
      } catch {
        answer = { code: 0 };
      }
      if (this.disposed) return;
      if (answer.bytes) {
        let piece;
        try {
          piece = Film.decode(answer.bytes);
        } catch {
          return this.ask(address); // something answered, but not our route
        }
        failures = 0;
        film = film ? film.extended(piece) : piece;
        this.show(film, address);
        if (film.header.done) return;
        await this.pause(POLL_MS);
      } else if (answer.code === 404 || answer.code === 405) {
        return this.ask(address);
      } else if (answer.code === 400 || answer.code === 403 || answer.code === 500) {
        this.shown = address;
        return this.say(answer.sentence);
      } else {
        this.say(answer.code === 503 ? answer.sentence || "Many runs are training. Yours is next …" : "Reconnecting …");
        await this.pause(answer.retry ? 1000 * Number(answer.retry) : Math.min(2000, 250 * 2 ** failures));
        failures += 1;
      }
    }
  }

  /** No route on this host: Python is asked, and hands the bytes to `deliver`. */
  ask(address) {
    this.shown = address;
    this.asked = address;
    this.say("Loading the run …");
    this.askPython?.(address.slice("film?".length));
  }

  deliver(bytes) {
    if (this.asked !== this.wanted) return;
    let film;
    try {
      film = Film.decode(bytes.slice().buffer);
    } catch {
      return this.say(new TextDecoder().decode(bytes)); // a sentence instead of a film
    }
    this.show(film, this.wanted);
  }

  show(film, address) {
    const update = this.opening ?? this.film.update(this.position);
    this.film = film;
    this.position = Math.min(film.frame(update), film.end);
    if (film.header.done || film.frame(update) <= film.end) this.opening = undefined;
    if (film.header.done) {
      this.shown = address;
      this.films.delete(address);
      this.films.set(address, film);
      if (this.films.size > KEPT_FILMS) this.films.delete(this.films.keys().next().value);
    }
    for (const view of this.views) view.film?.(film);
    this.say(film.header.done ? "" : `Training: update ${film.update(film.end)} of ${film.header.updates} …`);
    this.schedule();
  }

  say(status) {
    this.status = status;
    for (const view of this.views) view.status?.(status);
  }

  /** Wait, but not longer than until something else is wanted. */
  pause(ms) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.interrupt = () => (clearTimeout(timer), resolve());
    }).then(() => (this.interrupt = null));
  }

  // ---- the clock

  get end() {
    return this.film ? this.film.end : 0;
  }

  play() {
    if (!this.film) return;
    if (this.position >= this.end - EPSILON && this.film.header.done) this.position = 0;
    this.glide = null;
    this.playing = true;
    this.schedule();
  }

  pauseAt(position = this.playing && this.smooth ? Math.round(this.position) : this.rest) {
    this.playing = false;
    this.glide = null;
    this.position = Math.max(0, Math.min(this.end, position));
    this.schedule();
  }

  toggle() {
    if (this.playing) this.pauseAt();
    else this.play();
  }

  /** By whole updates; what changes is seen changing. */
  step(direction) {
    this.glideTo(direction > 0 ? Math.floor(this.rest + EPSILON) + 1 : Math.ceil(this.rest - EPSILON) - 1, true);
  }

  /** By phases: five to an update. */
  phase(direction) {
    const phases = this.rest * 5;
    this.glideTo((direction > 0 ? Math.floor(phases + EPSILON) + 1 : Math.ceil(phases - EPSILON) - 1) / 5, false);
  }

  seek(position) {
    this.pauseAt(position);
  }

  setSpeed(speed) {
    this.speed = speed;
    this.schedule();
  }

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

  glideTo(target, smooth) {
    const from = this.rest;
    this.pauseAt(from);
    const to = Math.max(0, Math.min(this.end, target));
    if (this.still.matches || to === from) return this.pauseAt(to);
    this.glide = { from, to, smooth, begun: performance.now() };
    this.schedule();
  }

  schedule() {
    if (this.raf || this.disposed) return;
    this.raf = requestAnimationFrame((now) => this.tick(now));
  }

  tick(now) {
    this.raf = 0;
    const seconds = Math.min(0.1, Math.max(0, (now - (this.last ?? now)) / 1000));
    if (this.glide) {
      const share = Math.min(1, Math.max(0, (now - this.glide.begun) / GLIDE_MS));
      this.position = this.glide.from + (this.glide.to - this.glide.from) * share;
      if (share === 1) {
        this.position = this.glide.to;
        this.glide = null;
      }
    } else if (this.playing && this.film && this.opening === undefined) {
      this.position += (seconds * UPDATES_PER_SECOND * this.speed) / this.film.header.stride;
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
    if (!this.film.header.done) return; // the film is still growing
    if (this.loop) this.position = 0;
    else this.playing = false;
  }

  /** The moment to draw: `frame` and the share `moved` of the way to the next, the phase (0-4, 5 at the end, null where they blur). */
  moment() {
    const { film } = this;
    const smooth = this.smooth;
    const position = this.playing && this.still.matches ? Math.floor(this.position) : this.position;
    const frame = Math.min(this.end, Math.floor(position + EPSILON));
    const fraction = Math.max(0, position - frame);
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
