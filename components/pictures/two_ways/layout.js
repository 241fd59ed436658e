// Where the parts of a program stand at a share of the way from classical programming (0) to machine learning (1).

import { between, clamp } from "../../stage/kit/shares.js";

const WIDE = 700; // px from which the diagram lies

/**
 * @typedef {{ left: number, top: number, width: number, height: number }} Box
 * @typedef {{ data: Box, rules: Box, answers: Box }} Boxes
 * @typedef {{ height: number, boxes: Boxes, machine: Box, arrows: number[][] }} Layout
 */

/**
 * Rules go in and answers come out; on the way they change places, each in a bow around the computer. The data stay.
 * Arrows are [x, y] of their start and their end: from what goes in, from the data, to what comes out.
 * @param {number} width
 * @param {number} share
 * @returns {Layout}
 */
export function laid(width, share) {
  const wide = width >= WIDE;
  const height = wide ? 330 : 500;
  const [w, h] = wide ? [Math.min(350, (width - 160) / 2 - 56), 116] : [(width - 12) / 2, 126];
  const [mw, mh] = wide ? [150, 92] : [210, 84];
  const [x, y] = [width / 2, height / 2];
  const first = wide ? [w / 2, h / 2 + 6] : [width - w / 2, h / 2];
  const out = wide ? [width - w / 2, y] : [x, height - h / 2];
  const still = wide ? [w / 2, height - h / 2 - 6] : [w / 2, h / 2];
  const bow = (wide ? -110 : -width / 4) * Math.sin(Math.PI * share);
  /** @type {(from: number[], to: number[], aside: number) => number[]} */
  const moved = (from, to, aside) => {
    const [across, down] = between(from, to, share);
    return wide ? [across, down + aside] : [across + aside, down];
  };
  /** @type {(middle: number[], comes: number) => Box} what comes out is broader where the diagram stands */
  const box = ([across, down], comes) => {
    const broad = wide ? w : w + (Math.min(width, 340) - w) * comes;
    return { left: clamp(across - broad / 2, 0, width - broad), top: down - h / 2, width: broad, height: h };
  };
  return {
    height,
    boxes: {
      data: box(still, 0),
      rules: box(moved(first, out, bow), share),
      answers: box(moved(out, first, -bow), 1 - share),
    },
    machine: { left: x - mw / 2, top: y - mh / 2, width: mw, height: mh },
    arrows: wide
      ? [
          [w + 10, first[1] + 20, x - mw / 2 - 10, y - 18],
          [w + 10, still[1] - 20, x - mw / 2 - 10, y + 18],
          [x + mw / 2 + 10, y, width - w - 10, y],
        ]
      : [
          [width - w / 2, h + 8, x + 50, y - mh / 2 - 8],
          [w / 2, h + 8, x - 50, y - mh / 2 - 8],
          [x, y + mh / 2 + 8, x, height - h - 8],
        ],
  };
}

/**
 * The path of an arrow.
 * @param {number[]} ends
 */
export function arrow([x, y, x2, y2]) {
  const angle = Math.atan2(y2 - y, x2 - x);
  const head = [-0.5, 0.5].map(
    (side) => `M${x2} ${y2}L${x2 - 13 * Math.cos(angle + side)} ${y2 - 13 * Math.sin(angle + side)}`,
  );
  return `M${x} ${y}L${x2} ${y2}${head.join("")}`;
}
