// Why an expression has no value, as a picture: the sizes that do not fit, the row that sticks out, the cells left
// over.

import { Box } from "./layout.js";

const TITLE = 46;

/**
 * Lists that should be rows of one length, those that are `bad` among them.
 * @typedef {import("../told").Ragged} Ragged
 *
 * What does not fit: of tensors, by their numbers, dimensions that `clash` (which of them, and which of its
 * dimensions); the
 * shape that was `wanted` for their elements; or a ragged list.
 * @typedef {Pick<Required<import("../told").Refused>, "inputs" | "clash"> & Pick<import("../told").Refused, "wanted" | "rows" | "source">} Failure
 */

/**
 * Draws a failure in a frame of `width` x `height`: a ragged list, cells poured into a shape, or tensors that clash.
 * @param {import("./motion.js").Pen} pen
 * @param {Failure} failure
 * @param {number} width
 * @param {number} height
 */
export function drawFailure(pen, failure, width, height) {
  if (failure.rows) return ragged(pen, failure.rows, width, height);
  const shapes = failure.inputs.map((id) => pen.tensors[id].shape);
  if (failure.wanted) shapes.push(failure.wanted);
  const high = size(shapes, width, height);
  const boxes = shapes.map((shape) => new Box(shape, [1.5 * high, high]));
  pen.size(1.5 * high, high);
  const room = boxes.reduce((sum, box) => sum + Math.max(90, box.width), 0) + 56 * (boxes.length - 1);
  let x = (width - room) / 2;
  boxes.forEach((box, i) => {
    const wide = Math.max(90, box.width);
    const at = { x: x + (wide - box.width) / 2, y: TITLE };
    if (i === failure.inputs.length) pour(pen, failure, box, at);
    else tensor(pen, failure, i, box, at);
    x += wide + 56;
  });
}

/**
 * @param {number[][]} shapes
 * @param {number} width
 * @param {number} height
 */
function size(shapes, width, height) {
  for (let high = 44; high > 4; high -= 2) {
    const boxes = shapes.map((shape) => new Box(shape, [1.5 * high, high]));
    const room = boxes.reduce((sum, box) => sum + Math.max(90, box.width), 0) + 56 * (boxes.length - 1);
    if (room <= width && Math.max(0, ...boxes.map((box) => box.height)) <= height - TITLE - 40) return high;
  }
  return 4;
}

/**
 * @param {import("./motion.js").Pen} pen
 * @param {Failure} failure
 * @param {number} i
 * @param {Box} box
 * @param {{ x: number, y: number }} at
 */
function tensor(pen, failure, i, box, { x, y }) {
  const id = failure.inputs[i];
  const { name, shape, values } = pen.tensors[id];
  values.forEach((_, e) => {
    const [dx, dy] = box.at(e);
    pen.cell(id, e, [x + dx, y + dy]);
  });
  const clashing = failure.clash.filter(([place]) => place === i).map(([, dim]) => dim);
  title(pen, name, shape, clashing, x + box.width / 2, y);
  for (const dim of clashing) brace(pen, box, { x, y }, dim, shape);
}

/**
 * Name and shape above a tensor; sizes that do not fit stand out.
 * @param {import("./motion.js").Pen} pen
 * @param {string} name
 * @param {number[]} shape
 * @param {number[]} clashing
 * @param {number} middle
 * @param {number} y
 */
function title({ context, theme }, name, shape, clashing, middle, y) {
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.font = `600 15px ${theme.font}`;
  context.fillStyle = theme.text;
  context.fillText(name, middle, y - 26);
  context.font = `400 14px ${theme.font}`;
  const parts = shape.flatMap((n, d) => [{ text: d ? ", " : "" }, { text: String(n), bad: clashing.includes(d) }]);
  const all = [{ text: "[" }, ...parts, { text: "]" }];
  let x = middle - context.measureText(all.map(({ text }) => text).join("")).width / 2;
  context.textAlign = "left";
  for (const { text, bad } of all) {
    context.font = `${bad ? 700 : 400} 14px ${theme.font}`;
    context.fillStyle = bad ? theme.roles.loss : theme.text;
    context.fillText(text, x, y - 8);
    x += context.measureText(text).width;
  }
}

