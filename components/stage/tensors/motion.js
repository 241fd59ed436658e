// How an operation moves: for each style, the cells of a scene at a share of its beat, painted on a canvas.

import { cellText } from "../kit/format.js";
import { isShown } from "./layout.js";
import { between, clamp, ease } from "../kit/shares.js";

export { pairsOf, partAt } from "./scene.js";

const STRETCH = 0.32; // share of a beat in which a smaller tensor stretches to the larger
const GONE = 0.28; // how strong a cell is that has been left
const LEAVING = ["move", "map", "fold", "gather"]; // styles whose cells leave their place

/**
 * @typedef {import("./layout.js").Pair} Pair
 * @typedef {import("./pen.js").Look} Look
 * @typedef {import("./pen.js").Pen} Pen
 * @typedef {import("./stageplay.js").Point} Point
 * @typedef {import("./stageplay.js").Stageplay} Stageplay
 */

/**
 * Paints a beat: the inputs in their places or on the way there, and what moves.
 * @param {Pen} pen
 * @param {import("./storyboard.js").Beat} beat
 */
export function paintCells(pen, { play, q, ways }) {
  const { scene, layout } = play;
  const left = remaining(play, q);
  const back = clamp((q - 0.94) / 0.06); // at the end the inputs are whole again
  ways.forEach(({ shift, strength }, i) => {
    left[i].forEach((share, e) => {
      if (!isShown(layout.places[i], play.cell(i, e))) return;
      const at = play.inputAt(i, e, shift);
      const now = share + (1 - share) * back * 0.7;
      if (now < 0.9) pen.hole(at, 0.5 * strength);
      pen.cell(scene.inputs[i], e, at, { strength: now * strength });
    });
  });
  if (q < 1)
    play.elements.forEach(({ shown }, o) => {
      if (shown) pen.hole(play.outputAt(o, play.spread(q)), clamp(q * 6 + 0.35));
    });
  STYLES[scene.style](pen, play, q);
}

/**
 * How much of each input's element is still in its place: cells that have set off leave it.
 * @param {Stageplay} play
 * @param {number} q
 */
function remaining(play, q) {
  const left = play.scene.inputs.map((id) => new Float32Array(play.tensors[id].values.length).fill(1));
  if (!LEAVING.includes(play.scene.style)) return left;
  for (let o = 0; o < play.count; o += 1) {
    const u = play.flight(q, o);
    if (u > 0) for (const [i, e] of play.sources(o)) left[i][e] = Math.min(left[i][e], Math.max(GONE, 1 - 4 * u));
  }
  return left;
}

/**
 * Paints an element of an input.
 * @param {Pen} pen
 * @param {Stageplay} play
 * @param {Pair} pair
 * @param {Point} at
 * @param {Look} [look]
 */
function source(pen, { scene }, [i, e], at, look) {
  pen.cell(scene.inputs[i], e, at, look);
}

/**
 * Paints element `o` of the result.
 * @param {Pen} pen
 * @param {Stageplay} play
 * @param {number} o
 * @param {Look} [look]
 * @param {Point} at
 */
function result(pen, play, o, look, at = play.outputAt(o)) {
  const { output, element, shown } = play.elements[o];
  if (shown) pen.cell(output, element, at, look);
}

