// How the axes of the loss along each weight zoom: for each panel the ranges of x and y.

import { linear } from "./growth.js";
import { bareStep } from "./marks.js";

/**
 * Where a weight is, and how the loss goes along it from there.
 * @typedef {{ at: number, slope: number, curvature: number }} Curve
 */

/**
 * The axes open up until they hold the step of one whole gradient.
 * @param {Curve[]} curves
 * @param {number} loss
 */
export function opened(curves, loss) {
  return curves.map(({ at, slope, curvature }) => {
    const [end, top] = bareStep(at, loss, slope, curvature);
    const margin = 0.15 * Math.abs(end - at);
    return { x: [Math.min(at, end) - margin, Math.max(at, end) + margin], y: [0, 1.15 * Math.max(top, loss)] };
  });
}

/**
 * The axes close in on where the weights are, all panels by the same width, so that they can be compared.
 * @param {Curve[]} curves
 * @param {number} loss
 * @param {number} ahead the loss after the next update
 */
export function closed(curves, loss, ahead) {
  const drops = curves.map(({ slope, curvature }) => slope ** 2 / (2 * curvature));
  const drop = Math.max(...drops);
  const steepest = curves[drops.indexOf(drop)];
  const reach = 2.2 * Math.abs(steepest.slope / steepest.curvature);
  const top = Math.max(loss + 1.1 * drop, Number.isFinite(ahead) ? ahead + 0.2 * Math.abs(ahead - loss) : 0);
  return curves.map(({ at }) => ({ x: [at - reach, at + reach], y: [loss - 1.4 * drop, top] }));
}

/**
 * The axes of all panels, zoomed to a frame: open for the step of a `bare` gradient, or else close. Null where that is
 * not known.
 * @param {import("../told").Parabola[]} parabolas
 * @param {import("../play/film.js").Film} film
 * @param {number} frame
 * @param {boolean} bare
 * @returns {import("./growth.js").Axes[] | null}
 */
export function zoomed(parabolas, film, frame, bare) {
  const at = (/** @type {import("../told").Source} */ source) => film.at(source, frame);
  const curves = parabolas.map((one) => ({ at: at(one.at), slope: at(one.slope), curvature: one.curvature }));
  const loss = at(parabolas[0].loss);
  if (![loss, ...curves.map(({ slope }) => slope)].every(Number.isFinite)) return null;
  const ranges = bare ? opened(curves, loss) : closed(curves, loss, at({ array: "together", column: 0 }));
  return ranges.map(({ x, y }) => ({ key: `${x} ${y}`, x: linear(x, "x"), y: linear(y, "y") }));
}
