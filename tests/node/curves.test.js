import assert from "node:assert/strict";
import { test } from "node:test";
import { CURVES } from "../../components/stage/kit/curves.js";

test("known values", () => {
  const { sigmoid, tanh, relu } = CURVES;
  assert.deepEqual([sigmoid.value(0), tanh.value(0), relu.value(-2), relu.value(2)], [0.5, 0, 0, 2]);
  assert.ok(Math.abs(sigmoid.value(2) - 0.8807970779778823) < 1e-15);
  assert.deepEqual([sigmoid.value(-800), sigmoid.value(800), sigmoid.slope(800)], [0, 1, 0]);
});

for (const [name, { value, slope, steepest, range }] of Object.entries(CURVES)) {
  test(`${name} has the slope and the range that its values have`, () => {
    let most = 0;
    for (let z = -6.05; z < 6; z += 0.1) {
      const measured = (value(z + 1e-6) - value(z - 1e-6)) / 2e-6;
      assert.ok(Math.abs(slope(z) - measured) < 1e-8, `at ${z}: ${slope(z)}, measured ${measured}`);
      assert.ok(value(z) >= range[0] && value(z) <= range[1]);
      most = Math.max(most, slope(z));
    }
    assert.ok(most <= steepest && most > 0.99 * steepest);
    if (range[1] < Infinity)
      assert.deepEqual(
        [-50, 50].map((z) => Math.round(1e9 * value(z)) / 1e9),
        range,
      );
  });
}
