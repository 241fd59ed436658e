import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.js";

const { Switch } = await import("../../components/stage/kit/switch.js");
const pressed = ({ buttons }) => buttons.map((button) => button.getAttribute("aria-pressed"));

test("one of its buttons is pressed, and who hears of a press says which", () => {
  const heard = [];
  const made = new Switch("Loss axis", ["Log", "Linear"], (place) => heard.push(place));
  assert.deepEqual([made.node.getAttribute("role"), made.node.getAttribute("aria-label")], ["group", "Loss axis"]);
  assert.deepEqual(pressed(made), ["true", "false"]);
  made.buttons[1].press();
  assert.deepEqual([heard, pressed(made)], [[1], ["true", "false"]]);
  made.press(1);
  assert.deepEqual(pressed(made), ["false", "true"]);
  made.press(-1);
  assert.deepEqual(pressed(made), ["false", "false"]);
});

test("it can offer other choices", () => {
  const heard = [];
  const made = new Switch("Rows", [], (place) => heard.push(place));
  made.offer(["1 row", "2 rows", "5 rows"], 2);
  assert.deepEqual(
    made.node.children.map(({ textContent }) => textContent),
    ["1 row", "2 rows", "5 rows"],
  );
  assert.deepEqual(pressed(made), ["false", "false", "true"]);
  made.buttons[2].press();
  assert.deepEqual(heard, [2]);
});
