// A race: the film that leads and its rivals, each on a reel of its own, all on one clock.

import { halfway } from "../kit/levels.js";
import { readNumber } from "../kit/numbers.js";
import { palette } from "../kit/palette.js";
import { unpacked } from "../kit/rivals.js";

/**
 * Someone who runs: a name, its number from 1, how it is drawn, the film, and what is to be seen of it now.
 * @typedef {{
 *   name: string, reel: string, place: number, mark: import("../kit/palette.js").Mark, film: import("./film.js").Film,
 *   moment: import("./reel.js").Moment,
 * }} Runner
 *
 * @typedef {import("../controls/rivals.js").Race} Told
 */

export class Race {
  /** @type {Told} */
  told = { rivals: [], named: "", level: "" };
  /** Tells Python of fields of the race; nobody listens where there is none. @type {import("./player.js").Turn | null} */
  turn = null;
  /** The rivals that a hand has asked for, until Python has heard of that. @type {import("../kit/rivals.js").Own[] | null} */
  asked = null;

  /** @param {import("./player.js").Player} player */
  constructor(player) {
    this.player = player;
  }

  /** Whether this page has a race, with rivals or without. */
  get runs() {
    return this.turn !== null;
  }

  /** What is each rival's own; a hand that is faster than Python goes on from what it asked for before. */
  get own() {
    return this.asked ?? this.told.rivals.map(({ own }) => own);
  }

  /**
   * Asks Python for fields of the race.
   * @param {Record<string, string>} fields
   */
  ask(fields) {
    if (fields.race !== undefined) this.asked = unpacked(fields.race);
    this.turn?.(fields);
  }

  /**
   * What Python says of it. A rival that is there no more is dropped; one that a live hand has turned, and Python has
   * not, goes back.
   * @param {Told} told
   */
  tell(told) {
    const before = this.told;
    this.told = told;
    this.asked = null;
    for (const { run } of before.rivals)
      if (!told.rivals.some((rival) => rival.run.reel === run.reel)) this.player.drop(run.reel);
    for (const { run } of told.rivals) {
      this.player.configure(run, run.reel);
      if (!this.player.held && this.player.reel(run.reel).query !== run.query) this.player.want(run.query, run.reel);
    }
    this.player.schedule();
  }

  /**
   * The lead is turned by a live hand: so are its rivals, in the same fields, but for what is their own. In all else they
   * stay as Python has made them, which knows what goes together.
   * @param {string} query of the lead
   */
  follow(query) {
    const before = new URLSearchParams(this.player.run?.query ?? "");
    const turned = [...new URLSearchParams(query)].filter(([name, value]) => before.get(name) !== value);
    for (const { run, own } of this.told.rivals) {
      const fields = new URLSearchParams(run.query);
      for (const [name, value] of turned) if (!(name in own)) fields.set(name, value);
      this.player.want(written(fields), run.reel);
    }
  }

  /**
   * All that run and are here, the lead first.
   * @returns {Runner[]}
   */
  runners() {
    const { player, told } = this;
    const lead = { reel: player.lead.name, name: told.named };
    const all = [lead, ...told.rivals.map(({ run, named }) => ({ reel: run.reel, name: named }))];
    return all.flatMap(({ reel, name }, place) => {
      const { film } = player.reel(reel);
      const moment = player.moment(player.reel(reel));
      return film && !film.beats && moment
        ? [{ name, reel, place: place + 1, mark: palette(place), film, moment }]
        : [];
    });
  }

  /**
   * What all are to reach: as it was typed, else the usual level, else a round number halfway down.
   * @param {number | null} usual
   */
  level(usual) {
    return (
      readNumber(this.told.level).value ?? usual ?? halfway(this.runners().map(({ film }) => film.arrays.loss.data))
    );
  }

  /**
   * Why the runners' numbers say nothing beside one another, in sentences; nothing where they do.
   * @param {Record<string, string>} apart by the field in which no two may differ
   */
  apart(apart) {
    const specs = this.runners().map(({ film }) => film.header.spec);
    const differ = Object.keys(apart).filter((name) => specs.some((spec) => spec[name] !== specs[0][name]));
    return [...new Set(differ.map((name) => apart[name]))].join(" ");
  }

  /** Whether their epochs have different numbers of updates. */
  get uneven() {
    return new Set(this.runners().map(({ film }) => film.header.updates_per_epoch)).size > 1;
  }

  /**
   * What the clock goes along, in frames of the film that leads: as far as any runs, but not ahead of one that trains.
   * @param {import("./film.js").Film} lead
   * @returns {import("./clock.js").Tape}
   */
  tape(lead) {
    const films = this.runners().map(({ film }) => film);
    if (films.length < 2) return lead;
    const growing = films.filter((film) => !film.done && film.halt === film.end);
    const far = (/** @type {number[]} */ updates) => Math.max(...updates.map((update) => frameAt(lead, update)));
    const here = Math.min(...growing.map((film) => frameAt(lead, film.update(film.end))));
    return {
      end: Math.min(here, far(films.map((film) => film.update(film.end)))),
      halt: Math.min(here, far(films.map((film) => film.update(film.halt)))),
      last: far(films.map(({ header }) => header.updates)),
      done: growing.length === 0,
      length: Math.max(...films.map(({ length }) => length)),
      seconds: (frame) => lead.seconds(frame),
      parts: (frame) => lead.parts(frame),
    };
  }
}

/**
 * The update at a place of a film: behind its last frame, where others run on, they are counted on.
 * @param {import("./film.js").Film} film
 * @param {number} frame
 */
export const updateAt = (film, frame) =>
  film.update(Math.min(frame, film.end)) + Math.max(0, frame - film.end) * film.header.stride;

/**
 * The place of an update in a film, or behind its end.
 * @param {import("./film.js").Film} film
 * @param {number} update
 */
export function frameAt(film, update) {
  const beyond = update - film.update(film.end);
  return beyond > 0 ? film.end + beyond / film.header.stride : film.frame(update);
}

/**
 * An address as Python writes it.
 * @param {URLSearchParams} query
 */
export const written = (query) => query.toString().replaceAll("%7E", "~").replaceAll("*", "%2A");
