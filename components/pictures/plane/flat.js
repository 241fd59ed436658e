// The data of one input in two dimensions: a box that is seen from the front, and the axes around it.

import { Box } from "../../stage/kit/box.js";
import { Chart } from "../../stage/kit/chart.js";

export class Flat extends Box {
  /** @param {import("../../stage/kit/box.js").Given} given */
  constructor(given) {
    super(given);
    const { width, height, low, high } = given;
    const margin = { left: 64, right: 14, top: 10, bottom: 40 };
    this.chart = new Chart(width, height, [low[0], high[0]], [low[2], high[2]], { margin });
  }

  /** @param {number[]} place */
  project([x, , z]) {
    const { left, top, wide, high } = this.chart;
    return [left + (wide * (x + 1)) / 2, top + (high * (1 - z)) / 2, 0];
  }
}
