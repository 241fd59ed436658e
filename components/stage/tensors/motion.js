// How an operation moves: for each style, the cells of a scene at a share `p` of its beat, painted on a canvas.

import { cellText } from "../kit/format.js";
import { isShown } from "./layout.js";
import { between, clamp, ease } from "../kit/shares.js";

const FLIGHT = 0.42; // share of a beat that one element travels
const STRETCH = 0.32; // share of a beat in which a smaller tensor stretches to the larger
const GONE = 0.28; // how strong a cell is that has been left

/**
 * @typedef {import("./layout.js").Tensor} Tensor
 * @typedef {import("./layout.js").Scene} Scene
 * @typedef {import("./layout.js").Pair} Pair
 * @typedef {import("./layout.js").Place} Place
 * @typedef {import("../kit/theme.js").Theme} Theme
 * @typedef {number[]} Point x and y
 *
 * An element of the result: which of its part's, and whether there is room for it.
 * @typedef {{ output: number, place: Place, element: number, shown: boolean }} Cell
 *
 * A layout keeps what was found for it.
 * @typedef {import("./layout.js").Layout & { elements?: Cell[], first?: Int32Array[] }} Laid
 *
 * Strength and scale are shares of the whole.
 * @typedef {{ strength?: number, scale?: number, text?: string }} Look
 */

/**
 * Element `i` of `n` sets off a little after the one before it; how far it is at `q`, 0 to 1.
 * @param {number} q
 * @param {number} i
 * @param {number} n
 */
const flight = (q, i, n) => ease(clamp((q - ((1 - FLIGHT) * i) / Math.max(1, n - 1)) / FLIGHT));

/**
 * What an output element of a scene depends on.
 * @param {Scene} scene
 * @param {number} output
 */
const sourcesOf = (scene, output) => scene.from[output] ?? [];

/**
 * Each output element's pairs, read from the film's flat lists.
 * @param {Pick<Scene, "ends" | "sources">} scene
 */
export function pairsOf({ ends, sources }) {
  if (!ends || !sources) return [];
  return ends.map((end, output) => {
    /** @type {Pair[]} */
    const found = [];
    for (let i = output ? ends[output - 1] : 0; i < end; i += 1) found.push([sources[2 * i], sources[2 * i + 1]]);
    return found;
  });
}

/**
 * The part of a scene's result in which its element `o` lies, and which element of that part it is. Throws if there is none.
 * @template {{ output: number }} Part
 * @param {{ parts: Part[] }} scene
 * @param {Pick<Tensor, "values">[]} tensors
 * @param {number} o
 * @returns {[Part, number]}
 */
export function partAt({ parts }, tensors, o) {
  for (const part of parts) {
    const size = tensors[part.output].values.length;
    if (o < size) return [part, o];
    o -= size;
  }
  throw new RangeError("no such element");
}

/** Paints cells: numbers in boxes, in their tensors' colours. */
export class Pen {
  wide = 0; // of a cell, as `size` says
  high = 0;
  fontSize = 0;
  numbers = false;
  inset = 0;

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Theme} theme
   * @param {Tensor[]} tensors
   * @param {string[][]} colours of every tensor's elements
   */
  constructor(context, theme, tensors, colours) {
    this.context = context;
    this.theme = theme;
    this.tensors = tensors;
    this.colours = colours;
  }

  /**
   * @param {number} wide
   * @param {number} high
   */
  size(wide, high) {
    this.wide = wide;
    this.high = high;
    this.fontSize = Math.min(20, 0.44 * high, wide / 3.5);
    this.numbers = this.fontSize >= 7;
    this.context.font = `500 ${this.fontSize}px ${this.theme.font}`;
    this.inset = high > 12 ? 1.5 : high > 6 ? 0.5 : 0;
  }

  /**
   * One element of a tensor. `scale` shrinks it around its middle; `text` stands for its value.
   * @param {number} tensor
   * @param {number} element
   * @param {Point} at
   * @param {Look} look
   */
  cell(tensor, element, [x, y], { strength = 1, scale = 1, text } = {}) {
    const { context, inset } = this;
    const [wide, high] = [this.wide * scale - 2 * inset, this.high * scale - 2 * inset];
    if (!(wide > 0)) return;
    const left = x + (this.wide - wide) / 2;
    const top = y + (this.high - high) / 2;
    context.globalAlpha = strength;
    context.fillStyle = this.colours[tensor][element];
    if (high > 14) {
      context.beginPath();
      context.roundRect(left, top, wide, high, 4);
      context.fill();
    } else context.fillRect(left, top, wide, high);
    if (this.numbers && scale > 0.6) {
      context.fillStyle = this.theme.text;
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillText(
        text ?? cellText(this.tensors[tensor].values[element]),
        x + this.wide / 2,
        y + this.high / 2 + 0.5,
        wide - 2,
      );
    }
    context.globalAlpha = 1;
  }

  /**
   * The place of a cell that is empty.
   * @param {Point} at
   */
  hole([x, y], strength = 1) {
    const { context, theme, inset } = this;
    if (this.high < 9) return;
    context.globalAlpha = strength;
    context.strokeStyle = theme.axis;
    context.lineWidth = 1;
    context.setLineDash([3, 3]);
    context.strokeRect(x + inset + 0.5, y + inset + 0.5, this.wide - 2 * inset - 1, this.high - 2 * inset - 1);
    context.setLineDash([]);
    context.globalAlpha = 1;
  }

  /**
   * @param {Point} at
   * @param {string} colour
   */
  frame([x, y], colour, width = 2.5) {
    const { context } = this;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.roundRect(x + 0.5, y + 0.5, this.wide - 1, this.high - 1, 4);
    context.stroke();
  }
}

