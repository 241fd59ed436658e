// Brings films: asks for the run that is wanted now, goes on asking while it trains, and tries again when it must.

import { Film } from "./film.js";
import { count } from "./format.js";

const POLL_MS = 250;
const KEPT = 24; // finished films, oldest out first
const LARGEST_KEPT = 2 ** 20; // bytes of one film

/**
 * What an address answers: a `film`; or a `sentence`, `final` or to be tried again in `retry` ms; or that our route is `missing`.
 * @typedef {{ film?: Film, sentence?: string, final?: boolean, retry?: number, missing?: boolean }} Answer
 */

export class Loader {
  /** @type {Map<string, Film>} by address */
  kept = new Map();
  /** @type {((query: string) => void) | null} set by the bar: the way to a film on a host without our route */
  askPython = null;
  /** @type {string | undefined} the address that counts now */
  wanted = undefined;
  /** @type {string | null | undefined} the last that is answered for good */
  settled = undefined;
  /** @type {string | undefined} the last that Python was asked for */
  asked = undefined;
  /** @type {Promise<void> | null} */
  serving = null;
  /** @type {(() => void) | null} ends a pause */
  interrupt = null;
  disposed = false;

  /**
   * @param {string | URL} base
   * @param {import("./player.js").Page} page
   * @param {{ film: (film: Film) => void, status: (text: string) => void }} told hears of every film and status
   */
  constructor(base, page, told) {
    this.base = base;
    this.page = page;
    this.told = told;
  }

  /**
   * Bring the run of `query`; when asked again before it has come, only the latest counts.
   * @param {string} query
   */
  want(query) {
    const subject = this.page.subject === "run" ? "" : `subject=${this.page.subject}&`;
    this.wanted = `film?${subject}${query}&pictures=${this.page.pictures.join(",")}&version=${this.page.version}`;
    this.interrupt?.();
    this.serving ??= this.serve().finally(() => {
      this.serving = null;
    });
  }

  dispose() {
    this.disposed = true;
    this.interrupt?.();
  }

  async serve() {
    while (this.wanted !== undefined && this.wanted !== this.settled && !this.disposed) {
      const address = this.wanted;
      const known = this.kept.get(address);
      if (known) this.show(known, address);
      else await this.load(address);
    }
  }

  /**
   * Asks for a film until it is whole, is refused, or is no longer wanted.
   * @param {string} address
   */
  async load(address) {
    /** @type {Film | null} */
    let film = null;
    for (let failures = 0; this.wanted === address; ) {
      /** @type {Answer} */
      const answer = await this.request(film ? `${address}&since=${film.end}` : address);
      if (this.disposed) return;
      if (answer.film) {
        failures = 0;
        film = film ? film.extended(answer.film) : answer.film;
        this.show(film, address);
        if (film.header.done) return;
        await this.pause(POLL_MS);
      } else if (answer.missing) {
        return this.ask(address);
      } else if (answer.final) {
        this.settled = address;
        return this.told.status(answer.sentence ?? "");
      } else {
        this.told.status(answer.sentence ?? "");
        await this.pause(answer.retry ?? Math.min(2000, 250 * 2 ** failures));
        failures += 1;
      }
    }
  }

  /**
   * @param {string} address
   * @returns {Promise<Answer>}
   */
  async request(address) {
    let response;
    let bytes;
    try {
      response = await fetch(new URL(address, this.base));
      bytes = await response.arrayBuffer();
    } catch {
      return { sentence: "Reconnecting …" };
    }
    if (response.ok) {
      try {
        return { film: Film.decode(bytes) };
      } catch {
        return { missing: true }; // something answered, but not our route
      }
    }
    const sentence = new TextDecoder().decode(bytes).slice(0, 300);
    if ([404, 405].includes(response.status)) return { missing: true };
    if ([400, 403, 500].includes(response.status)) return { final: true, sentence };
    if (response.status === 503) return { sentence, retry: 1000 * Number(response.headers.get("Retry-After") ?? 1) };
    return { sentence: "Reconnecting …" };
  }

  /**
   * Our route is missing on this host: Python is asked, and hands the bytes to `deliver`.
   * @param {string} address
   */
  ask(address) {
    this.settled = this.asked = address;
    this.told.status("Loading …");
    this.askPython?.(address.slice("film?".length));
  }

  /** @param {Uint8Array<ArrayBuffer>} bytes */
  deliver(bytes) {
    if (!this.asked || this.asked !== this.wanted) return;
    let film;
    try {
      film = Film.decode(bytes.slice().buffer);
    } catch {
      return this.told.status(new TextDecoder().decode(bytes)); // a sentence instead of a film
    }
    const asked = new URLSearchParams(this.asked.slice("film?".length));
    if (![...new URLSearchParams(film.header.query).keys()].every((name) => asked.has(name))) return; // another player's
    this.show(film, this.wanted);
  }

  /**
   * @param {Film} film
   * @param {string} address
   */
  show(film, address) {
    const { done, updates } = film.header;
    this.settled = done ? address : null; // while a film grows, the one before it may be wanted back
    if (done && film.bytes <= LARGEST_KEPT) this.keep(film, address);
    this.told.film(film);
    this.told.status(done ? "" : `Training: update ${count(film.update(film.end))} of ${count(updates)} …`);
  }

  /**
   * @param {Film} film
   * @param {string} address
   */
  keep(film, address) {
    this.kept.delete(address);
    this.kept.set(address, film);
    for (const oldest of this.kept.keys()) if (this.kept.size > KEPT) this.kept.delete(oldest);
  }

  /**
   * Wait, but not longer than until something else is wanted.
   * @param {number} ms
   */
  async pause(ms) {
    await /** @type {Promise<void>} */ (new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.interrupt = () => {
        clearTimeout(timer);
        resolve();
      };
    }));
    this.interrupt = null;
  }
}
