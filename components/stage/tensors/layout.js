// Where cells lie: a tensor is a grid, a cuboid of slices, or rows of cuboids; a scene is its tensors in a frame.

import { column, corner, GAP, row, TITLE } from "./arrange.js";

/**
 * A tensor of an expression, in pictures and words: what is no number is "nan", "inf" or "-inf".
 * @typedef {import("../told").Told} Value
 * @typedef {import("../told").Tensor} Tensor
 * @typedef {Pick<Tensor, "shape">} Sized as far as it takes room
 * @typedef {import("../told").ElementFormula} Formula
 *
 * An input of a scene and an element of it.
 * @typedef {number[]} Pair
 *
 * One beat of an expression; `from` says in pairs what its `ends` and `sources` do.
 * @typedef {import("../told").Scene & { from: Pair[][], slides?: boolean }} Scene
 * @typedef {Pick<Scene, "style" | "inputs" | "ends" | "sources"> & { parts: { output: number }[] }} Plan the same
 *
 * Where a box lies; `room` is there if it is cut.
 * @typedef {{ box: Box, x: number, y: number, room?: number[] }} Place
 * @typedef {{ kind: string, x: number, y: number }} Sign
 *
 * A whole scene; `high` is a cell's height.
 * @typedef {{ places: Place[], signs: Sign[], high: number }} Layout
 */

const LABEL = 16; // above a slice: its number
const DEPTH = 0.42; // of a cell: how far a slice of a closed cuboid stands behind the one before it

/** The cells of one tensor in pixels, from its upper left corner. */
export class Box {
  /**
   * @param {number[]} shape
   * @param {number[]} cell its width and height
   * @param {boolean} across whether slices stand side by side or below each other
   */
  constructor(shape, [wide, high], across = true) {
    this.shape = shape;
    this.wide = wide;
    this.high = high;
    this.across = across;
    const dims = shape.length;
    this.columns = dims > 0 ? shape[dims - 1] : 1;
    this.rows = dims > 1 ? shape[dims - 2] : 1;
    const leading = shape.slice(0, -2);
    this.slices = leading.reduce((a, b) => a * b, 1);
    this.inner = leading.length ? leading[leading.length - 1] : 1;
    this.size = shape.reduce((a, b) => a * b, 1);
    this.label = leading.length ? LABEL : 0;
    const outer = this.inner ? this.slices / this.inner : 0;
    const [over, down] = across ? [this.inner, outer] : [outer, this.inner];
    this.sliceWidth = Math.max(1, this.columns) * wide;
    this.sliceHeight = Math.max(1, this.rows) * high;
    this.width = Math.max(1, over) * (this.sliceWidth + GAP) - GAP;
    this.height = Math.max(1, down) * (this.sliceHeight + GAP + this.label) - GAP;
  }

  /**
   * The upper left corner of slice `k`; `spread` 1: all apart, 0: closed to a cuboid.
   * @param {number} k
   */
  corner(k, spread = 1) {
    const [i, o] = [k % this.inner, Math.floor(k / this.inner)];
    const [over, down] = this.across ? [i, o] : [o, i];
    const x = over * (this.sliceWidth + GAP);
    const y = down * (this.sliceHeight + GAP + this.label) + this.label;
    if (spread === 1) return [x, y];
    const step = DEPTH * this.high;
    const middle = [
      (this.width - this.sliceWidth - step * (this.slices - 1)) / 2,
      (this.height - this.sliceHeight + step * (this.slices - 1)) / 2,
    ];
    return [spread * x + (1 - spread) * (middle[0] + k * step), spread * y + (1 - spread) * (middle[1] - k * step)];
  }

  /**
   * The upper left corner of an element.
   * @param {number} element
   */
  at(element, spread = 1) {
    const area = this.rows * this.columns;
    const [x, y] = this.corner(Math.floor(element / area), spread);
    const within = element % area;
    return [x + (within % this.columns) * this.wide, y + Math.floor(within / this.columns) * this.high];
  }
}

/**
 * The shapes of the places: the output's for an input that is stretched to it.
 * @param {Plan} scene
 * @param {Sized[]} tensors
 */
const placesOf = (scene, tensors) => {
  const shape = (/** @type {number} */ id) => tensors[id].shape;
  const outputs = scene.parts.map(({ output }) => shape(output));
  return { inputs: scene.inputs.map((id) => (scene.style === "zip" ? outputs[0] : shape(id))), outputs };
};