/** A scene ready to be painted: its places, and where each element of them lies now. */
export class Stageplay {
  /** @type {Float32Array[]} how much of each input's element is still in its place */
  left = [];

  /**
   * @param {Pen} pen
   * @param {Scene} scene
   * @param {Laid} layout
   */
  constructor(pen, scene, layout) {
    this.pen = pen;
    this.scene = scene;
    this.layout = layout;
    this.tensors = pen.tensors;
    this.output = layout.places[layout.places.length - 1];
    // Where each element of the result lies: the elements of its parts, one part after the other.
    this.elements = layout.elements ??= scene.parts.flatMap(({ output }, k) => {
      const place = layout.places[scene.inputs.length + k];
      return Array.from(this.tensors[output].values, (_, element) => ({
        output,
        place,
        element,
        shown: isShown(place, element),
      }));
    });
    this.count = this.elements.length;
    /** @type {Int32Array[] | undefined} of a stretched input's element, the first place that needs it */
    this.first = undefined;
    this.broadcast = scene.style === "zip" && scene.inputs.some((id) => this.tensors[id].values.length !== this.count);
    if (scene.style === "zip")
      this.first = layout.first ??= scene.inputs.map((id, i) =>
        firstUse(scene, i, this.tensors[id].values.length, this.count),
      );
  }

  /**
   * Where element `e` of input `i` lies: in a stretched place, where the first element that needs it lies.
   * @param {number} i
   * @param {number} e
   * @returns {Point}
   */
  inputAt(i, e, shift = [0, 0]) {
    const { box, x, y } = this.layout.places[i];
    const [dx, dy] = box.at(this.first ? this.first[i][e] : e);
    return [x + dx + shift[0], y + dy + shift[1]];
  }

  /**
   * Where output element `o` would lie in the stretched place of input `i`.
   * @param {number} i
   * @param {number} o
   * @returns {Point}
   */
  stretchedAt(i, o) {
    const { box, x, y } = this.layout.places[i];
    const [dx, dy] = box.at(o);
    return [x + dx, y + dy];
  }

  /**
   * @param {number} o
   * @returns {Point}
   */
  outputAt(o, spread = 1) {
    const { place, element } = this.elements[o];
    const [dx, dy] = place.box.at(element, spread);
    return [place.x + dx, place.y + dy];
  }

  /**
   * Paints element `o` of the result.
   * @param {number} o
   * @param {Point} at
   * @param {Look} look
   */
  result(o, at, look = {}) {
    const { output, element, shown } = this.elements[o];
    if (shown) this.pen.cell(output, element, at, look);
  }

  /**
   * Paints the beat at `q` (0 to 1 after the inputs are in place).
   * @param {number} q
   * @param {Point[]} shifts of the inputs on their way
   * @param {number[]} strengths of the same
   */
  paint(q, shifts, strengths) {
    const { scene } = this;
    this.left = scene.inputs.map((id) => new Float32Array(this.tensors[id].values.length).fill(1));
    if (["move", "map", "fold", "gather"].includes(scene.style)) this.leave(q);
    const back = clamp((q - 0.94) / 0.06); // at the end the inputs are whole again
    scene.inputs.forEach((id, i) => {
      this.left[i].forEach((strength, e) => {
        if (!isShown(this.layout.places[i], this.first ? this.first[i][e] : e)) return;
        const now = strength + (1 - strength) * back * 0.7;
        if (now < 0.9) this.pen.hole(this.inputAt(i, e, shifts[i]), 0.5 * strengths[i]);
        this.pen.cell(id, e, this.inputAt(i, e, shifts[i]), { strength: now * strengths[i] });
      });
    });
    if (q < 1)
      for (let o = 0; o < this.count; o += 1)
        if (this.elements[o].shown) this.pen.hole(this.outputAt(o, this.spread(q)), clamp(q * 6 + 0.35));
    /** @type {Record<string, (q: number) => void>} */ (/** @type {unknown} */ (this))[scene.style](q);
  }

