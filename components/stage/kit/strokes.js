// What canvases draw again and again.

/**
 * A straight line.
 * @param {CanvasRenderingContext2D} context
 * @param {number[]} from x and y
 * @param {number[]} to
 */
export function straight(context, [x, y], [toX, toY]) {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(toX, toY);
  context.stroke();
}

/**
 * The path of a disc, to be filled or stroked.
 * @param {CanvasRenderingContext2D} context
 * @param {number[]} centre x and y
 * @param {number} radius
 */
export function disc(context, [x, y], radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}
