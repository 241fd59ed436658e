// The hand on the weights: a run that starts where a hand puts them. The films follow the hand, Python hears when it
// lets go.

import { clamp } from "./shares.js";
import { LARGEST, packStart, shortest, startName, unpackStart } from "./start.js";

/**
 * All weights of a moment by their names, as the film has them.
 * @param {import("../play/reel.js").Moment} moment
 */
function weightsOf(moment) {
  const at = (/** @type {number} */ column) => moment.film.sample({ array: "weights", column }, moment);
  return new Map(moment.film.header.weights.map(({ short }, column) => [short, shortest(at(column))]));
}

/**
 * Whether a run may start from the weights of a moment.
 * @param {import("../play/reel.js").Moment} moment
 */
export const startable = (moment) => [...weightsOf(moment).values()].every(possible);

const possible = (/** @type {number} */ value) => Math.abs(value) <= LARGEST; // not a number is not either

export class StartHand {
  /** The numbers that are set by hand, by the names of their weights. @type {Map<string, number>} */
  numbers = new Map();
  named = ""; // how all others come
  /** @type {string[]} of all weights */
  names = [];
  /** What was shown when the hand came: the run, and the update. */
  before = { query: "", update: 0 };
  text = "";

  /**
   * @param {import("../play/reading.js").Reading} player
   * @param {import("../play/player.js").Turn} turn
   */
  constructor(player, turn) {
    this.player = player;
    this.turn = turn;
  }

  /** Whether the run that is shown, or that is coming, is at its start. */
  get atStart() {
    return this.player.rewinding || this.player.moment()?.update === 0;
  }

  /** The hand comes, to what is set by hand at the start. False where the clock refuses, or there is nothing yet. */
  come() {
    const { player } = this;
    const moment = player.moment();
    if (!moment?.film.header.weights?.length || player.clock.refuses() || player.keeps("start")) return false;
    this.before = { query: player.query, update: moment.update };
    this.names = moment.film.header.weights.map(({ short }) => short);
    this.text = new URLSearchParams(player.query).get("start") ?? "random";
    this.numbers = unpackStart(this.text);
    this.named = startName(this.text);
    return true;
  }

  /**
   * The hand comes to the weights: after the start it takes all of them as they are at that moment. False also where
   * they are none that a run may start from.
   */
  take() {
    if (!this.come()) return false;
    const moment = this.player.moment();
    if (moment && !this.atStart) this.numbers = weightsOf(moment);
    return [...this.numbers.values()].every(possible);
  }

  /**
   * One number is another: the film of the run that starts there is shown, from its start.
   * @param {string} name
   * @param {number} value
   */
  put(name, value) {
    this.numbers.set(name, clamp(value, -LARGEST, LARGEST) + 0); // no -0
    this.show();
  }

  show() {
    const text = packStart(this.names, this.numbers, this.named);
    if (text === this.text) return;
    this.text = text;
    this.player.held = true;
    this.player.rewind(0);
    this.player.vary({ start: text });
  }

  /** The hand lets go: Python hears of the start, if it is a new one. */
  release() {
    this.player.held = false;
    if (this.player.query === this.before.query) return;
    this.turn({ start: this.text === "random" ? "" : this.text });
  }

  /** All is as it was before the hand came. */
  giveBack() {
    this.player.held = false;
    if (this.player.query === this.before.query) return;
    this.player.rewind(this.before.update);
    this.player.want(this.before.query);
  }

  /** The run starts from the weights of the clock's moment, and plays from there. */
  runOn() {
    if (this.atStart || !this.take()) return;
    this.show();
    this.release();
    this.player.rewind(0, true);
  }

  /**
   * The run starts in a way that has a name, with nothing set by hand.
   * @param {string} named as in STARTS
   */
  anew(named) {
    if (!this.come()) return;
    this.numbers = new Map();
    this.named = named;
    this.show();
    this.release();
  }
}