/** @type {Record<string, (pen: Pen, play: Stageplay, q: number) => void>} */
const STYLES = {
  /** Cells travel; what comes from nowhere grows in its place. */
  move(pen, play, q) {
    /** @type {[number, number][]} */
    const late = [];
    for (let o = 0; o < play.count; o += 1) {
      const u = play.flight(q, o);
      if (u >= 1) result(pen, play, o);
      else if (u > 0) late.push([o, u]);
    }
    for (const [o, u] of late) {
      const [pair] = play.sources(o);
      if (pair) source(pen, play, pair, between(play.inputAt(pair[0], pair[1]), play.outputAt(o), u));
      else result(pen, play, o, { strength: u, scale: 0.5 + 0.5 * u });
    }
  },

  /** One value travels and is changed on the way. */
  map(pen, play, q) {
    for (let o = 0; o < play.count; o += 1) {
      const u = play.flight(q, o);
      const [pair] = play.sources(o);
      if (u >= 1 || !pair) result(pen, play, o);
      else if (u > 0) {
        const at = between(play.inputAt(pair[0], pair[1]), play.outputAt(o), u);
        if (u < 0.5) source(pen, play, pair, at, { scale: 1 - 0.25 * ease(u * 2) });
        else result(pen, play, o, { scale: 0.75 + 0.25 * ease(u * 2 - 1) }, at);
      }
    }
  },

  /** Smaller tensors stretch out ghosts first; then the cells at one place of all inputs meet in the output. */
  zip(pen, play, q) {
    const stretch = play.broadcast ? ease(clamp(q / STRETCH)) : 1;
    const rest = play.broadcast ? clamp((q - STRETCH) / (1 - STRETCH)) : q;
    /** @type {[Pair, Point, number][]} */
    const flying = [];
    for (let o = 0; o < play.count; o += 1) {
      const u = play.flight(rest, o);
      for (const [i, e] of play.sources(o)) {
        const home = play.stretchedAt(i, o);
        const strength = (q < 1 ? 0.45 : 0.3) * (u > 0 ? 0.6 : 1);
        if (play.cell(i, e) !== o && stretch > 0)
          source(pen, play, [i, e], between(play.inputAt(i, e), home, stretch), { strength });
        if (u > 0 && u < 1) flying.push([[i, e], between(home, play.outputAt(o), u), u]);
      }
      if (u >= 1) result(pen, play, o);
    }
    for (const [pair, at, u] of flying) source(pen, play, pair, at, { strength: 0.92, scale: 1 - 0.15 * u });
  },

  /** Many cells fall together into one. */
  fold(pen, play, q) {
    const [{ formula }] = play.scene.parts;
    const adds = formula.kind === "fold" && formula.symbol === "+" && !formula.mean && !formula.skips;
    /** @type {[Pair, Point][]} */
    const flying = [];
    for (let o = 0; o < play.count; o += 1) {
      const sources = play.sources(o);
      let sum = 0;
      let arrived = 0;
      sources.forEach(([i, e], k) => {
        const u = play.flight(clamp(1.25 * q - (0.25 * k) / Math.max(1, sources.length - 1)), o);
        if (u >= 1) {
          arrived += 1;
          sum += play.value([i, e]);
        } else if (u > 0) flying.push([[i, e], between(play.inputAt(i, e), play.outputAt(o), u)]);
      });
      if (arrived === sources.length || q >= 1) result(pen, play, o);
      else if (arrived > 0) result(pen, play, o, { strength: 0.55, text: adds ? cellText(sum) : "…" });
    }
    for (const [pair, at] of flying) source(pen, play, pair, at, { strength: 0.9 });
  },

  gather: (...given) => STYLES.fold(...given),

  /** Row meets column: pair by pair the products add up in the output's cell. */
  dot(pen, play, q) {
    const { cell, pairs, pair, share } = play.cellOfDot(q);
    for (let o = 0; o < cell; o += 1) result(pen, play, o);
    if (cell >= play.count) return;
    const at = play.outputAt(cell);
    const accent = pen.theme.roles.step;
    for (const [i, e] of play.sources(cell)) pen.frame(play.inputAt(i, e), accent, 2);
    if (pair > 0) result(pen, play, cell, { text: cellText(play.partial(cell, pair)) });
    pen.frame(at, accent, 3);
    if (pair >= pairs.length) return;
    const look = { strength: 0.95, scale: 1 - 0.2 * share };
    for (const [i, e] of pairs[pair]) source(pen, play, [i, e], between(play.inputAt(i, e), at, ease(share)), look);
  },

  /** Elements come one after the other. A cuboid slides apart, so that all its numbers are seen, and back. */
  create(pen, play, q) {
    const spread = play.spread(q);
    const { box } = play.output;
    const sheet = box.rows * box.columns;
    const order = [...Array(play.count).keys()];
    if (spread < 1) order.sort((a, b) => Math.floor(b / sheet) - Math.floor(a / sheet));
    order.forEach((o, n) => {
      if (spread < 1 && n % sheet === 0) backing(pen, play.output, Math.floor(o / sheet), spread);
      const u = clamp((q / 0.4 - (0.75 * o) / Math.max(1, play.count - 1)) / 0.25);
      if (u > 0) result(pen, play, o, { strength: u, scale: 0.7 + 0.3 * u }, play.outputAt(o, spread));
    });
  },

  /** Too many dependencies to show: the result appears. */
  fade(pen, play, q) {
    for (let o = 0; o < play.count; o += 1) result(pen, play, o, { strength: clamp(2 * q) });
  },
};

/**
 * A slice of a cuboid hides what stands behind it.
 * @param {Pen} pen
 * @param {import("./layout.js").Place} place
 * @param {number} slice
 * @param {number} spread
 */
function backing({ context, theme }, { box, x, y }, slice, spread) {
  const [dx, dy] = box.corner(slice, spread);
  context.fillStyle = theme.background;
  context.strokeStyle = theme.axis;
  context.lineWidth = 1;
  context.beginPath();
  context.rect(x + dx - 2, y + dy - 2, box.sliceWidth + 4, box.sliceHeight + 4);
  context.fill();
  context.stroke();
}
