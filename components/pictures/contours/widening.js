// What part of the plane is seen: the window, and once a ball leaves that, as much around it as all ways need.

import { Chart } from "../../stage/kit/chart.js";
import { Hand } from "../../stage/kit/hand.js";
import { between } from "../../stage/kit/shares.js";
import { pair } from "./ball.js";

const WIDENS_MS = 600; // the map is seen to widen
const ROOM = 1.06; // beside the farthest place of a way
const LITTLE = 1.3; // a way that needs only so many times the window is seen as a whole from the start

/** @typedef {import("../../stage/play/film.js").Film} Film */

export class Widening {
  /** How much wider than the window all ways are, and the first frame that lies beyond it. */
  beyond = { times: 1, frame: Infinity };
  of = ""; // what this is known of

  /** @param {import("../../stage/play/reading.js").Reading} player */
  constructor(player) {
    this.wide = new Hand(player);
  }

  /**
   * The part that is seen at a frame: x from, x to, y from, y to.
   * @param {Film[]} films of all balls
   * @param {number} frame
   * @param {{ window: number[], wide: number[] }} measure
   * @param {{ width: number, height: number }} canvas
   * @param {boolean} held whether a hand puts the start: the map stands still then
   */
  seen(films, frame, { window, wide }, { width, height }, held) {
    const { x, y } = Chart.fitting(width, height, window);
    const key = JSON.stringify([films.map(({ header }) => header.query), x, y]);
    if (key !== this.of) this.beyond = leaving(films, [x, y]);
    this.of = key;
    const { times, frame: first } = this.beyond;
    const most = (wide[1] - wide[0]) / (window[1] - window[0]);
    const out = times <= LITTLE || (frame >= first - 1 && !held) ? Math.min(times, most) : 1;
    const { way } = this.wide;
    if (this.wide.at === 0) this.wide.put(out);
    else if ((way.length ? way[way.length - 1].to : this.wide.at) !== out) this.wide.go([out, WIDENS_MS]);
    return between(window, wide, (this.wide.now() - 1) / (most - 1));
  }
}

/**
 * How many times wider what is seen must be for all ways, and the first frame that needs more than what is.
 * @param {Film[]} films
 * @param {number[][]} ends of what is seen
 */
export function leaving(films, ends) {
  let [times, first] = [1, Infinity];
  for (const film of films) {
    for (let frame = 0; frame <= film.halt; frame += 1) {
      const far = pair(film, "places", frame).map((value, axis) => {
        const [low, high] = ends[axis];
        return Math.abs(value - (low + high) / 2) / ((high - low) / 2);
      });
      if (Math.max(...far) > 1) first = Math.min(first, frame);
      times = Math.max(times, ROOM * Math.max(...far));
    }
  }
  return { times: first === Infinity ? 1 : times, frame: first };
}
