// The hand that says where a ball starts: its film follows, Python hears when the hand lets go, and the ball rolls.

import { clamp } from "./shares.js";

const FARTHEST = 10_000;

export class BallHand {
  /** What was shown when the hand came. */
  before = { query: "", update: 0 };
  held = false;

  /**
   * @param {import("../play/reading.js").Reading} player
   * @param {import("../play/player.js").Turn} turn
   */
  constructor(player, turn) {
    this.player = player;
    this.turn = turn;
  }

  /** The hand comes. False where the clock refuses, or there is no ball yet. */
  take() {
    const { player } = this;
    const moment = player.moment();
    if (!moment || player.clock.refuses() || player.keeps("x", "y")) return false;
    this.before = { query: player.query, update: moment.update };
    this.held = true;
    return true;
  }

  /** Where the ball starts, in the film that is asked for. */
  get start() {
    const asked = new URLSearchParams(this.player.query);
    return ["x", "y"].map((name) => Number(asked.get(name)));
  }

  /**
   * The ball starts elsewhere.
   * @param {number[]} place
   */
  put(place) {
    const [x, y] = place.map((value) => clamp(value, -FARTHEST, FARTHEST) + 0); // no -0
    this.player.held = true;
    this.player.rewind(0);
    this.player.vary({ x, y });
  }

  /** The hand lets go: Python hears of the start, if it is a new one, and the ball rolls. */
  release() {
    if (!this.held) return;
    this.held = this.player.held = false;
    if (this.player.query === this.before.query) return;
    const [x, y] = this.start;
    this.player.rewind(0, true);
    this.turn({ x, y });
  }

  /** All is as it was before the hand came. */
  giveBack() {
    if (!this.held) return;
    this.held = this.player.held = false;
    if (this.player.query === this.before.query) return;
    this.player.rewind(this.before.update);
    this.player.want(this.before.query);
  }
}
