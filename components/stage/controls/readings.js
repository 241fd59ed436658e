// What the bar says of a moment: where the clock is, what is being done, and what the loss is.

import { count, number } from "../kit/format.js";

/**
 * `where` is in words, for who listens; the others are what stands in the bar's cells. With `same` an update has the
 * number of its epoch.
 * @typedef {{ where: string, epoch: string, total: string, update: string, phase: string, loss: string, same: boolean }} Reading
 * @typedef {import("../play/player.js").Moment} Moment
 */

/**
 * @param {Moment} moment
 * @returns {Reading}
 */
export const reading = (moment) => (moment.film.beats ? beat(moment) : training(moment));

/**
 * Where a demonstration is.
 * @param {Moment} moment
 * @returns {Reading}
 */
function beat({ film, frame, position }) {
  const { beats = [] } = film;
  const done = position >= beats.length;
  const caption = beats[frame]?.caption ?? "";
  const where = done ? "the end" : `step ${frame + 1} of ${beats.length}: ${caption}`;
  const none = { where, epoch: "", total: "", update: "", phase: "", loss: "", same: true };
  if (beats.length === 0) return none;
  const epoch = `step ${count(Math.min(frame + 1, beats.length))}`;
  return { ...none, epoch, total: ` of ${count(beats.length)}`, phase: done ? "done" : caption };
}

/**
 * Where a run is.
 * @param {Moment} moment
 * @returns {Reading}
 */
function training({ film, frame, phase }) {
  const { updates, updates_per_epoch: perEpoch, phases, unit = "epoch" } = film.header;
  const update = film.update(frame);
  return {
    where: `${film.header.unit ?? "update"} ${update} of ${updates}`,
    epoch: `${unit} ${count(Math.floor(update / perEpoch))}`,
    total: ` of ${count(updates / perEpoch)}`,
    update: film.header.unit ? "" : `update ${count(update)}`,
    phase: phase === null || frame > film.halt ? "" : (phases?.[phase] ?? "done"),
    loss: `${film.header.unit ? "height" : "loss"} ${number(film.at({ array: "loss", column: 0 }, frame))}`,
    same: perEpoch === 1,
  };
}

/**
 * When the run leaves the numbers, in a sentence, from the last one on; nothing elsewhere.
 * @param {import("../play/player.js").Moment} moment
 */
export function leftNumbers({ film, frame }) {
  const { left_float_range: update, dtype, unit } = film.header;
  const what = unit ? "height" : "loss";
  if (film.halt === film.end || frame < film.halt) return "";
  const large = update === null ? "is too large to be shown here" : `is larger than ${dtype} can hold`;
  const loss = Number.isNaN(film.at({ array: "loss", column: 0 }, film.halt + 1)) ? "is no number any more" : large;
  return `After ${unit ?? "update"} ${count(update ?? film.update(film.halt + 1))} the ${what} ${loss}.`;
}