/**
 * Lays a scene out in `width` x `height`: the boxes of its inputs and results in their places, as large as they fit.
 * @param {Plan} scene
 * @param {Sized[]} tensors
 * @param {number} width
 * @param {number} height
 * @returns {Layout}
 */
export function layoutOf(scene, tensors, width, height) {
  const { inputs, outputs } = placesOf(scene, tensors);
  const most = Math.max(1, ...[...inputs, ...outputs].map((shape) => shape.reduce((a, b) => a * b, 1)));
  const ratio = most > 400 ? 1 : 1.5;
  const arrangements = scene.style === "dot" ? [corner] : downwards(scene, tensors) ? [column] : [row, column];
  const allowed = most > 400 ? 20 : 56;
  for (let high = allowed; high >= 3; high -= high > 16 ? 2 : 1) {
    for (const arrange of arrangements) {
      for (const across of [true, false]) {
        const box = (/** @type {number[]} */ shape) => new Box(shape, [ratio * high, high], across);
        for (const columns of columnsOf(outputs.length)) {
          const found = arrange(inputs.map(box), outputs.map(box), columns);
          if (found.width <= width && found.height <= height) return centred(found, width, height, high);
        }
      }
    }
  }
  return inPart(
    [...inputs, ...outputs].map((shape) => new Box(shape, [3, 3], false)),
    inputs.length,
    width,
    height,
  );
}

/**
 * Where not all fits: of each tensor what has room, from its first element on. Tall ones stand side by side.
 * @param {Box[]} boxes
 * @param {number} inputs how many of them are inputs
 * @param {number} width
 * @param {number} height
 * @returns {Layout}
 */
function inPart(boxes, inputs, width, height) {
  const sideways = boxes.some((box) => box.height > height - TITLE);
  const room = sideways ? [width / boxes.length - GAP, height - TITLE] : [width, height / boxes.length - TITLE];
  const places = boxes.map((box, i) => {
    const [left, top] = sideways ? [i * (room[0] + GAP), 0] : [0, i * (room[1] + TITLE)];
    const x = left + Math.max(0, (room[0] - box.width) / 2);
    return { box, room, x, y: top + TITLE + (sideways ? Math.max(0, (room[1] - box.height) / 2) : 0) };
  });
  const first = places[inputs];
  const signs = inputs
    ? [{ kind: sideways ? "arrow" : "down", x: sideways ? first.x - 2 * GAP : GAP, y: first.y - TITLE / 2 }]
    : [];
  return { places, signs, high: 3 };
}

/**
 * Whether there is room for an element.
 * @param {Place} place
 * @param {number} element
 */
export function isShown({ box, room }, element) {
  if (!room) return true;
  const [x, y] = box.at(element);
  return x + box.wide <= room[0] + 1 && y + box.high <= room[1] + 1;
}

/**
 * Whether some elements of a tensor have no room.
 * @param {Place} place
 */
export const isCut = ({ box, room }) => room !== undefined && (box.width > room[0] + 1 || box.height > room[1] + 1);

/**
 * In how many columns parts may stand: 8 in 8, 4, 3, 2 or 1.
 * @param {number} count
 */
const columnsOf = (count) => [...new Set(Array.from({ length: count }, (_, rows) => Math.ceil(count / (rows + 1))))];

/**
 * Whether a fold runs down the columns of a matrix: then its result stands below.
 * @param {Plan} scene
 * @param {Sized[]} tensors
 */
function downwards({ style, inputs, parts, sources, ends }, tensors) {
  const shape = inputs.length === 1 ? tensors[inputs[0]].shape : [];
  if (style !== "fold" || shape.length !== 2 || tensors[parts[0].output].shape.at(-1) !== shape[1]) return false;
  return Boolean(ends && sources && ends[0] > 1 && sources[3] - sources[1] === shape[1]);
}

/**
 * @param {import("./arrange.js").Arranged} arranged is moved
 * @param {number} wide
 * @param {number} tall
 * @param {number} high of a cell
 * @returns {Layout}
 */
function centred({ places, signs, width, height }, wide, tall, high) {
  const x = (wide - width) / 2;
  const y = Math.max(0, (tall - height) / 2);
  for (const place of [...places, ...signs]) {
    place.x += x;
    place.y += y;
  }
  return { places, signs, high };
}
