// The losses below the map: of all rows, faint; of the row that is pointed at, and of the page's run.

/**
 * @typedef {import("../../stage/kit/chart.js").Chart} Chart
 * @typedef {import("./map.js").Numbers} Numbers
 */

/**
 * A line through losses; it ends where they are no numbers any more.
 * @param {CanvasRenderingContext2D} context
 * @param {Chart} chart
 * @param {number} points
 * @param {(i: number) => number} epoch
 * @param {(i: number) => number} loss
 */
function line(context, chart, points, epoch, loss) {
  context.beginPath();
  for (let i = 0, begun = false; i < points; i += 1) {
    const value = loss(i);
    if (!Number.isFinite(value)) break;
    const at = /** @type {const} */ ([chart.x(epoch(i)), chart.y(Math.max(value, chart.ends.y[0] / 10))]);
    if (begun) context.lineTo(...at);
    else context.moveTo(...at);
    begun = true;
  }
  context.stroke();
}

/**
 * The curve of a row.
 * @param {CanvasRenderingContext2D} context
 * @param {Chart} chart
 * @param {Numbers} numbers
 * @param {number} r
 */
export function rowCurve(context, chart, { epochs, losses }, r) {
  const columns = epochs.length;
  line(
    context,
    chart,
    columns,
    (i) => epochs[i],
    (i) => losses[r * columns + i],
  );
}

const MOST = 400; // points of a curve

/**
 * The curve of a run's film, as far as it is here.
 * @param {CanvasRenderingContext2D} context
 * @param {Chart} chart
 * @param {import("../../stage/play/film.js").Film} film
 */
export function runCurve(context, chart, film) {
  const { updates_per_epoch: each } = film.header;
  const step = Math.max(1, Math.floor(film.end / MOST));
  const frame = (/** @type {number} */ i) => Math.min(film.end, i * step);
  line(
    context,
    chart,
    Math.ceil(film.end / step) + 1,
    (i) => film.update(frame(i)) / each,
    (i) => film.at({ array: "loss", column: 0 }, frame(i)),
  );
}
