// A player's clock, told of from far away: what is said of it, and how another is brought to the same moment.

import { EPSILON } from "../play/clock.js";
import { frameAt, updateAt } from "../play/race.js";
import { ahead, apart, OFF } from "./along.js";

/**
 * @typedef {import("../play/player.js").Player} Player
 * @typedef {{ t: number, playing: boolean, speed: number | null }} Clocked
 */

/** Whether a player's clock goes on now: where its film is still to come, it waits. @param {Player} player */
function goes({ clock, film, opening }) {
  const waits = opening !== undefined || (clock.position >= clock.halt - EPSILON && !clock.over);
  return clock.playing && film !== null && !waits && !document.hidden;
}

/** What is to be told of a player's clock: where it rests, or will. @param {Player | null} player @returns {Clocked} */
export function clocked(player) {
  if (!player) return { t: 0, playing: false, speed: null };
  const { clock, film, opening } = player;
  const t = opening ?? (film ? updateAt(film, clock.rest) : 0);
  return { t, playing: goes(player), speed: clock.speed };
}

/**
 * Where a player's clock should be by what was told of another, in frames; null while it has no film to be somewhere in.
 * @param {Player} player
 * @param {Clocked & { at: number }} told
 * @param {number} now by the clock that `at` is read from
 */
export function due({ clock, film }, { t, playing, at }, now) {
  if (!film) return null;
  const from = frameAt(film, t);
  return playing ? ahead(clock.tape, from, (now - at) / 1000, clock.pace) : clock.within(from);
}

/**
 * When a player's clock was where it is, by this browser: while it goes on that was at the last frame of the screen.
 * @param {Player | null} player
 */
export const since = (player) => performance.timeOrigin + (player?.clock.last ?? performance.now());

/**
 * Brings a player to the moment that another is at; one that is as good as there is left alone. True where it was moved.
 * @param {Player} player
 * @param {Clocked & { at: number }} told
 * @param {number} now
 */
export function bring(player, told, now) {
  const { clock } = player;
  const before = clock.told;
  if (clock.speed !== told.speed) clock.setSpeed(told.speed);
  const place = due(player, told, now);
  if (place === null || player.held) return false;
  if (player.opening !== undefined) player.opening = undefined; // where the page would begin by itself
  const rests = !told.playing || (place >= clock.halt - EPSILON && clock.over);
  if (rests) settle(clock, place);
  else if (!player.sight.rests) follow(clock, clock.within(place)); // what nobody sees waits until somebody does
  return clock.told !== before;
}

/** @param {import("../play/clock.js").Clock} clock @param {number} place */
function settle(clock, place) {
  const way = Math.abs(place - clock.rest);
  if (!clock.playing && way < EPSILON) return;
  if (clock.playing || way > 1 + EPSILON) clock.put(place, false);
  else clock.glideFromAfar(place);
}

/** @param {import("../play/clock.js").Clock} clock @param {number} place */
function follow(clock, place) {
  const there = clock.playing && !clock.glide && apart(clock.tape, clock.position, place, clock.pace) <= OFF;
  if (!there) clock.put(place, true);
}
