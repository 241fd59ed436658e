// What came of two runs, number by number, and the settings in which they differ.

import { count, number } from "../../stage/kit/format.js";

/**
 * @typedef {import("../../stage/play/race.js").Runner} Runner
 * @typedef {import("../../stage/told").Setting} Setting
 *
 * A line of a table: what it is, and what it is of each.
 * @typedef {{ name: string, of: string[] }} Line
 */

const NONE = "–";

/**
 * The settings in which two runs differ, in words.
 * @param {{ query: string, settings: Setting[] }[]} both headers of two films
 * @returns {Line[]}
 */
export function settingsOf([one, other]) {
  const [here, there] = [one, other].map(({ query }) => new URLSearchParams(query));
  const every = new Map([...one.settings, ...other.settings].map(({ field, label }) => [field, label]));
  const differ = [...every].filter(([field]) => here.get(field) !== there.get(field));
  return differ.map(([field, name]) => {
    const of = [one, other].map(({ settings }) => settings.find((one) => one.field === field)?.value ?? NONE);
    return { name, of: of[0] === of[1] ? [of[0], `${of[1]}, other numbers`] : of };
  });
}

/**
 * @param {Runner[]} both
 * @returns {Line[]}
 */
export function numbersOf(both) {
  const secret = both.some(({ moment }) => moment.secret);
  /** @param {string} name @param {(runner: Runner) => string} said */
  const line = (name, said) => ({ name, of: both.map(said) });
  /** @param {string} name @param {(runner: Runner) => string} said */
  const toCome = (name, said) => line(name, (runner) => (secret ? "?" : said(runner)));
  return [
    line("loss now", ({ film, moment }) => number(film.sample({ array: "loss", column: 0 }, moment))),
    toCome("lowest loss recorded", ({ film }) => lowest(film)),
    toCome("loss at the end", ({ film }) => (film.done ? number(film.arrays.loss.data[film.end]) : "still training")),
    toCome("updates", ({ film }) => (film.done ? count(film.header.updates) : "still training")),
    toCome("left the numbers", ({ film }) => {
      const at = film.header.left_float_range;
      return at === null ? "never" : `at update ${count(at)}`;
    }),
    ...(secret ? [] : weights(both)),
  ];
}

/** @param {import("../../stage/play/film.js").Film} film */
function lowest(film) {
  const { data } = film.arrays.loss;
  let [best, at] = [Infinity, 0];
  for (let frame = 0; frame <= film.end; frame += 1) if (data[frame] < best) [best, at] = [data[frame], frame];
  return Number.isFinite(best) ? `${number(best)}, at update ${count(film.update(at))}` : NONE;
}

/**
 * The weights at the end, where both runs have the same and see the data alike.
 * @param {Runner[]} both
 * @returns {Line[]}
 */
function weights(both) {
  const [one, other] = both.map(({ film: { header } }) => JSON.stringify([header.weights, header.scale]));
  if (one !== other || !both.every(({ film }) => film.done && film.arrays.weights)) return [];
  return both[0].film.header.weights.map(({ name }, column) => ({
    name: `${name}, at the end`,
    of: both.map(({ film }) => number(film.at({ array: "weights", column }, film.end))),
  }));
}
