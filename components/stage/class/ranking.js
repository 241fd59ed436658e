// Who leads a race at an update, and how it ends.

import { count, number } from "../kit/format.js";
import { calledOf } from "./runs.js";

/**
 * A run on its way: the updates that its film keeps, the loss after each as long as it is a number, the lowest by then,
 * and the update at which it was none any more, or null.
 * @typedef {{ updates: Float64Array, losses: Float64Array, lows: Float64Array, left: number | null }} Track
 *
 * Someone who takes part, with the track once their film is here, or with why there is none.
 * @typedef {{ run: import("../room/room.js").Run, track: Track | null, turned: string, problem: string }} Runner
 *
 * A runner's place at an update: the best loss by then, and where it was.
 * @typedef {{ runner: Runner, place: number, best: number, at: number, gone: boolean }} Standing
 */

/**
 * The track of a film within a limit of updates.
 * @param {import("../play/film.js").Film} film
 * @param {number} limit
 * @returns {Track}
 */
export function trackOf(film, limit) {
  const { data, columns } = film.arrays.loss;
  let end = 0;
  while (end <= film.end && film.update(end) <= limit && Number.isFinite(data[end * columns])) end += 1;
  const updates = Float64Array.from({ length: end }, (_, frame) => film.update(frame));
  const losses = Float64Array.from({ length: end }, (_, frame) => data[frame * columns]);
  const lows = losses.slice();
  for (let i = 1; i < end; i += 1) lows[i] = Math.min(lows[i - 1], losses[i]);
  const left = end <= film.end && film.update(end) <= limit ? film.update(end) : null;
  return { updates, losses, lows, left };
}

/**
 * The place of the last number that is not above a value, -1 where all are.
 * @param {ArrayLike<number>} sorted
 * @param {number} value
 */
export function lastAt(sorted, value) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** @param {Standing} one */
const numberOf = ({ runner }) => runner.run.number ?? 0;

/**
 * All who run, the lowest loss by that update first; who had it earlier is before who had it later. Equal ones share
 * their place.
 * @param {Runner[]} runners
 * @param {number} update
 * @returns {Standing[]}
 */
export function standings(runners, update) {
  const found = runners.flatMap((runner) => {
    const { track } = runner;
    const last = track ? lastAt(track.updates, update) : -1;
    if (!track || last < 0) return [];
    const best = track.lows[last];
    const at = track.updates[track.lows.indexOf(best)];
    return [{ runner, place: 0, best, at, gone: track.left !== null && track.left <= update }];
  });
  found.sort((a, b) => a.best - b.best || a.at - b.at || numberOf(a) - numberOf(b));
  found.forEach((one, i) => {
    const before = found[i - 1];
    one.place = before && before.best === one.best && before.at === one.at ? before.place : i + 1;
  });
  return found;
}

/** @param {number} n 1 -> "1st", 12 -> "12th" */
export function ordinal(n) {
  const [ten, hundred] = [n % 10, n % 100];
  const end = hundred > 10 && hundred < 14 ? "th" : (["th", "st", "nd", "rd"][ten] ?? "th");
  return `${count(n)}${end}`;
}

/**
 * "Ada wins: loss 12.3 after 40 updates (Adam, rate 0.1)."
 * @param {Standing[]} all
 */
export function winnerOf(all) {
  const first = all.filter(({ place }) => place === 1);
  if (!first.length) return "Nobody has a run in this race.";
  const [{ runner, best, at }] = first;
  const loss = `loss ${number(best)} after ${count(at)} update${at === 1 ? "" : "s"}`;
  if (first.length > 1) return `${first.length} share the first place: ${loss}.`;
  return `${calledOf(runner.run)} wins: ${loss} (${runner.turned}).`.slice(0, 300);
}

/**
 * What someone who brought a run is told of their place.
 * @param {string[]} order
 * @param {string} you
 */
export function placeOf(order, you) {
  const at = order.indexOf(you);
  if (at < 0) return "";
  return `You are ${ordinal(at + 1)} of ${count(order.length)}.`;
}

/**
 * How many have left the numbers by an update, in words; empty where none has.
 * @param {Standing[]} all
 */
export function explodedOf(all) {
  const gone = all.filter((one) => one.gone).length;
  return gone ? `${count(gone)} of ${count(all.length)} ha${gone === 1 ? "s" : "ve"} exploded.` : "";
}

/**
 * Where a race is at a time: "waiting" with seconds to the start, "running" at an update, or "over".
 * @param {{ at: number, seconds: number } | null} result
 * @param {number} limit
 * @param {number} now in ms, as the server counts them
 */
export function stageAt(result, limit, now) {
  if (!result) return { is: "set", update: 0, wait: 0 };
  const gone = (now - result.at) / 1000;
  if (gone < 0) return { is: "waiting", update: 0, wait: Math.ceil(-gone) };
  if (gone >= result.seconds) return { is: "over", update: limit, wait: 0 };
  return { is: "running", update: (limit * gone) / result.seconds, wait: 0 };
}

/**
 * A line of the ranking: whose, in words.
 * @typedef {{ of: string, place: string, name: string, named: boolean, turned: string, told: string }} Row
 */

/** @param {Runner} runner @param {string} place @param {string} told @returns {Row} */
const rowOf = ({ run, turned }, place, told) => ({
  of: run.of,
  place,
  name: calledOf(run),
  named: Boolean(run.name),
  turned,
  told,
});

/**
 * The lines of the ranking: before the start who takes part, without their losses; then all by their best, and once it
 * is over also who has no run to show, with why.
 * @param {string} is the stage of the race
 * @param {Runner[]} runners
 * @param {Standing[]} all
 * @returns {Row[]}
 */
export function rowsOf(is, runners, all) {
  if (is === "set" || is === "waiting")
    return runners.map((runner) =>
      rowOf({ ...runner, turned: "" }, "", runner.problem || (runner.track ? "ready" : "on its way")),
    );
  const placed = all.map(({ runner, place, best, gone }) =>
    rowOf(runner, count(place), `${number(best)}${gone ? ", exploded" : ""}`),
  );
  const without = is === "over" ? runners.filter(({ problem }) => problem) : [];
  return [...placed, ...without.map((runner) => rowOf(runner, "–", runner.problem))];
}
