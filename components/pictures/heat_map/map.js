// The map itself, painted once for a film and a size: colours, hatching where there is no loss, dots where it may differ.

import { rgb, tint } from "../../stage/kit/theme.js";
import { scaleOf, shareOf } from "./rows.js";

const FAINTEST = 0.06; // of the loss's colour over the page, for the lowest loss
const MIDDLE = 0.62; // of the scale: there is the loss's own colour, beyond it goes towards that of text
const STRONGEST = 0.85;
const TILE = 8; // px of a pattern

/**
 * @typedef {import("../../stage/kit/theme.js").Theme} Theme
 * @typedef {import("../../stage/kit/chart.js").Chart} Chart
 * @typedef {import("./rows.js").Rows} Rows
 *
 * The numbers of a sweep: C epochs, and losses row by row, [R, C].
 * @typedef {{
 *   epochs: ArrayLike<number>, losses: ArrayLike<number>, trusted: ArrayLike<number>, gone: ArrayLike<number>,
 * }} Numbers
 */

/**
 * The colour of a place on the scale: ever further from the page's own.
 * @param {Theme} theme
 * @param {number} share
 */
export function colour(theme, share) {
  const [page, loss, text] = [theme.background, theme.roles.loss, theme.text].map(rgb);
  if (share <= MIDDLE) return tint(page, loss, FAINTEST + ((1 - FAINTEST) * share) / MIDDLE);
  return tint(loss, text, (STRONGEST * (share - MIDDLE)) / (1 - MIDDLE));
}

/**
 * The scale as a style sheet writes it, from left to right.
 * @param {Theme} theme
 */
export const gradient = (theme) =>
  `linear-gradient(90deg, ${[0, MIDDLE / 2, MIDDLE, 1].map((at) => `${colour(theme, at)} ${100 * at}%`).join(", ")})`;

/**
 * A tile that fills an area without being a colour.
 * @param {CanvasRenderingContext2D} context
 * @param {Theme} theme
 * @param {(pen: CanvasRenderingContext2D) => void} paint
 */
function pattern(context, theme, paint) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = TILE;
  const pen = /** @type {CanvasRenderingContext2D} */ (tile.getContext("2d"));
  pen.strokeStyle = pen.fillStyle = theme.text;
  paint(pen);
  return /** @type {CanvasPattern} */ (context.createPattern(tile, "repeat"));
}

/** @param {CanvasRenderingContext2D} pen */
function hatching(pen) {
  pen.globalAlpha = 0.55;
  pen.lineWidth = 1.2;
  pen.beginPath();
  for (const x of [-TILE, 0, TILE]) {
    pen.moveTo(x - 1, TILE + 1);
    pen.lineTo(x + TILE + 1, -1);
  }
  pen.stroke();
}

/** @param {CanvasRenderingContext2D} pen */
function dots(pen) {
  pen.globalAlpha = 0.9;
  pen.fillRect(1, 1, 2, 2);
  pen.fillRect(5, 5, 2, 2);
}

export class HeatMap {
  /**
   * @param {Numbers} numbers
   * @param {Rows} rows
   * @param {Theme} theme
   */
  constructor(numbers, rows, theme) {
    this.numbers = numbers;
    this.rows = rows;
    this.theme = theme;
    this.columns = numbers.epochs.length;
    this.scale = scaleOf(numbers.losses, this.columns);
    this.image = this.painted();
  }

  /** A pixel for each cell. */
  painted() {
    const { columns, rows, theme } = this;
    const image = document.createElement("canvas");
    image.width = columns;
    image.height = rows.count;
    const context = /** @type {CanvasRenderingContext2D} */ (image.getContext("2d"));
    const pixels = context.createImageData(columns, rows.count);
    const ramp = Array.from(
      { length: 256 },
      (_, i) =>
        colour(theme, i / 255)
          .match(/\d+/g)
          ?.map(Number) ?? [],
    );
    for (let i = 0; i < columns * rows.count; i += 1) {
      const share = shareOf(this.numbers.losses[i], this.scale);
      if (share === share) pixels.data.set([...ramp[Math.round(255 * share)], 255], 4 * i);
    }
    context.putImageData(pixels, 0, 0);
    return image;
  }

  /** Whether any cell has no loss, and any may differ from the run alone. */
  get marks() {
    const { epochs, trusted, gone } = this.numbers;
    const last = epochs[this.columns - 1];
    return {
      gone: Array.from(gone).some((epoch) => epoch >= 0),
      doubted: Array.from(trusted).some((epoch) => epoch <= last),
    };
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Chart} chart
   */
  draw(context, chart) {
    const { left, width } = chart.box;
    const { losses, trusted, epochs, gone } = this.numbers;
    const last = epochs[this.columns - 1];
    const [none, other] = [pattern(context, this.theme, hatching), pattern(context, this.theme, dots)];
    context.imageSmoothingEnabled = false;
    context.globalAlpha = 1;
    for (let r = 0; r < this.rows.count; r += 1) {
      const [low, high] = this.rows.edges(r);
      const [top, bottom] = [chart.y(high), chart.y(low)];
      context.drawImage(this.image, 0, r, this.columns, 1, left, top, width, bottom - top);
      const fill = (/** @type {CanvasPattern} */ style, /** @type {number} */ from, /** @type {number} */ to) => {
        context.fillStyle = style;
        context.fillRect(from, top, Math.max(0, to - from), bottom - top);
      };
      const each = width / this.columns;
      let end = this.columns; // behind the last cell with a loss
      while (end > 0 && !Number.isFinite(losses[r * this.columns + end - 1])) end -= 1;
      if (gone[r] >= 0) fill(none, left + each * end, left + width);
      if (trusted[r] <= last) fill(other, chart.x(trusted[r]) - each / 2, left + each * end);
    }
  }
}
