// Who takes part in a race, with the tracks of their runs as their films come.

import { Fetching } from "./fetching.js";
import { trackOf } from "./ranking.js";
import { turnedIn } from "./runs.js";

/**
 * @typedef {import("./ranking.js").Runner} Runner
 * @typedef {import("../room/room.js").Room} Room
 * @typedef {{ track: import("./ranking.js").Track, settings: import("../told").Setting[] }} Made
 */

/**
 * The runs that count: those that are brought; of a race that is over those that ran in it, as long as they and the
 * names of who brought them are there.
 * @param {import("../room/room.js").Run[]} runs
 * @param {import("../room/room.js").Run[] | null} ran
 */
export function counting(runs, ran) {
  if (!ran) return runs;
  const now = new Map(runs.map((run) => [run.of, run]));
  return ran.flatMap((run) => {
    const there = now.get(run.of);
    return there ? [{ ...run, name: there.name }] : [];
  });
}

export class Heat {
  /** @type {Fetching<Made>} */
  films;
  /** Who ran, once it is over. @type {import("../room/room.js").Run[] | null} */
  ran = null;
  /** @type {Runner[]} */
  runners = [];
  seen = "";

  /**
   * @param {Room} room
   * @param {import("../room/room.js").Race} race
   * @param {() => void} changed hears of others who take part, and of films that have come
   */
  constructor(room, race, changed) {
    this.room = room;
    this.race = race;
    this.changed = changed;
    const version = room.shown()?.reading.player.page.version ?? "";
    this.films = new Fetching(
      room.site,
      { subject: "run", version },
      {
        make: (film) => ({ track: trackOf(film, race.updates), settings: film.header.settings }),
        came: () => this.look(),
      },
    );
    this.look();
  }

  /** Looks at who takes part by now. */
  look() {
    const runs = counting(this.room.state.runs, this.ran);
    this.films.want(runs.map(({ query }) => query));
    this.runners = runs.map((run) => {
      const { made, problem = "" } = this.films.come.get(run.query) ?? {};
      const turned = made ? turnedIn(made.settings, this.race.query, run.query) : "";
      return { run, track: made?.track ?? null, turned, problem };
    });
    const seen = JSON.stringify(this.runners.map(({ run, track, problem }) => [run, track !== null, problem]));
    if (seen === this.seen) return;
    this.seen = seen;
    this.changed();
  }

  /** How many films are still to come. */
  get coming() {
    return this.runners.filter(({ track, problem }) => !track && !problem).length;
  }

  /**
   * It is over: who brings a run now waits for the next time.
   * @param {string[]} order of those who ran, where that is known
   */
  close(order) {
    const { runs } = this.room.state;
    this.ran ??= order.length ? runs.filter(({ of }) => order.includes(of)) : runs;
    this.look();
  }

  /** It is run once more, with what has been brought by now. */
  open() {
    this.ran = null;
    this.look();
  }

  dispose() {
    this.films.dispose();
  }
}
