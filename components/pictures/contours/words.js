// Why the ball moves as it does here, in words that the numbers of the moment prove.

import { number, rate, shareOfLimit } from "../../stage/kit/format.js";

const STILL = 1e-7; // a bottom that is so small a share of what is seen away counts as reached
const LITTLE = 0.05; // an optimizer that takes so small a share of the way along a direction crawls there

/**
 * What is known of the ball at a moment: both `curvatures`, the `slope` [2], and how `wide` what is seen is;
 * the learning rate `lr`, and `local`, the rate times the curvature from which on such an optimizer does not come to
 * rest, or null; whether it is `plain` gradient descent; its `optimizer` by name; the share of the slope that points along
 * the direction that bends most, `across`, 0 to 1; and the `noise` on it.
 * @typedef {{
 *   curvatures: number[], slope: number[], wide: number, lr: number, local: number | null, plain: boolean,
 *   optimizer: string, across: number, noise: number,
 * }} Known
 */

/**
 * How the surface bends here.
 * @param {number[]} curvatures
 */
export function bends([low, high]) {
  if (!Number.isFinite(low + high)) return "Here the surface has no curvature that is a number.";
  if (low > 0) {
    const times = high / low;
    const shape =
      times < 1.05
        ? "as much in every direction: a round bowl"
        : `${times < 100 ? number(Number(times.toPrecision(3))) : `about ${number(Number(times.toPrecision(2)))}`} times as much: a ravine`;
    return times < 1.05
      ? `Here the surface curves by ${number(high)}, ${shape}.`
      : `Here the surface curves by ${number(low)} in its flattest direction and by ${number(high)} in its steepest, ${shape}.`;
  }
  if (high > 0 && low < 0)
    return `Here the surface curves up one way (${number(high)}) and down the other (${number(low)}), like a saddle.`;
  if (high < 0)
    return `Here the surface curves down in every direction (${number(low)} and ${number(high)}): a hilltop.`;
  if (high > 0)
    return `Here the surface curves in one direction only (${number(high)}); along the other it is straight.`;
  return low < 0
    ? `Here the surface curves down in one direction (${number(low)}); along the other it is straight.`
    : "Here the surface does not curve: just here it is as flat as a plane.";
}

/**
 * What the rate does with that.
 * @param {Known} known
 */
export function moves({ curvatures: [low, high], slope, wide, lr, local, plain, optimizer, across, noise }) {
  const size = Math.hypot(...slope);
  if (!Number.isFinite(size)) return "";
  if (size <= STILL * wide * Math.max(Math.abs(low), Math.abs(high))) {
    if (low > 0) return "The slope is as good as zero: the ball is at the bottom.";
    if (low < 0)
      return noise
        ? "The slope is as good as zero here, but the noise pushes it off."
        : "The slope is zero here although it is no bottom, so nothing moves the ball. A little noise would push it off.";
    return "The slope is zero: nothing moves the ball.";
  }
  if (local === null)
    return `${optimizer} measures each part of its step by the slopes it has seen, so 2 / curvature is no limit for it.`;
  if (!(high > 0)) return "Nothing curves up here, so the curvature sets no limit at this place.";
  const limit = local / high;
  const beside = `The limit here is ${number(limit)}, and the rate ${rate(lr)} is ${shareOfLimit(lr / limit)}`;
  if (lr >= limit) {
    const grows = plain ? `: each step lands ${number(Math.abs(1 - lr * high))} times as far on the other side` : "";
    return `${beside}${grows}. As long as it stays that steep, the ball swings wider with every step.`;
  }
  if (!plain) return `${beside}. What it remembers carries the ball on, past the bottom and back.`;
  const [narrow, long] = [1 - lr * high, 1 - lr * low];
  if (low < 0 && across > 1 - 1e-9)
    return `${beside}. The slope points along the ridge only, so the ball does not leave it.`;
  if (low < 0) return `${beside}. Down the saddle, each step is ${number(long)} times the one before.`;
  const slow = 1 - long < LITTLE ? "it crawls" : "it goes on";
  if (narrow < 0)
    return `${beside}. Across, each step overshoots and lands at ${number(-narrow)} of the distance on the other side: it zigzags. Along, ${number(long)} of the way is left after each step: ${slow}.`;
  return `${beside}. Across, ${number(narrow)} of the distance is left after each step; along, ${number(long)}: ${slow}.`;
}
