// What is to be said of a landscape: how it curves, which weights that are, and where the run stands.

import { number, trimmed } from "../../stage/kit/format.js";
import { countOf } from "../../stage/kit/forward.js";
import { inWeights } from "./sight.js";

const MATTERS = 0.04; // a weight with a smaller share of a direction does not name it
const MOST = 4; // weights that are named
const ROUND = 1.05; // a bowl whose steeper direction curves no more than so many times as much
const OVAL = 4;

/**
 * The weights of a direction, each with its share of it: "w12 53 % and w11 47 %", with "against" before those that
 * move the other way.
 * @param {readonly string[]} names
 * @param {number[]} direction
 */
export function mixed(names, direction) {
  const length = direction.reduce((sum, part) => sum + part * part, 0);
  if (!(length > 0)) return "";
  const parts = names
    .map((name, i) => ({ name, part: direction[i], share: (direction[i] * direction[i]) / length }))
    .filter(({ share }) => share >= Math.min(MATTERS, 0.5 / names.length)) // of many none may have as much
    .sort((one, other) => other.share - one.share)
    .slice(0, MOST);
  const said = ({ name, share } = parts[0]) => `${name} ${Math.round(100 * share)} %`;
  const side = (/** @type {boolean} */ up) => listed(parts.filter(({ part }) => part > 0 === up).map(said));
  const [first, other] = [parts[0].part > 0, parts[0].part <= 0];
  return side(other) ? `${side(first)} against ${side(other)}` : side(first);
}

/** @param {string[]} parts */
const listed = (parts) =>
  parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}` : (parts[0] ?? "");

/**
 * The shape of a bowl along its two axes, named by their weights.
 * @param {import("./bowl.js").Bowl} bowl
 * @param {string} across which weights the steeper axis is
 * @param {string} along which the flatter one is
 */
export function shaped({ curvatures: [low, high] }, across, along) {
  if (!(high > 0)) return "Along both directions the loss does not change: it is flat here.";
  if (!(low > 0))
    return `A valley: across (${across}) it curves by ${number(high)}, along its bed (${along}) not at all.`;
  const times = high / low;
  if (times < ROUND) return `A round bowl: it curves by ${number(high)} in every direction.`;
  const kind = times < OVAL ? "An oval bowl" : "A ravine";
  const much = times < 1000 ? trimmed(Number(times.toPrecision(2))) : `about ${number(Number(times.toPrecision(1)))}`;
  return `${kind}: across (${across}) it curves by ${number(high)}, along (${along}) by ${number(low)}, ${much} times less.`;
}

/**
 * How much of the path lies in what is seen, and what the rest does.
 * @param {readonly number[] | null} spread
 * @param {number} others how many of them are not seen
 * @param {"weights" | "directions"} what
 */
export function held(spread, others, what) {
  const rest = others
    ? `The surface changes as the other ${others} ${what} move.`
    : "It is the whole loss: it stands still.";
  if (!spread) return rest;
  const [first, second] = spread.map((share) => Math.round(100 * share));
  return `Of the path's spread, ${first} % lies along x and ${second} % along y. ${rest}`;
}

/**
 * Where a run is that has left what is seen; "" for one that has not.
 * @param {import("./land.js").Land} land
 */
export function gone({ here, window: [x0, x1, y0, y1], loss }) {
  const [x, y] = here;
  if (x >= x0 && x <= x1 && y >= y0 && y <= y1) return "";
  return `The run is outside of what is seen, at x ${number(x)} and y ${number(y)}, with a loss of ${number(loss)}.`;
}

/**
 * All that is said of a landscape.
 * @param {import("./land.js").Land} land
 * @param {import("./sight.js").Sight} sight
 */
export function said(land, sight) {
  const { bowl, data } = land;
  const rest = held(sight.spread, countOf(data.sizes) - 2, sight.pair ? "weights" : "directions");
  const outside = gone(land);
  if (!bowl) return outside || rest;
  const [cos, sin] = bowl.axis;
  const [across, along] = [
    [cos, sin],
    [-sin, cos],
  ].map((way) => mixed(data.names, inWeights(sight, way)));
  const shape = shaped(bowl, across, along);
  return outside ? `${outside} ${shape}` : `${shape} ${rest}`;
}
