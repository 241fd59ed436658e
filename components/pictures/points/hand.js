// The hand that places points: the film of the run that learns from them follows it, Python hears when it lets go.

import { packTable } from "../../stage/kit/packed.js";

/**
 * @typedef {import("./fit.js").Point} Point
 * @typedef {import("../../stage/told").Points} Data
 */

export class PointsHand {
  /** The points while the hand decides, until a film of them is here. @type {Point[] | null} */
  points = null;
  chosen = 0;
  held = false;
  /** What was shown when the hand came. */
  before = "";

  /**
   * @param {import("../../stage/play/reading.js").Reading} player
   * @param {import("../../stage/play/player.js").Turn} turn
   */
  constructor(player, turn) {
    this.player = player;
    this.turn = turn;
  }

  /**
   * A film is here: if it is that of the hand's points, they are its own.
   * @param {import("../../stage/play/film.js").Film} film
   */
  film(film) {
    if (!this.held && film.header.query === this.player.query) this.points = null;
  }

  /**
   * The hand comes. False where the clock refuses, or there is no film yet.
   * @param {Data} data
   */
  take(data) {
    const { player } = this;
    if (!player.moment() || player.clock.refuses() || player.keeps("table")) return false;
    this.before = player.query;
    this.data = data;
    this.points ??= pointsOf(data);
    this.held = true;
    return true;
  }

  /**
   * The chosen point is elsewhere.
   * @param {number} x
   * @param {number} y
   * @param {number} target
   */
  put(x, y, target) {
    this.#change((points) =>
      points.map((one, i) => (i === this.chosen ? { ...one, x, y: one.y.with(target, y) } : one)),
    );
  }

  /**
   * One more point, which is chosen: its other targets are those of its neighbour.
   * @param {number} x
   * @param {number} y
   * @param {number} target
   */
  add(x, y, target) {
    this.#change((points) => {
      const near = points.reduce((a, b) => (Math.abs(b.x - x) < Math.abs(a.x - x) ? b : a));
      return [...points, { x, y: near.y.with(target, y), name: `${this.data?.row} ${points.length + 1}` }];
    });
    this.chosen = /** @type {Point[]} */ (this.points).length - 1;
  }

  /** The chosen point is taken away. */
  drop() {
    this.#change((points) => points.filter((_, i) => i !== this.chosen));
    this.chosen = Math.max(0, this.chosen - 1);
  }

  /** @param {(points: Point[]) => Point[]} made */
  #change(made) {
    if (!this.points || !this.data) return;
    this.points = made(this.points);
    this.player.held = true;
    this.player.vary({ table: this.text });
  }

  /** The table of the points, packed. */
  get text() {
    const points = this.points ?? [];
    const names = points.map(({ name }, i) => name ?? `${this.data?.row} ${i + 1}`);
    return packTable(
      this.data?.head ?? "",
      names,
      points.map(({ x, y }) => [x, ...y]),
    );
  }

  /** The hand lets go: Python hears of the points, if they are others. */
  release() {
    if (!this.held) return;
    this.held = this.player.held = false;
    if (this.player.query !== this.before) this.turn({ table: this.text });
    else this.points = null;
  }

  /** All is as it was before the hand came. */
  giveBack() {
    if (!this.held) return;
    this.held = this.player.held = false;
    this.points = null;
    if (this.player.query !== this.before) this.player.want(this.before);
  }
}

/**
 * The points of a film.
 * @param {Data} data
 * @returns {Point[]}
 */
export const pointsOf = ({ x, y, names }) => x.map((place, i) => ({ x: place, y: [...y[i]], name: names[i] }));
