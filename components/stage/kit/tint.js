// Heights as a tint: a pixel for each place of a grid, stronger where it is higher.

const STRONGEST = 0.34; // share of the colour at the top of the scale
const HIGHER = 1.6; // of that, where a place is higher still

/**
 * Paints a grid of shares of a scale, row by row along y, upwards.
 * @param {HTMLCanvasElement} image takes the size of the grid
 * @param {ArrayLike<number>} shares NaN where there is nothing
 * @param {number} grid places along each side
 * @param {import("./theme.js").Rgb} colour
 */
export function tint(image, shares, grid, [red, green, blue]) {
  if (image.width !== grid) image.width = image.height = grid;
  const context = /** @type {CanvasRenderingContext2D} */ (image.getContext("2d"));
  const pixels = context.createImageData(grid, grid);
  for (let row = 0; row < grid; row += 1) {
    for (let column = 0; column < grid; column += 1) {
      const share = shares[(grid - 1 - row) * grid + column]; // up is up
      const at = 4 * (row * grid + column);
      pixels.data[at] = red;
      pixels.data[at + 1] = green;
      pixels.data[at + 2] = blue;
      pixels.data[at + 3] = share === share ? 255 * STRONGEST * Math.min(HIGHER, share) : 0;
    }
  }
  context.putImageData(pixels, 0, 0);
}

/**
 * Draws such an image over its window.
 * @param {CanvasRenderingContext2D} context
 * @param {import("./chart.js").Chart} chart
 * @param {HTMLCanvasElement} image
 * @param {number[]} window x from, x to, y from, y to: its outer places stand there
 */
export function spread(context, chart, image, [x0, x1, y0, y1]) {
  const last = image.width - 1;
  const [cell, row] = [(x1 - x0) / last, (y1 - y0) / last];
  const [from, to] = [chart.at([x0 - cell / 2, y1 + row / 2]), chart.at([x1 + cell / 2, y0 - row / 2])];
  context.globalAlpha = 1;
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  context.drawImage(image, from[0], from[1], to[0] - from[0], to[1] - from[1]);
}
