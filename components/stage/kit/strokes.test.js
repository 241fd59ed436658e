import assert from "node:assert/strict";
import { test } from "node:test";
import { disc, straight } from "./strokes.js";

test("a line is stroked, a disc is left to be filled", () => {
  const calls = [];
  const context = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...given) =>
          void calls.push([name, ...given]),
    },
  );
  straight(context, [1, 2], [3, 4]);
  disc(context, [5, 6], 7);
  assert.deepEqual(calls, [
    ["beginPath"],
    ["moveTo", 1, 2],
    ["lineTo", 3, 4],
    ["stroke"],
    ["beginPath"],
    ["arc", 5, 6, 7, 0, 2 * Math.PI],
  ]);
});
