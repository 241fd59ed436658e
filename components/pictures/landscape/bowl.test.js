import assert from "node:assert/strict";
import { test } from "node:test";
import { bowl, radii } from "./bowl.js";
import { bowlOf } from "./heights.js";

const close = (/** @type {number} */ one, /** @type {number} */ other) =>
  assert.ok(Math.abs(one - other) < 1e-9, `${one} ${other}`);

test("a tilted ravine: its lowest point, its two curvatures and the direction across", () => {
  const [cos, sin] = [Math.cos(0.6), Math.sin(0.6)];
  const [high, low] = [50, 2];
  const xx = high * cos * cos + low * sin * sin;
  const yy = high * sin * sin + low * cos * cos;
  const xy = (high - low) * cos * sin;
  const away = [0.3, -1.1]; // from the lowest point to here
  const slope = [xx * away[0] + xy * away[1], xy * away[0] + yy * away[1]];
  const loss = 7 + (slope[0] * away[0] + slope[1] * away[1]) / 2;
  const six = /** @type {import("./heights.js").Six} */ ({ loss, slope, hessian: [xx, xy, yy] });
  const found = bowl(six);
  close(found.lowest[0], -away[0]);
  close(found.lowest[1], -away[1]);
  close(found.floor, 7);
  close(found.curvatures[0], low);
  close(found.curvatures[1], high);
  close(Math.abs(found.axis[0] * cos + found.axis[1] * sin), 1);
  const height = bowlOf(six);
  const [along, across] = /** @type {[number, number]} */ (radii(found, 20));
  for (let turn = 0; turn < 6.2; turn += 0.7) {
    const [a, b] = [across * Math.cos(turn), along * Math.sin(turn)];
    const [x, y] = found.axis;
    close(height(found.lowest[0] + a * x - b * y, found.lowest[1] + a * y + b * x), 20); // all of its line is as high
  }
  assert.equal(radii(found, 6), null);
});

test("a valley is flat along its bed, and its lines are endless", () => {
  const found = bowl({ loss: 4, slope: [4, 4], hessian: [2, 2, 2] });
  assert.equal(found.curvatures[0], 0);
  close(found.curvatures[1], 4);
  close(found.floor, 0);
  const [along, across] = /** @type {[number, number]} */ (radii(found, 8));
  assert.equal(along, Infinity);
  close(across, 2);
});

test("a plain has no lines", () => {
  assert.equal(radii(bowl({ loss: 4, slope: [0, 0], hessian: [0, 0, 0] }), 9), null);
});