  /**
   * How far slices stand apart.
   * @param {number} _ how far the beat is
   */
  spread(_) {
    return 1;
  }

  /**
   * Cells that have set off leave their place.
   * @param {number} q
   */
  leave(q) {
    for (let o = 0; o < this.count; o += 1) {
      const u = flight(q, o, this.count);
      if (u > 0)
        for (const [i, e] of sourcesOf(this.scene, o))
          this.left[i][e] = Math.min(this.left[i][e], Math.max(GONE, 1 - 4 * u));
    }
  }

  /** @param {number} o */
  done(o) {
    this.result(o, this.outputAt(o));
  }

  /** @param {number} q */
  move(q) {
    const { scene, pen } = this;
    /** @type {[number, number, Pair][]} */
    const late = [];
    for (let o = 0; o < this.count; o += 1) {
      const u = flight(q, o, this.count);
      const [source] = sourcesOf(scene, o);
      if (u >= 1) this.done(o);
      else if (u > 0) late.push([o, u, source]);
    }
    for (const [o, u, source] of late) {
      if (source)
        pen.cell(scene.inputs[source[0]], source[1], between(this.inputAt(source[0], source[1]), this.outputAt(o), u));
      else this.result(o, this.outputAt(o), { strength: u, scale: 0.5 + 0.5 * u });
    }
  }

  /**
   * One value travels and is changed on the way.
   * @param {number} q
   */
  map(q) {
    const { scene, pen } = this;
    for (let o = 0; o < this.count; o += 1) {
      const u = flight(q, o, this.count);
      const [source] = sourcesOf(scene, o);
      if (u >= 1 || !source) this.done(o);
      else if (u > 0) {
        const at = between(this.inputAt(source[0], source[1]), this.outputAt(o), u);
        if (u < 0.5) pen.cell(scene.inputs[source[0]], source[1], at, { scale: 1 - 0.25 * ease(u * 2) });
        else this.result(o, at, { scale: 0.75 + 0.25 * ease(u * 2 - 1) });
      }
    }
  }

  /**
   * Smaller tensors stretch out ghosts first; then the cells at one place of all inputs meet in the output.
   * @param {number} q
   */
  zip(q) {
    const { scene, pen } = this;
    const stretch = this.broadcast ? ease(clamp(q / STRETCH)) : 1;
    const rest = this.broadcast ? clamp((q - STRETCH) / (1 - STRETCH)) : q;
    /** @type {[number, number, Point, number][]} */
    const flying = [];
    for (let o = 0; o < this.count; o += 1) {
      const u = flight(rest, o, this.count);
      for (const [i, e] of sourcesOf(scene, o)) {
        const home = this.stretchedAt(i, o);
        const strength = (q < 1 ? 0.45 : 0.3) * (u > 0 ? 0.6 : 1);
        if (this.first?.[i][e] !== o && stretch > 0)
          pen.cell(scene.inputs[i], e, between(this.inputAt(i, e), home, stretch), { strength });
        if (u > 0 && u < 1) flying.push([i, e, between(home, this.outputAt(o), u), u]);
      }
      if (u >= 1) this.done(o);
    }
    for (const [i, e, at, u] of flying) pen.cell(scene.inputs[i], e, at, { strength: 0.92, scale: 1 - 0.15 * u });
  }

  /**
   * Many cells fall together into one.
   * @param {number} q
   */
  fold(q) {
    const { scene, pen } = this;
    const [{ formula }] = scene.parts;
    const adds = formula.kind === "fold" && formula.symbol === "+" && !formula.mean && !formula.skips;
    /** @type {[number, number, Point][]} */
    const flying = [];
    for (let o = 0; o < this.count; o += 1) {
      const sources = sourcesOf(scene, o);
      let sum = 0;
      let arrived = 0;
      sources.forEach(([i, e], k) => {
        const u = flight(clamp(1.25 * q - (0.25 * k) / Math.max(1, sources.length - 1)), o, this.count);
        if (u >= 1) {
          arrived += 1;
          sum += Number(this.tensors[scene.inputs[i]].values[e]);
        } else if (u > 0) flying.push([i, e, between(this.inputAt(i, e), this.outputAt(o), u)]);
      });
      if (arrived === sources.length || q >= 1) this.done(o);
      else if (arrived > 0) this.result(o, this.outputAt(o), { strength: 0.55, text: adds ? cellText(sum) : "…" });
    }
    for (const [i, e, at] of flying) pen.cell(scene.inputs[i], e, at, { strength: 0.9 });
  }

