// The runs that a visitor keeps: a list in this browser, and nowhere else. It outlives a reload, and tabs share it.

import { browsers, keep, kept } from "../../kit/store.js";
import { written } from "../../play/race.js";

export const KEY = "gradient-descent-visualizer/runs";
export const MOST = 50;
export const LONGEST = 80; // characters of a name
/** What can be kept, by the kind of subject, and what a page calls it. @type {Record<string, string>} */
export const KINDS = { run: "run", descent: "ball" };

const QUERY = 6000; // characters of an address, more than any has

/**
 * A kept run: its name, the kind of subject, its address in full, and the page and the moment it was kept at.
 * @typedef {{
 *   name: string, kind: string, query: string, path: string, title: string, t: number, pinned: boolean,
 * }} KeptRun
 */

/** What tells runs apart: the same one from another page is the same one. @param {Pick<KeptRun, "kind" | "query">} run */
export const idOf = ({ kind, query }) => `${kind}?${query}`;

/** @param {string} name as it was typed */
export const tidy = (name) => name.replace(/\s+/g, " ").trim().slice(0, LONGEST);

/**
 * A run as we write it, or null: what somebody else has written may be anything.
 * @param {any} one
 * @returns {KeptRun | null}
 */
function read(one) {
  const texts = [one?.name, one?.kind, one?.query, one?.path, one?.title];
  if (!texts.every((text) => typeof text === "string" && text.length <= QUERY)) return null;
  const name = tidy(one.name);
  if (!name || !Object.hasOwn(KINDS, one.kind) || !/^[a-z0-9-]{0,60}$/.test(one.path)) return null;
  if (!Number.isFinite(one.t) || one.t < 0) return null;
  const query = written(new URLSearchParams(one.query));
  const { kind, path, t } = one;
  return { name, kind, query, path, title: tidy(one.title), t, pinned: one.pinned === true };
}

/**
 * A list as we write it, the newest first: each run once, no more than there is room for.
 * @param {unknown} found
 * @returns {KeptRun[]}
 */
export function runsIn(found) {
  if (!Array.isArray(found)) return [];
  /** @type {Map<string, KeptRun>} */
  const runs = new Map();
  for (const one of found) {
    const run = runs.size < MOST ? read(one) : null;
    if (run && !runs.has(idOf(run))) runs.set(idOf(run), run);
  }
  return [...runs.values()];
}

/** Pinned ones first. @param {KeptRun[]} runs */
export const inOrder = (runs) => [...runs.filter(({ pinned }) => pinned), ...runs.filter(({ pinned }) => !pinned)];

/**
 * The list with one more, and the run that had to go for it; a sentence where it cannot be.
 * @param {KeptRun[]} runs
 * @param {KeptRun} run
 * @returns {{ runs: KeptRun[], gone: KeptRun | null } | string}
 */
export function added(runs, run) {
  const same = runs.find((one) => idOf(one) === idOf(run));
  if (same) return `It is kept already, as “${same.name}”.`;
  if (runs.length < MOST) return { runs: [run, ...runs], gone: null };
  const gone = runs.findLast(({ pinned }) => !pinned);
  if (!gone) return `All ${MOST} kept runs are pinned. Unpin or delete one first.`;
  return { runs: [run, ...runs.filter((one) => one !== gone)], gone };
}

/** The list, wherever it lasts: in the browser, or where that keeps nothing, as long as the site is open. */
export class Shelf {
  /** What the browser did not keep. @type {KeptRun[] | null} */
  lost = null;

  constructor(store = browsers()) {
    this.store = store;
  }

  /** All kept runs, the newest first. */
  get runs() {
    return this.lost ?? runsIn(kept(this.store, KEY));
  }

  /**
   * Puts a list in the place of the one there. False where the browser does not keep it.
   * @param {KeptRun[]} runs
   */
  put(runs) {
    const held = keep(this.store, KEY, runs);
    this.lost = held ? null : runs;
    return held;
  }

  /**
   * Other fields for one run; one that is there no more is left alone.
   * @param {string} id
   * @param {Partial<KeptRun>} fields
   */
  change(id, fields) {
    return this.put(this.runs.map((run) => (idOf(run) === id ? { ...run, ...fields } : run)));
  }

  /**
   * Takes one out, and says where it stood, for `back`.
   * @param {string} id
   */
  take(id) {
    const { runs } = this;
    const place = runs.findIndex((run) => idOf(run) === id);
    if (place >= 0) this.put(runs.filter((_, i) => i !== place));
    return place < 0 ? null : { run: runs[place], place };
  }

  /**
   * Puts back what was taken out, unless it came back by itself meanwhile or there is no room any more.
   * @param {{ run: KeptRun, place: number }} taken
   */
  back({ run, place }) {
    const { runs } = this;
    if (runs.length < MOST && !runs.some((one) => idOf(one) === idOf(run))) this.put(runs.toSpliced(place, 0, run));
  }
}

/** That of this tab: all its pages have the same. */
export const shelf = new Shelf();
