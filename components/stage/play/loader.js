// Brings films: asks for the run that is wanted now, goes on asking while it trains, and tries again when it must.

import { Film } from "./film.js";
import { count } from "../kit/format.js";
import { keptTable, keyIn, sendTable } from "../kit/tables.js";

const POLL_MS = 250;
const KEPT = 24; // finished films, oldest out first
const LARGEST_KEPT = 2 ** 20; // bytes of one film
const ROUTE = "film?";

/**
 * What an address answers: a `film`; or a `sentence`, `final` or to be tried again in `retry` ms; or that our route
 * is `missing`, or a table that it `lacks`.
 * @typedef {{ film?: Film, sentence?: string, final?: boolean, retry?: number, missing?: boolean, lacks?: boolean }} Answer
 *
 * Who hears of every `film`, of every `status`, and who is to `ask` Python where a host has no route of ours.
 * @typedef {{ film: (film: Film) => void, status: (text: string) => void, ask: (question: string) => void }} Hears
 */

export class Loader {
  /** Finished films by address. @type {Map<string, Film>} */
  kept = new Map();
  /** The address that is wanted now. */
  wanted = "";
  /** The address that needs no more asking. @type {string | null} */
  settled = null;
  /** What Python was asked, and has not answered. @type {string | null} */
  asked = null;
  disposed = false;
  /** The key of the table that what is wanted needs, and that neither the server nor this browser has. */
  lacks = "";
  /** Ends a pause. @type {(() => void) | null} */
  interrupt = null;
  /** @type {Promise<void> | null} */
  serving = null;

  /**
   * @param {string} base
   * @param {{ subject: string, pictures: string[], version: string, weights?: string }} told which kind of films, which
   * pictures they must hold, and the code's version; and which of many weights those show
   * @param {Hears} hears
   */
  constructor(base, told, hears) {
    this.base = base;
    this.told = told;
    this.hears = hears;
  }

  /**
   * Bring the run of `query`; when asked again before it has come, only the latest counts.
   * @param {string} query
   */
  want(query) {
    const { subject, pictures, version, weights = "" } = this.told;
    const named = weights && `&weights=${encodeURIComponent(weights)}`;
    const held = `&pictures=${pictures.join(",")}${named}&version=${version}`;
    this.wanted = `${ROUTE}${subject === "run" ? "" : `subject=${subject}&`}${query}${held}`;
    this.lacks = "";
    this.interrupt?.();
    this.serving ??= this.serve().finally(() => {
      this.serving = null;
    });
  }

  /** What was lacking is there now: ask once more. */
  again() {
    this.settled = null;
    this.lacks = "";
    this.serving ??= this.serve().finally(() => {
      this.serving = null;
    });
  }

  dispose() {
    this.disposed = true;
    this.interrupt?.();
  }

  async serve() {
    while (this.wanted !== this.settled && !this.disposed) {
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
    let brought = false;
    for (let failures = 0; this.wanted === address;) {
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
      } else if (answer.lacks && !brought && (await this.bring(address))) {
        brought = true;
      } else if (answer.final || answer.lacks) {
        if (this.wanted !== address) return;
        this.settled = address;
        this.lacks = answer.lacks ? keyIn(address.slice(ROUTE.length)) : "";
        return this.hears.status(answer.sentence ?? "");
      } else {
        this.hears.status(answer.sentence ?? "");
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
        const took = response.headers.get("X-Film-Seconds");
        return { film: Film.decode(bytes, took === null ? null : Number(took)) };
      } catch {
        return { missing: true }; // something answered, but not our route
      }
    }
    const sentence = new TextDecoder().decode(bytes).slice(0, 300);
    if ([404, 405].includes(response.status)) return { missing: true };
    if (response.status === 410) return { lacks: true, sentence };
    if ([400, 403, 500].includes(response.status)) return { final: true, sentence };
    if (response.status === 503) return { sentence, retry: 1000 * Number(response.headers.get("Retry-After") ?? 1) };
    return { sentence: "Reconnecting …" };
  }

  /**
   * The server lacks a table that this browser may have kept. Whether it has it now.
   * @param {string} address
   */
  async bring(address) {
    const key = keyIn(address.slice(ROUTE.length));
    const packed = key && (await keptTable(key));
    return Boolean(packed) && sendTable(this.base, key, /** @type {string} */ (packed));
  }

  /**
   * Our route is missing on this host: Python is asked, and its answer comes to `deliver`.
   * @param {string} address
   */
  ask(address) {
    this.settled = address;
    this.asked = address.slice(ROUTE.length);
    this.hears.status("Loading …");
    this.hears.ask(this.asked);
  }

  /**
   * Python's answer to a question of whoever asked: the bytes of a film, or of a sentence.
   * @param {string} question
   * @param {Uint8Array} bytes
   */
  deliver(question, bytes) {
    if (this.asked !== question || this.wanted !== ROUTE + question) return;
    this.asked = null;
    let film;
    try {
      film = Film.decode(/** @type {ArrayBuffer} */ (bytes.slice().buffer));
    } catch {
      return this.hears.status(new TextDecoder().decode(bytes)); // a sentence instead of a film
    }
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
    this.hears.film(film);
    this.hears.status(done ? "" : `Training: update ${count(film.update(film.end))} of ${count(updates)} …`);
  }

  /**
   * @param {Film} film
   * @param {string} address
   */
  keep(film, address) {
    this.kept.delete(address);
    this.kept.set(address, film);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT) this.kept.delete(oldest);
  }

  /**
   * Wait, but not longer than until something else is wanted.
   * @param {number} ms
   */
  async pause(ms) {
    /** @type {Promise<void>} */
    const over = new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.interrupt = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    await over;
    this.interrupt = null;
  }
}
