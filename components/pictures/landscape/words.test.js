import assert from "node:assert/strict";
import { test } from "node:test";
import { gone, held, mixed, shaped } from "./words.js";

const NAMES = ["w11", "w12", "w13"];

test("a direction is told by the weights it is made of, the largest share first", () => {
  assert.equal(mixed(NAMES, [0.6, 0.8, 0]), "w12 64 % and w11 36 %");
  assert.equal(mixed(NAMES, [0.6, -0.8, 0]), "w12 64 % against w11 36 %");
  assert.equal(mixed(NAMES, [-1, -1, 1]), "w11 33 % and w12 33 % against w13 33 %");
  assert.equal(mixed(NAMES, [0, 2, 0.1]), "w12 100 %");
  const many = Array.from({ length: 50 }, (_, i) => `w${i}`);
  const alike = many.map(() => 1);
  assert.equal(mixed(many, alike), "w0 2 %, w1 2 %, w2 2 % and w3 2 %"); // none has much
  assert.equal(mixed(NAMES, [0, 0, 0]), "");
  assert.equal(mixed([], []), "");
});

test("a bowl is told by how much more it curves one way", () => {
  const told = (/** @type {number} */ low, /** @type {number} */ high) =>
    shaped({ curvatures: [low, high], lowest: [0, 0], floor: 0, axis: [1, 0] }, "w11", "w12");
  assert.equal(
    told(100, 2400),
    "A ravine: across (w11) it curves by 2 400, along (w12) by 100, 24 times less.".replace(" 400", "\u202f400"),
  );
  assert.match(told(1, 1.9), /^An oval bowl: .* 1\.9 times less\.$/);
  assert.equal(told(3, 3), "A round bowl: it curves by 3 in every direction.");
  assert.match(told(0, 3), /^A valley: /);
  assert.match(told(0, 0), /flat/);
});

test("what is not seen is told, and how much of the path is", () => {
  assert.equal(held(null, 6, "weights"), "The surface changes as the other 6 weights move.");
  assert.equal(held(null, 0, "weights"), "It is the whole loss: it stands still.");
  assert.match(held([0.93, 0.07], 6, "directions"), /^Of the path's spread, 93 % lies along x and 7 % along y\. /);
});

test("a run that has left what is seen is told by its last numbers", () => {
  const land = (/** @type {number} */ x) => /** @type {any} */ ({ here: [x, 0], window: [-1, 1, -1, 1], loss: 5e12 });
  assert.equal(gone(land(0.5)), "");
  assert.equal(gone(land(-3)), "The run is outside of what is seen, at x −3 and y 0, with a loss of 5 × 10¹².");
});