  /** @param {number} q */
  gather(q) {
    this.fold(q);
  }

  /**
   * Row meets column: pair by pair the products add up in the output's cell.
   * @param {number} q
   */
  dot(q) {
    const { scene, pen } = this;
    const now = this.cellOfDot(q);
    for (let o = 0; o < now.cell; o += 1) this.done(o);
    if (now.cell >= this.count) return;
    const { cell, pairs, pair, share } = now;
    const at = this.outputAt(cell);
    const accent = pen.theme.roles.step;
    for (const [i, e] of sourcesOf(scene, cell)) pen.frame(this.inputAt(i, e), accent, 2);
    if (pair > 0) this.result(cell, at, { text: cellText(this.partial(cell, pair)) });
    pen.frame(at, accent, 3);
    if (pair >= pairs.length) return;
    for (const [i, e] of pairs[pair])
      pen.cell(scene.inputs[i], e, between(this.inputAt(i, e), at, ease(share)), {
        strength: 0.95,
        scale: 1 - 0.2 * share,
      });
  }

  /**
   * Which cell a matrix product is at, its pairs, and how far the pair in flight is.
   * @param {number} q
   */
  cellOfDot(q) {
    const cell = Math.min(this.count, Math.floor(q * this.count + 1e-9));
    const pairs = cell < this.count ? this.pairs(cell) : [];
    const within = clamp((q * this.count - cell) / 0.88) * pairs.length;
    return { cell, pairs, pair: Math.floor(within), share: within % 1 };
  }

  /**
   * The factors of an output element: [[0, a], [1, b]] for each product.
   * @param {number} o
   */
  pairs(o) {
    const all = sourcesOf(this.scene, o);
    const [rows, columns] = [all.filter(([i]) => i === 0), all.filter(([i]) => i === 1)];
    return rows.map((factor, k) => [factor, columns[k]]);
  }

  /**
   * The sum of the first `n` products of an output element.
   * @param {number} o
   * @param {number} n
   */
  partial(o, n) {
    const value = (/** @type {Pair} */ [i, e]) => Number(this.tensors[this.scene.inputs[i]].values[e]);
    return this.pairs(o)
      .slice(0, n)
      .reduce((sum, [a, b]) => sum + value(a) * value(b), 0);
  }

  /**
   * Elements come one after the other. A cuboid slides apart, so that all its numbers are seen, and back.
   * @param {number} q
   */
  create(q) {
    const spread = this.spread(q);
    const { box } = this.output;
    const order = [...Array(this.count).keys()];
    if (spread < 1)
      order.sort((a, b) => Math.floor(b / (box.rows * box.columns)) - Math.floor(a / (box.rows * box.columns)));
    const sheet = box.rows * box.columns;
    order.forEach((o, n) => {
      if (spread < 1 && n % sheet === 0) this.backing(Math.floor(o / sheet), spread);
      const u = clamp((q / 0.4 - (0.75 * o) / Math.max(1, this.count - 1)) / 0.25);
      if (u > 0) this.result(o, this.outputAt(o, spread), { strength: u, scale: 0.7 + 0.3 * u });
    });
  }

  /**
   * A slice of a cuboid hides what stands behind it.
   * @param {number} slice
   * @param {number} spread
   */
  backing(slice, spread) {
    const { box, x, y } = this.output;
    const [dx, dy] = box.corner(slice, spread);
    const { context, theme } = this.pen;
    context.fillStyle = theme.background;
    context.strokeStyle = theme.axis;
    context.lineWidth = 1;
    context.beginPath();
    context.rect(x + dx - 2, y + dy - 2, box.sliceWidth + 4, box.sliceHeight + 4);
    context.fill();
    context.stroke();
  }

  /**
   * Too many dependencies to show: the result appears.
   * @param {number} q
   */
  fade(q) {
    for (let o = 0; o < this.count; o += 1) this.result(o, this.outputAt(o), { strength: clamp(2 * q) });
  }
}

/** A tensor that is written down: closed at first, apart in the middle, closed at the end. */
export class Creation extends Stageplay {
  /** @param {number} q */
  spread(q) {
    if (this.output.box.slices < 2 || !this.scene.slides) return 1;
    return ease(clamp((q - 0.45) / 0.13)) - ease(clamp((q - 0.86) / 0.13));
  }
}

/**
 * Of each element of an input, the first element of the result that needs it.
 * @param {Scene} scene
 * @param {number} input
 * @param {number} size
 * @param {number} count
 */
function firstUse(scene, input, size, count) {
  const first = new Int32Array(size).fill(-1);
  for (let o = count - 1; o >= 0; o -= 1) for (const [i, e] of sourcesOf(scene, o)) if (i === input) first[e] = o;
  return first.map((o) => Math.max(0, o));
}
