import assert from "node:assert/strict";
import { test } from "node:test";
import { arrow, laid } from "./layout.js";

const place = ({ left, top }) => [left, top];

for (const width of [1000, 400]) {
  test(`rules and answers change places, the data stay, at ${width} px`, () => {
    const [classical, half, learning] = [0, 0.5, 1].map((share) => laid(width, share).boxes);
    assert.deepEqual(place(classical.data), place(learning.data));
    for (const axis of ["left", "top"]) {
      assert.ok(Math.abs(classical.rules[axis] - learning.answers[axis]) < 1e-9);
      assert.ok(Math.abs(classical.answers[axis] - learning.rules[axis]) < 1e-9);
    }
    assert.notDeepEqual(place(half.rules), place(half.answers));
  });

  test(`at both ends nothing leaves the field, at ${width} px`, () => {
    for (const share of [0, 1]) {
      const { boxes, machine, height } = laid(width, share);
      for (const box of [...Object.values(boxes), machine]) {
        assert.ok(box.left >= 0 && box.left + box.width <= width + 1e-9);
        assert.ok(box.top >= 0 && box.top + box.height <= height + 1e-9);
      }
    }
  });
}

test("on a phone what comes out is as broad as the field, up to 340 px", () => {
  const widths = (width, share) => Object.values(laid(width, share).boxes).map((box) => box.width);
  assert.deepEqual(widths(400, 0), [194, 194, 340]);
  assert.deepEqual(widths(300, 1), [144, 300, 144]);
});

test("an arrow runs from its start to its end, and has a head there", () => {
  const [shaft, ...head] = arrow([0, 0, 100, 0]).slice(1).split("M");
  assert.equal(shaft, "0 0L100 0");
  const [left, right] = head.map((side) => side.split("L")[1].split(" ").map(Number));
  assert.ok(left[0] < 100 && Math.abs(left[0] - right[0]) < 1e-9 && Math.abs(left[1] + right[1]) < 1e-9);
});
