// A canvas that remembers what is drawn on it, as a drawing that can be as large as one likes.

import { Canvas } from "./canvas.js";
import { ink } from "./ink.js";
import { escaped, short, tagged } from "./markup.js";
import { Outline } from "./outline.js";

/** What a context has until it is told otherwise; and keeps, and gives back. */
const FIRST = {
  fillStyle: /** @type {any} */ ("#000000"),
  strokeStyle: "#000000",
  lineWidth: 1,
  globalAlpha: 1,
  font: "10px sans-serif",
  textAlign: "start",
  textBaseline: "alphabetic",
  lineCap: "butt",
  lineJoin: "miter",
  imageSmoothingEnabled: true,
};
const ANCHORS = { center: "middle", right: "end", end: "end" };
const SEAM = 0.4; // px by which rows of sharp pixels reach into each other, so that no ground is seen between them
const FONT = /^(?:(italic) )?(?:normal )?(?:(\d+|bold|normal) )?([\d.]+)px(?:\/\S+)? (.+)$/;

/**
 * Of a canvas: what was drawn, and its size in its own pixels.
 * @typedef {{ markup: string, width: number, height: number }} Recorded
 */

/** Does for the pictures of this site what a canvas's context does for them, and no more. */
export class Recorder extends Outline {
  /** @type {string[]} */
  parts = [];
  /** @type {string | undefined} the area in which something is seen */
  clipped = undefined;
  /** @type {number[]} */
  dash = [];
  /** @type {Record<string, any>[]} */
  kept = [];
  now = { ...FIRST };

  /**
   * @param {CanvasRenderingContext2D} pen which measures texts
   * @param {{ width: number, height: number }} size
   * @param {Map<unknown, Recorded>} others what was drawn on other canvases
   * @param {() => string} name gives a name that nothing else has
   */
  constructor(pen, { width, height }, others, name) {
    super();
    Object.assign(this, FIRST);
    this.pen = pen;
    this.width = width;
    this.height = height;
    this.others = others;
    this.name = name;
  }

  get markup() {
    return this.parts.join("");
  }

  // ---- what it keeps

  /** What is set, in its own fields. @returns {any} */
  get set() {
    return this;
  }

  save() {
    const { set, clipped, dash, matrix } = this;
    const fields = Object.fromEntries(Object.keys(FIRST).map((name) => [name, set[name]]));
    this.kept.push({ ...fields, clipped, dash, matrix });
  }

  restore() {
    Object.assign(this, this.kept.pop());
  }

  /** @param {number[]} dash */
  setLineDash(dash) {
    this.dash = dash;
  }

  /** Only what is drawn inside the path is seen from now on. @param {string} [rule] */
  clip(rule) {
    const id = this.name();
    const path = tagged("path", { d: this.d, "clip-rule": rule });
    this.parts.push(tagged("clipPath", { id, "clip-path": this.clipped }, path));
    this.clipped = `url(#${id})`;
  }

  // ---- what it draws

  /** @param {{ d: string } | string} [path] its own where there is none; or by which rule it is filled */
  fill(path) {
    const d = typeof path === "object" ? path.d : this.d;
    const { paint, alpha } = this.filling();
    this.draw("path", { d, fill: paint, "fill-opacity": alpha, "fill-rule": typeof path === "string" ? path : null });
  }

  /** @param {{ d: string }} [path] */
  stroke(path = this) {
    this.draw("path", { d: path.d, fill: "none", ...this.line() });
  }

  /** @type {(x: number, y: number, width: number, height: number) => void} */
  fillRect(x, y, width, height) {
    const { d } = this;
    this.beginPath();
    this.rect(x, y, width, height);
    this.fill();
    this.d = d;
  }

  /** @type {(x: number, y: number, width: number, height: number) => void} */
  strokeRect(x, y, width, height) {
    const { d } = this;
    this.beginPath();
    this.rect(x, y, width, height);
    this.stroke();
    this.d = d;
  }

  /** @type {(text: string, x: number, y: number) => void} */
  fillText(text, x, y) {
    const { paint, alpha } = this.filling();
    this.letters(text, x, y, { fill: paint, "fill-opacity": alpha });
  }

  /** @type {(text: string, x: number, y: number) => void} */
  strokeText(text, x, y) {
    this.letters(text, x, y, { fill: "none", ...this.line() });
  }

  /** @param {string} text */
  measureText(text) {
    this.pen.font = this.set.font;
    return this.pen.measureText(text);
  }

