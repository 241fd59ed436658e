// A canvas as sharp as the screen, which is drawn on in the page's own pixels, or in larger ones.

import { element } from "./dom.js";

const SHARPEST = 2; // more pixels than this for one of the page's cost more than they show

/**
 * Draws in place of every canvas: what it was given last for one, or null; `pen` begins anew.
 * @typedef {{ of: (canvas: Canvas) => CanvasRenderingContext2D | null, pen: (canvas: Canvas) => CanvasRenderingContext2D }} Recording
 */

export class Canvas {
  /** Who hears what is drawn, instead of the screen. @type {Recording | null} */
  static recording = null;
  /** What was painted once is painted anew when this is another number. */
  static takes = 0;
  width = 0;
  height = 0;
  ratio = 1;
  scale = 1; // how many of the page's pixels one of its own is wide

  /** @param {Record<string, any>} attributes */
  constructor(attributes = {}) {
    this.node = element("canvas", attributes);
    this.own = /** @type {CanvasRenderingContext2D} */ (this.node.getContext("2d"));
  }

  /** What draws on it. */
  get context() {
    return Canvas.recording?.of(this) ?? this.own;
  }

  /** Takes a size, or else the one that the style sheet gives it, and says whether it is a new one. What was drawn is gone then. */
  fit(width = this.node.clientWidth, height = this.node.clientHeight) {
    const ratio = this.scale * Math.min(SHARPEST, globalThis.devicePixelRatio || 1);
    const [wide, high] = [width / this.scale, height / this.scale];
    if (!width || (wide === this.width && high === this.height && ratio === this.ratio)) return false;
    this.width = wide;
    this.height = high;
    this.ratio = ratio;
    this.node.width = Math.round(wide * ratio);
    this.node.height = Math.round(high * ratio);
    return true;
  }

  /** What draws, on a blank canvas. */
  pen() {
    if (Canvas.recording) return Canvas.recording.pen(this);
    const { own: context, ratio } = this;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    return context;
  }
}
