// What draws in the box: lines and areas through places of it, and words.

/** @typedef {import("./theme.js").Theme} Theme */

export class Brush {
  /**
   * @param {CanvasRenderingContext2D} context
   * @param {import("./box.js").Box} box
   * @param {Theme} theme
   */
  constructor(context, box, theme) {
    this.context = context;
    this.box = box;
    this.theme = theme;
  }

  /**
   * How lines are drawn from now on.
   * @param {string} colour
   * @param {number} width
   * @param {number} alpha
   * @param {number[]} dash
   */
  stroke(colour, width, alpha, dash = []) {
    const { context } = this;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.globalAlpha = alpha;
    context.setLineDash(dash);
  }

  /**
   * The outline of an area.
   * @param {number[][]} places
   */
  area(places) {
    this.path(places);
    this.context.closePath();
  }

  /** @param {number[][]} places */
  line(...places) {
    this.path(places);
    this.context.stroke();
  }

  /** @param {number[][]} places */
  path(places) {
    const { context, box } = this;
    context.beginPath();
    places.forEach((place, i) => {
      const [x, y] = box.project(place);
      if (i) context.lineTo(x, y);
      else context.moveTo(x, y);
    });
  }

  /**
   * How words are written from now on.
   * @param {number} weight
   * @param {CanvasTextAlign} align
   */
  letters(weight, align) {
    const { context } = this;
    context.font = `${weight} 14px ${this.theme.font}`;
    context.textAlign = align;
    context.textBaseline = "middle";
  }
}