  /**
   * Another canvas: as what was drawn on it where that is known, else as its pixels.
   * @param {HTMLCanvasElement} image
   * @param {number[]} at where to, and before that which part of it
   */
  drawImage(image, ...at) {
    const [x, y, width = image.width, height = image.height] = at.length === 8 ? at.slice(4) : at;
    const known = at.length === 8 ? undefined : this.others.get(image);
    const place = { x, y, width, height, preserveAspectRatio: "none", opacity: whole(this.set.globalAlpha) };
    if (known)
      return this.put(tagged("svg", { ...place, viewBox: `0 0 ${known.width} ${known.height}` }, known.markup));
    if (this.set.imageSmoothingEnabled) return this.put(tagged("image", { ...place, href: pixels(image, at) }));
    const more = { y: y - SEAM, height: height + 2 * SEAM, style: "image-rendering: pixelated" };
    this.put(tagged("image", { ...place, ...more, href: pixels(image, at) }));
  }

  /**
   * Fills an area again and again.
   * @param {HTMLCanvasElement} tile
   */
  createPattern(tile) {
    const id = this.name();
    const { width, height } = tile;
    const image = tagged("image", { width, height, href: tile.toDataURL() });
    this.parts.push(tagged("pattern", { id, width, height, patternUnits: "userSpaceOnUse" }, image));
    return `url(#${id})`;
  }

  // ---- how

  filling() {
    const { paint, alpha } = ink(this.set.fillStyle);
    return { paint, alpha: whole(alpha * this.set.globalAlpha) };
  }

  line() {
    const { strokeStyle, globalAlpha, lineWidth, lineCap, lineJoin } = this.set;
    const { paint, alpha } = ink(strokeStyle);
    return {
      stroke: paint,
      "stroke-opacity": whole(alpha * globalAlpha),
      "stroke-width": lineWidth * this.larger,
      "stroke-linecap": lineCap === "butt" ? null : lineCap,
      "stroke-linejoin": lineJoin === "miter" ? null : lineJoin,
      "stroke-dasharray": this.dash.length ? this.dash.map(short).join(" ") : null,
    };
  }

  /**
   * @param {string} text
   * @param {number} x
   * @param {number} y
   * @param {Record<string, any>} inked
   */
  letters(text, x, y, inked) {
    const { font, textAlign, textBaseline } = this.set;
    const [, style, weight, size, family] = FONT.exec(font) ?? [];
    const turned = this.matrix.some((part, i) => part !== [1, 0, 0, 1, 0, 0][i]);
    const told = {
      x,
      y: y + this.above(textBaseline),
      transform: turned ? `matrix(${this.matrix.map((part) => Number(part.toFixed(4))).join(" ")})` : null,
      "font-family": family?.replaceAll('"', "'"),
      "font-size": Number(size),
      "font-weight": weight,
      "font-style": style,
      "text-anchor": ANCHORS[/** @type {keyof typeof ANCHORS} */ (textAlign)],
      ...inked,
    };
    this.put(tagged("text", told, escaped(text)));
  }

  /** How far below a text's place its letters stand. @param {CanvasTextBaseline} baseline */
  above(baseline) {
    if (baseline === "alphabetic") return 0;
    const { pen } = this;
    const before = pen.textBaseline;
    const [low, high] = /** @type {CanvasTextBaseline[]} */ (["alphabetic", baseline]).map((one) => {
      pen.textBaseline = one;
      return this.measureText("x").fontBoundingBoxAscent;
    });
    pen.textBaseline = before;
    return low - high;
  }

  /**
   * @param {string} tag
   * @param {Record<string, any>} attributes
   */
  draw(tag, attributes) {
    if (attributes.d) this.parts.push(tagged(tag, { ...attributes, "clip-path": this.clipped }));
  }

  /** @param {string} markup */
  put(markup) {
    this.parts.push(this.clipped ? tagged("g", { "clip-path": this.clipped }, markup) : markup);
  }
}

/** How opaque something is; nothing is said where it is wholly so. @param {number} alpha */
const whole = (alpha) => (alpha === 1 ? null : alpha);

/**
 * A part of a canvas as a picture in an address.
 * @param {HTMLCanvasElement} image
 * @param {number[]} at
 */
function pixels(image, at) {
  if (at.length < 8) return image.toDataURL();
  const [x, y, width, height] = at;
  const part = Object.assign(document.createElement("canvas"), { width, height });
  part.getContext("2d")?.drawImage(image, x, y, width, height, 0, 0, width, height);
  return part.toDataURL();
}

/**
 * What is drawn on every canvas while something is drawn, by the canvas's node.
 * @param {() => void} draw draws, and then again, on the screen
 * @param {() => string} name gives a name that nothing else has
 */
export function recorded(draw, name) {
  /** @type {Map<unknown, Recorder>} */
  const found = new Map();
  /** @type {(recorder: Recorder | undefined) => any} */
  const context = (recorder) => recorder ?? null;
  Canvas.recording = {
    of: ({ node }) => context(found.get(node)),
    pen: (canvas) => {
      const recorder = new Recorder(canvas.own, canvas, found, name);
      found.set(canvas.node, recorder);
      return context(recorder);
    },
  };
  Canvas.takes += 1;
  try {
    draw();
  } finally {
    Canvas.recording = null;
    Canvas.takes += 1;
  }
  draw();
  return found;
}
