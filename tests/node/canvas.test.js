import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.js";

const { Canvas } = await import("../../components/stage/kit/canvas.js");

test("a canvas has the screen's pixels, at most two for one of the page's", () => {
  for (const [screen, ratio] of [
    [undefined, 1],
    [1, 1],
    [1.5, 1.5],
    [3, 2],
  ]) {
    globalThis.devicePixelRatio = screen;
    const canvas = new Canvas({ class: "some" });
    assert.ok(canvas.fit(301, 200) || ratio === 1);
    assert.deepEqual([canvas.node.width, canvas.node.height], [Math.round(301 * ratio), 200 * ratio]);
    canvas.pen();
    assert.deepEqual(canvas.context.calls, [
      [ratio, 0, 0, ratio, 0, 0],
      [0, 0, 301, 200],
    ]);
  }
});

test("what is drawn larger has fewer pixels of its own, each as sharp as before", () => {
  globalThis.devicePixelRatio = 2;
  const canvas = new Canvas();
  canvas.scale = 1.5;
  assert.ok(canvas.fit(300, 150));
  assert.deepEqual([canvas.width, canvas.height], [200, 100]);
  assert.deepEqual([canvas.node.width, canvas.node.height], [600, 300]);
  canvas.pen();
  assert.deepEqual(canvas.context.calls[0], [3, 0, 0, 3, 0, 0]);
  assert.equal(canvas.fit(300, 150), false);
  canvas.scale = 1;
  assert.ok(canvas.fit(300, 150));
});

test("it takes the size of its style, says whether that is new, and keeps its own where there is none", () => {
  globalThis.devicePixelRatio = 1;
  const canvas = new Canvas();
  assert.equal(canvas.fit(), false);
  Object.assign(canvas.node, { clientWidth: 40, clientHeight: 30 });
  assert.deepEqual([canvas.fit(), canvas.fit()], [true, false]);
  canvas.node.clientWidth = 0;
  assert.equal(canvas.fit(), false);
  assert.deepEqual([canvas.width, canvas.height], [40, 30]);
});
