// Single fields in the box: what is true, what the model says of them, and the visitor's own.

import { clamp } from "../../stage/kit/shares.js";
import { disc, pointer, straight } from "../../stage/kit/strokes.js";

const EDGE = 10; // px from the edge at which an arrow stands for a prediction beyond it
const MOST_NAMES = 6; // more rows than these have no names beside them

/** @typedef {import("../../stage/kit/brush.js").Brush} Brush */

/**
 * What is true, what the model says, and the error between them; of three inputs those at about the third's slider stand
 * out.
 * @param {Brush} brush
 * @param {import("./view.js").Scene} scene
 * @param {import("../../stage/play/player.js").Moment} moment
 */
export function points(brush, { data, target, ranges, own, model, axes: [across, along] }, moment) {
  const { context, theme, box } = brush;
  const near = data.inputs.length === 3 ? 0.3 * (ranges[2][1] - ranges[2][0] || 1) : Infinity;
  const marks = data.x.map((row, i) => {
    const column = i * data.targets.length + target;
    const predicted = moment.film.sample({ array: "predictions", column }, moment);
    const place = (/** @type {number} */ value) =>
      box.project(box.inBox(row[across], row[along], clamp(value, box.low[2] - 1e4, box.high[2] + 1e4)));
    return {
      truth: place(data.y[i][target]),
      said: place(predicted),
      known: Number.isFinite(predicted),
      strength: model && near < Infinity ? 0.45 + 0.55 * Math.exp(-(((row[2] - own[2]) / near) ** 2)) : 1,
      name: data.rows[i],
    };
  });
  marks.sort((a, b) => b.truth[2] - a.truth[2]);
  for (const { truth, said, known, strength, name } of marks) {
    if (known) {
      brush.stroke(theme.roles.loss, 3, 0.55 * strength);
      straight(context, truth, [said[0], clamp(said[1], -4, box.height + 4)]);
      context.globalAlpha = strength;
      context.fillStyle = theme.roles.prediction;
      const inside = clamp(said[1], EDGE, box.height - EDGE);
      if (Math.abs(said[1] - inside) > EDGE) pointer(context, [said[0], inside], said);
      else {
        disc(context, said, 6);
        context.fill();
      }
    }
    brush.stroke(theme.roles.target, 2, 1);
    disc(context, truth, 6.5);
    context.stroke();
    if (data.rows.length <= MOST_NAMES && data.all <= MOST_NAMES) text(brush, name, truth[0] + 11, truth[1]);
  }
  context.globalAlpha = 1;
}

/**
 * A word on whatever lies behind it.
 * @param {Brush} brush
 * @param {string} words
 * @param {number} x
 * @param {number} y
 */
function text(brush, words, x, y) {
  const { context, theme, box } = brush;
  brush.letters(400, "left");
  const wide = context.measureText(words).width;
  const left = x + wide > box.width - 2 ? x - wide - 22 : x;
  brush.stroke(theme.background, 4, 0.85);
  context.lineJoin = "round";
  context.strokeText(words, left, y);
  context.globalAlpha = 1;
  context.fillStyle = theme.text;
  context.fillText(words, left, y);
}

/**
 * The field of the sliders: a diamond on the plane above its place on the floor, an arrow where it leaves the box.
 * @param {Brush} brush
 * @param {number[]} own its inputs on the floor
 * @param {number} value what the model says of it
 */
export function ownField(brush, [x0, x1], value) {
  if (!Number.isFinite(value)) return;
  const { context, theme, box } = brush;
  const [floor, top] = [box.low[2], box.high[2]];
  const held = clamp(value, floor, top);
  const [x, y] = box.project(box.inBox(x0, x1, held));
  brush.stroke(theme.roles.prediction, 1.5, 0.9, [3, 3]);
  straight(context, box.project(box.inBox(x0, x1, floor)), [x, y]);
  context.setLineDash([]);
  context.globalAlpha = 1;
  const diamond = [
    [0, -9],
    [9, 0],
    [0, 9],
    [-9, 0],
  ];
  const arrow = [
    [-8, 0],
    [8, 0],
    [0, value > held ? -12 : 12],
  ];
  context.beginPath();
  for (const [dx, dy] of held === value ? diamond : arrow) context.lineTo(x + dx, y + dy);
  context.closePath();
  context.fillStyle = theme.roles.prediction;
  context.fill();
  brush.stroke(theme.background, 2, 1);
  context.stroke();
}
