// The ground that a ball rolls on: heights on a grid near and far, and any height between them.

import { Scale } from "./scale.js";
import { clamp } from "./shares.js";

/**
 * How heights are measured (`Data` of components/pictures/relief/draw.py).
 * @typedef {import("../told").Relief} Measure
 */

export class Ground {
  /**
   * @param {Measure} measure
   * @param {ArrayLike<number>} near heights over its window, row by row along y
   * @param {ArrayLike<number>} far the same over its wide window
   */
  constructor(measure, near, far) {
    this.measure = measure;
    this.scale = new Scale(measure);
    this.near = near;
    this.far = far;
  }

  /**
   * That of a film; null for one that has none.
   * @param {import("../play/film.js").Film | null | undefined} film
   */
  static of(film) {
    const measure = film?.header.pictures.relief?.data;
    return film && measure ? new Ground(measure, film.arrays.near.data, film.arrays.far.data) : null;
  }

  /**
   * The height of the surface at a place, between those of the grid; NaN beyond both grids.
   * @param {number} x
   * @param {number} y
   */
  at(x, y) {
    const { grid, window, wide } = this.measure;
    for (const [[x0, x1, y0, y1], heights] of /** @type {[number[], ArrayLike<number>][]} */ ([
      [window, this.near],
      [wide, this.far],
    ])) {
      const [across, up] = [((x - x0) / (x1 - x0)) * (grid - 1), ((y - y0) / (y1 - y0)) * (grid - 1)];
      if (!(across >= 0 && up >= 0 && across <= grid - 1 && up <= grid - 1)) continue;
      return smooth(heights, grid, across, up);
    }
    return NaN;
  }
}

/**
 * Between the sixteen places around one: a cubic through four along each side, so that what is round stays round.
 * @param {ArrayLike<number>} heights
 * @param {number} grid
 * @param {number} across
 * @param {number} up
 */
function smooth(heights, grid, across, up) {
  const [column, row] = [across, up].map((at) => clamp(Math.floor(at), 1, grid - 3));
  const rows = [-1, 0, 1, 2].map((r) => {
    const first = (row + r) * grid + column - 1;
    return cubic(
      [0, 1, 2, 3].map((c) => heights[first + c]),
      across - column,
    );
  });
  return cubic(rows, up - row);
}

/**
 * Lagrange's cubic through four numbers at -1, 0, 1 and 2.
 * @param {number[]} values
 * @param {number} t
 */
function cubic([a, b, c, d], t) {
  return (
    (-a * t * (t - 1) * (t - 2)) / 6 +
    (b * (t + 1) * (t - 1) * (t - 2)) / 2 -
    (c * (t + 1) * t * (t - 2)) / 2 +
    (d * (t + 1) * t * (t - 1)) / 6
  );
}
