import assert from "node:assert/strict";
import { test } from "node:test";
import "../../../tests/node/page.js";
import { Hand } from "./hand.js";

const { HandSlider } = await import("./handslider.js");

test("a slider moves its hand, and shows where it is", () => {
  const hand = new Hand({ schedule() {}, still: { matches: false } });
  const slider = new HandSlider(hand, "From here to there", 2);
  assert.equal(slider.node.getAttribute("aria-label"), "From here to there");
  slider.node.value = "1.5";
  slider.node.press("input");
  assert.equal(hand.now(), 1.5);
  slider.node.style.setProperty = (name, value) => (slider.node.style[name] = value);
  slider.show(0.5);
  assert.deepEqual([slider.node.value, slider.node.style["--done"]], ["0.5", "0.25"]);
});
