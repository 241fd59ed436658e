// Where a run leaves the axes that stand still: they grow, once or in a few moves, and are a function of the moment.

import { number, powerOfTen } from "../kit/format.js";

const MOVES = 24; // most moves in which axes open up over a run
const LEAST = 2; // a move shows so many times as much of x, at least
const ROOM = 1.05; // a grown axis is so much longer than what it holds
const MOST_TICKS = 6;
const LARGE = 1e5; // a linear axis that goes so far has few ticks
/** In so many parts its ticks divide an axis of x, and one of y, beside which there is less room. */
const PARTS = { x: 3.5, y: 2.5 };

/**
 * @typedef {import("../play/film.js").Film} Film
 * @typedef {import("../play/film.js").Source} Source
 * @typedef {import("./view.js").Plot} Plot
 *
 * How axes are to be, beyond what the figure says: parts of Plotly's layout. Equal keys are equal axes, "" is the figure's own.
 * @typedef {{ key: string, x: Record<string, any>, y: Record<string, any> }} Axes
 */

/** @type {Axes} */
export const OWN = { key: "", x: {}, y: {} };

/**
 * Whether anything in a plot moves with the film.
 * @param {Plot} plot
 */
export const moves = ({ tracks }) =>
  tracks.some((track) => "array" in track || Object.values(track).some((value) => value?.array !== undefined));

/**
 * Powers of ten from `low` to `high`, every so many, with what they are called.
 * @param {number} low
 * @param {number} high
 */
export function ticks(low, high) {
  const every = [1, 2, 3, 5].find((step) => (high - low) / step < MOST_TICKS) ?? 10;
  const powers = [];
  for (let n = every * Math.ceil(low / every); n <= high; n += every) powers.push(n);
  const text = powers.map((n) => (n > -4 && n < 7 ? number(10 ** n) : powerOfTen(n)));
  return { tickvals: powers.map((n) => 10 ** n), ticktext: text };
}

/**
 * How many times as much a range about a place must show to hold a value, with a little room; 1 if it is inside, or no
 * number.
 * @param {number} value
 * @param {number[]} range
 * @param {number} about
 */
function outside(value, [low, high], about) {
  if (!Number.isFinite(value)) return 1;
  const end = value > about ? high : low;
  return end === about ? 1 : Math.max(1, (ROOM * (value - about)) / (end - about));
}

/**
 * From which frame on the run is beyond a logarithmic axis of y, and the highest that it reaches; null if it stays inside.
 * @param {Plot} plot
 * @param {Film} film
 */
export function climbOf({ figure, tracks }, film) {
  const top = 10 ** figure.layout.yaxis.range[1];
  const climb = { from: Infinity, top };
  for (const track of tracks) {
    if (track.kind !== "line" && track.kind !== "point") continue;
    for (let frame = 0; frame <= film.end; frame += 1) {
      const value = film.at(track.y, frame);
      if (!(value > top && value < Infinity)) continue;
      climb.from = Math.min(climb.from, frame);
      climb.top = Math.max(climb.top, value);
    }
  }
  return climb.from < Infinity ? climb : null;
}

/**
 * For each frame how many times as much the panels with an opening show of x: enough for all their points up to there.
 * Null for a run that does not diverge.
 * @param {Plot[]} plots
 * @param {Film} film
 */
export function openingsOf(plots, film) {
  if (!film.diverges) return null;
  const most = new Float64Array(film.end + 1).fill(1);
  for (const { figure, tracks, opening } of plots) {
    if (!opening) continue;
    const { xaxis, yaxis } = figure.layout;
    for (const track of tracks) {
      if (track.kind !== "point") continue;
      for (let frame = 0; frame <= film.halt; frame += 1) {
        const x = outside(film.at(track.x, frame), xaxis.range, opening.x);
        const y = outside(film.at(track.y, frame), yaxis.range, opening.y) ** (1 / opening.power);
        most[frame] = Math.max(most[frame], x, y);
      }
    }
  }
  for (let frame = 1; frame <= film.end; frame += 1) most[frame] = Math.max(most[frame], most[frame - 1]);
  const move = Math.max(LEAST, most[film.end] ** (1 / MOVES));
  return most.map((times) => move ** Math.ceil(Math.log(times) / Math.log(move) - 1e-9));
}

/**
 * A range that shows `times` as much about a place.
 * @param {number[]} range
 * @param {number} about
 * @param {number} times
 */
const scaled = (range, about, times) => range.map((end) => about + times * (end - about));

/**
 * A linear axis, with ticks that can be read: Plotly's own, or where numbers are large a few.
 * @param {number[]} range
 * @param {"x" | "y"} axis
 */
export function linear([low, high], axis) {
  const range = [low, high];
  if (Math.max(-low, high) < LARGE) return { range };
  const rough = (high - low) / PARTS[axis];
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((times) => times * unit >= rough) ?? 10) * unit;
  const tickvals = [];
  for (let n = Math.ceil(low / step); n * step <= high; n += 1) tickvals.push(n * step);
  return { range, tickvals, ticktext: tickvals.map((value) => number(value).replace(" × ", "×")) };
}

/** How the axes of a picture's panels grow with its film. */
export class Growth {
  /**
   * @param {Plot[]} plots
   * @param {Film} film
   */
  constructor(plots, film) {
    this.plots = plots;
    this.film = film;
    this.climbs = plots.map((plot) => (plot.climbs ? climbOf(plot, film) : null));
    this.openings = openingsOf(plots, film);
  }

  /**
   * The axes of a panel when the clock has come to a frame.
   * @param {number} panel
   * @param {number} frame
   * @param {boolean} straight whether a logarithmic axis of the loss is linear instead
   * @returns {Axes}
   */
  at(panel, frame, straight = false) {
    const { figure, opening } = this.plots[panel];
    const { xaxis, yaxis } = figure.layout;
    const climb = this.climbs[panel];
    const top = climb && frame >= climb.from ? climb.top : null;
    if (straight) {
      const high = 1.08 * (top ?? this.film.at({ array: "loss", column: 0 }, 0));
      const y = { type: "linear", tickvals: null, ticktext: null, tickformat: ",~r", ...linear([0, high], "y") };
      return { key: `linear ${high}`, x: {}, y };
    }
    if (top !== null) {
      const [low] = yaxis.range;
      const high = low + ROOM * (Math.log10(top) - low);
      return { key: `climbed ${high}`, x: {}, y: { range: [low, high], ...ticks(low, high) } };
    }
    const times = (opening && this.openings?.[frame]) || 1;
    if (!opening || times === 1) return OWN;
    const x = linear(scaled(xaxis.range, opening.x, times), "x");
    return { key: `open ${times}`, x, y: linear(scaled(yaxis.range, opening.y, times ** opening.power), "y") };
  }
}
