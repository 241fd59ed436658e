// So many rows that each is a small square: those of this batch are lit, those whose turn in the epoch is over are dark.

const GAP = 0.22; // between squares, as a share of one
const LARGEST = 36; // px

/**
 * How squares lie in a field: how many are side by side, and how large each place is.
 * @param {number} count
 * @param {number} width
 * @param {number} height
 */
export function field(count, width, height) {
  let size = Math.min(LARGEST, Math.sqrt((width * height) / count));
  while (Math.ceil(count / Math.max(1, Math.floor(width / size))) * size > height) size *= 0.99;
  return { across: Math.max(1, Math.floor(width / size)), size };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{ width: number, height: number }} canvas
 * @param {{ spots: number[], size: number, batch: number }} dealt the spot of each row in the epoch, how many rows are in
 * a batch, and which batch is at work: none is lit at -1, and all are done from the last one on
 * @param {import("../../stage/kit/theme.js").Theme} theme
 */
export function drawMany(context, { width, height }, { spots, size, batch }, { roles }) {
  const { across, size: each } = field(spots.length, width, height);
  const side = each * (1 - GAP);
  spots.forEach((spot, row) => {
    const at = Math.floor(spot / size);
    context.fillStyle = at === batch ? roles.prediction : roles.target;
    context.globalAlpha = at === batch ? 1 : at < batch ? 0.45 : 0.15;
    context.fillRect((row % across) * each, Math.floor(row / across) * each, side, side);
  });
  context.globalAlpha = 1;
}