/**
 * A line along the dimension that does not fit, with its length.
 * @param {import("./motion.js").Pen} pen
 * @param {Box} box
 * @param {{ x: number, y: number }} at
 * @param {number} dim
 * @param {number[]} shape
 */
function brace({ context, theme }, box, { x, y }, dim, shape) {
  const across = dim === shape.length - 1;
  context.strokeStyle = context.fillStyle = theme.roles.loss;
  context.lineWidth = 3;
  context.font = `700 16px ${theme.font}`;
  context.beginPath();
  if (across) {
    context.moveTo(x, y + box.height + 7);
    context.lineTo(x + box.width, y + box.height + 7);
    context.textAlign = "center";
    context.textBaseline = "top";
    context.fillText(String(shape[dim]), x + box.width / 2, y + box.height + 13);
  } else {
    context.moveTo(x - 7, y + box.label);
    context.lineTo(x - 7, y + box.height);
    context.textAlign = "right";
    context.textBaseline = "middle";
    context.fillText(String(shape[dim]), x - 14, y + box.height / 2);
  }
  context.stroke();
}

/**
 * The elements poured into a shape that they do not fill: places stay empty, or elements are left over.
 * @param {import("./motion.js").Pen} pen
 * @param {Failure} failure
 * @param {Box} box
 * @param {{ x: number, y: number }} at
 */
function pour(pen, failure, box, { x, y }) {
  const { context, theme } = pen;
  const id = failure.inputs[0];
  const count = pen.tensors[id].values.length;
  for (let e = 0; e < box.size; e += 1) {
    const [dx, dy] = box.at(e);
    if (e < count) pen.cell(id, e, [x + dx, y + dy]);
    else {
      pen.hole([x + dx, y + dy]);
      pen.frame([x + dx, y + dy], theme.roles.loss, 2);
    }
  }
  title(pen, "wanted", box.shape, [], x + box.width / 2, y);
  const left = count - box.size;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.font = `700 15px ${theme.font}`;
  context.fillStyle = theme.roles.loss;
  context.fillText(left > 0 ? `${left} left over` : `${-left} missing`, x + box.width / 2, y + box.height + 10);
}

/**
 * Lists of different lengths: where one ends early there is a hole, where one goes on it sticks out.
 * @param {import("./motion.js").Pen} pen
 * @param {Ragged} failure
 * @param {number} width
 * @param {number} height
 */
function ragged(pen, { rows, length, bad }, width, height) {
  const { context, theme } = pen;
  const longest = Math.max(...rows.map((row) => row.length), length ?? 1);
  const high = Math.min(44, (height - 70) / rows.length, (width - 20) / longest / 1.5);
  pen.size(1.5 * high, high);
  const x = (width - longest * pen.wide) / 2;
  const y = 12;
  rows.forEach((row, i) => {
    for (let j = 0; j < Math.max(row.length, length ?? 0); j += 1) {
      const at = [x + j * pen.wide, y + i * high];
      const odd = bad.includes(i) && (j >= row.length || j >= (length ?? 0));
      if (j < row.length) {
        context.fillStyle = odd ? `color-mix(in srgb, ${theme.roles.loss} 30%, transparent)` : theme.grid;
        context.fillRect(at[0] + 1.5, at[1] + 1.5, pen.wide - 3, high - 3);
        context.fillStyle = theme.text;
        context.textAlign = "center";
        context.textBaseline = "middle";
        context.font = `500 ${pen.fontSize}px ${theme.font}`;
        context.fillText(row[j], at[0] + pen.wide / 2, at[1] + high / 2);
      }
      if (odd) {
        context.setLineDash(j < row.length ? [] : [4, 3]);
        pen.frame([at[0] + 2, at[1] + 2], theme.roles.loss, 2.5);
        context.setLineDash([]);
      }
    }
  });
  context.textAlign = "center";
  context.textBaseline = "top";
  context.font = `600 15px ${theme.font}`;
  context.fillStyle = theme.roles.loss;
  const lengths = rows.map((row) => row.length);
  context.fillText(`${lengths.join(", ")}: the rows have different lengths`, width / 2, y + rows.length * high + 14);
}
