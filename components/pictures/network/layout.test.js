import assert from "node:assert/strict";
import { test } from "node:test";
import { laid } from "./layout.js";

const net = { sizes: [3, 100, 2], shown: [3, 8, 2] };

test("layers stand side by side, all centred, with room for names at both ends", () => {
  const { down, height, places } = laid(net, 1000, 380);
  assert.deepEqual([down, height], [false, 380]);
  assert.deepEqual(
    places.map(({ units }) => units[0][0]),
    [168, 479, 790],
  );
  for (const { units } of places) assert.equal((units[0][1] + units[units.length - 1][1]) / 2, 204);
});

test("what is not shown of a layer has one place more", () => {
  for (const width of [400, 1000])
    assert.deepEqual(
      laid(net, width, 380).places.map(({ units }) => units.length),
      [3, 9, 2],
    );
});

test("on a phone layers stand below each other, and no two units touch", () => {
  const { down, height, places } = laid(net, 400, 800);
  assert.deepEqual([down, height], [true, 386]);
  assert.deepEqual(
    places.map(({ units }) => units[0][1]),
    [74, 192, 310],
  );
  for (const { radius, units } of places)
    assert.ok(units[1][0] - units[0][0] > 2 * radius && units[0][0] - radius >= 0);
});

test("the height is that of the room, within bounds", () => {
  assert.deepEqual(
    [100, 380, 2000].map((room) => laid(net, 1000, room).height),
    [240, 380, 640],
  );
});
