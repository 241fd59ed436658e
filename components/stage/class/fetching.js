// Brings the films of a race: a few at a time, each once, by the same route as all films.

import { Loader } from "../play/loader.js";

const AT_ONCE = 4;
const PICTURE = "race_curves"; // the lightest that has the losses, of runs and of balls
const KEPT = 400; // films' tracks by their queries: a run that comes again is not fetched again

/**
 * What has come of a query: what was made of its film, or a sentence that says why there is none.
 * @template T
 * @typedef {{ made?: T, problem?: string }} Come
 */

/** @template T */
export class Fetching {
  /** What has come, by query. @type {Map<string, Come<T>>} */
  come = new Map();
  /** @type {string[]} */
  waiting = [];
  /** @type {Set<Loader>} */
  loaders = new Set();
  disposed = false;

  /**
   * @param {string} base
   * @param {{ subject: string, version: string }} told
   * @param {{ make: (film: import("../play/film.js").Film) => T, came: () => void }} hears `make` takes of a whole film
   * what is kept of it; `came` hears that one more has come, or is known not to
   * @param {(base: string, told: any, hears: any) => Loader} [loader]
   */
  constructor(base, { subject, version }, hears, loader = (...given) => new Loader(...given)) {
    this.hears = hears;
    this.loader = (/** @type {any} */ hears) => loader(base, { subject, version, pictures: [PICTURE] }, hears);
  }

  /**
   * From now on these are wanted; what is no longer among them is not asked for.
   * @param {string[]} queries
   */
  want(queries) {
    const wanted = new Set(queries);
    if (this.come.size > KEPT) for (const query of this.come.keys()) if (!wanted.has(query)) this.come.delete(query);
    const asked = new Set([...this.loaders].map((one) => asking.get(one)));
    this.waiting = [...wanted].filter((query) => !this.come.has(query) && !asked.has(query));
    while (this.waiting.length && this.loaders.size < AT_ONCE) this.#serve();
  }

  async #serve() {
    const got = { film: /** @type {import("../play/film.js").Film | null} */ (null), told: "" };
    const loader = this.loader({
      film: (/** @type {import("../play/film.js").Film} */ film) => (got.film = film.done ? film : null),
      status: (/** @type {string} */ text) => (got.told = text),
      ask: () => (got.told = "Films do not come by this site's address."),
    });
    this.loaders.add(loader);
    for (let query = this.waiting.shift(); query !== undefined && !this.disposed; query = this.waiting.shift()) {
      [got.film, got.told] = [null, ""];
      asking.set(loader, query);
      loader.want(query);
      await loader.serving;
      if (this.disposed) return;
      this.come.set(query, made(got, this.hears.make));
      asking.delete(loader);
      this.hears.came();
    }
    this.loaders.delete(loader);
    loader.dispose();
  }

  dispose() {
    this.disposed = true;
    this.waiting = [];
    for (const loader of this.loaders) loader.dispose();
  }
}

/**
 * @template T
 * @param {{ film: import("../play/film.js").Film | null, told: string }} got
 * @param {(film: import("../play/film.js").Film) => T} make
 * @returns {Come<T>}
 */
const made = ({ film, told }, make) => (film ? { made: make(film) } : { problem: told || "This run does not come." });

/** Which query each loader brings. @type {WeakMap<Loader, string>} */
const asking = new WeakMap();
