// A race: the film that leads and its rivals, each on a reel of its own, all on one clock.

import { palette } from "../kit/palette.js";

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

  /** @param {import("./player.js").Player} player */
  constructor(player) {
    this.player = player;
  }

  /** Whether this page has a race, with rivals or without. */
  get runs() {
    return this.turn !== null;
  }

  /**
   * What Python says of it. A rival that is there no more is dropped.
   * @param {Told} told
   */
  tell(told) {
    const before = this.told;
    this.told = told;
    for (const { run } of before.rivals)
      if (!told.rivals.some((rival) => rival.run.reel === run.reel)) this.player.drop(run.reel);
    for (const { run } of told.rivals) this.player.configure(run, run.reel);
    this.player.schedule();
  }

  /**
   * The lead is turned by a live hand: so are its rivals, but for what is their own.
   * @param {string} query of the lead
   */
  follow(query) {
    for (const { run, own } of this.told.rivals) {
      const turned = new URLSearchParams(query);
      for (const [name, value] of Object.entries(own)) turned.set(name, value);
      this.player.want(written(turned), run.reel);
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

  /** The film that runs longest: the clock goes along it. */
  longest() {
    const films = this.runners().map(({ film }) => film);
    return films.length > 1 ? films.reduce((best, film) => (film.halt > best.halt ? film : best)) : null;
  }
}

/**
 * An address as Python writes it.
 * @param {URLSearchParams} query
 */
export const written = (query) => query.toString().replaceAll("%7E", "~").replaceAll("*", "%2A");
