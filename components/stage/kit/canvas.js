// A canvas as sharp as the screen, which is drawn on in the page's own pixels.

import { element } from "./dom.js";

const SHARPEST = 2; // more pixels than this for one of the page's cost more than they show

export class Canvas {
  width = 0;
  height = 0;
  ratio = 1;

  /** @param {Record<string, any>} attributes */
  constructor(attributes = {}) {
    this.node = element("canvas", attributes);
    this.context = /** @type {CanvasRenderingContext2D} */ (this.node.getContext("2d"));
  }

  /** Takes a size, or else the one that the style sheet gives it, and says whether it is a new one. What was drawn is gone then. */
  fit(width = this.node.clientWidth, height = this.node.clientHeight) {
    const ratio = Math.min(SHARPEST, globalThis.devicePixelRatio || 1);
    if (!width || (width === this.width && height === this.height && ratio === this.ratio)) return false;
    this.width = width;
    this.height = height;
    this.ratio = ratio;
    this.node.width = Math.round(width * ratio);
    this.node.height = Math.round(height * ratio);
    return true;
  }

  /** What draws, on a blank canvas. */
  pen() {
    const { context, ratio } = this;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    return context;
  }
}
