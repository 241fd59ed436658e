import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.js";

const { range } = await import("../../components/stage/kit/range.js");

/** A slider at 5 that says what it tells, and a hand: `down`, `move`, `put` (as the browser turns the input) and `up`. */
function slider() {
  const told = [];
  const input = range(
    { class: "some" },
    { turn: () => told.push(`turn ${input.value}`), release: () => told.push(`release ${input.value}`) },
  );
  input.value = "5";
  const hand = {
    down: (pointerType) => input.press("pointerdown", { pointerType, clientX: 100, clientY: 100 }),
    move: (x, y) => input.press("pointermove", { clientX: 100 + x, clientY: 100 + y }),
    put: (value) => ((input.value = value), input.press("input")),
    up: () => input.press("pointerup"),
  };
  return { told, input, hand };
}

test("a mouse turns it at once, and lets go once", () => {
  const { told, input, hand } = slider();
  hand.down("mouse");
  hand.put("6");
  hand.put("7");
  hand.up();
  input.press("change");
  input.press("blur");
  assert.deepEqual(told, ["turn 6", "turn 7", "release 7"]);
});

test("keys turn it, and nothing is told of a hand that turned nothing", () => {
  const { told, input, hand } = slider();
  hand.put("6");
  input.press("change");
  hand.down("mouse");
  hand.up();
  assert.deepEqual(told, ["turn 6", "release 6"]);
});

test("a finger that comes down turns nothing; a tap turns it when it is lifted", () => {
  const { told, input, hand } = slider();
  hand.down("touch");
  hand.put("9");
  assert.equal(input.value, "5");
  assert.deepEqual(told, []);
  hand.up();
  assert.deepEqual(told, ["turn 9", "release 9"]);
});

test("a swipe along it turns it, one across it scrolls the page", () => {
  const along = slider();
  along.hand.down("touch");
  along.hand.move(20, 3);
  along.hand.put("8");
  assert.deepEqual(along.told, ["turn 8"]);
  const across = slider();
  across.hand.down("touch");
  across.hand.move(3, 20);
  across.hand.put("8");
  across.input.press("pointercancel");
  assert.deepEqual([across.told, across.input.value], [[], "5"]);
});

test("what the browser takes for a scroll later gives the value back", () => {
  const { told, input, hand } = slider();
  hand.down("touch");
  hand.move(20, 3);
  hand.put("8");
  input.press("pointercancel");
  assert.deepEqual([told, input.value], [["turn 8", "turn 5", "release 5"], "5"]);
});

/** A slider from 0 to 100 at 50 that goes finer, and what it tells. */
function fineSlider(pointerType = "mouse") {
  const told = [];
  const turn = () => told.push(Number(input.value));
  const input = range({ class: "some" }, { turn, fine: (times) => told.push(`${times} times`) });
  Object.assign(input, { value: "50", min: "0", max: "100" });
  input.press("pointerdown", { pointerType, clientX: 100, clientY: 100 });
  return {
    told,
    input,
    to(value, away = 0, shiftKey = false) {
      input.press("pointermove", { clientX: 100 + Number(value), clientY: 100 - away, shiftKey });
      input.value = String(value);
      input.press("input");
    },
  };
}

test("away from the track or with Shift a drag goes finer, and says so until it is over", () => {
  const { told, input, to } = fineSlider();
  to(60);
  to(70, 60);
  to(70, 0, true);
  to(80, 0);
  assert.deepEqual(told, [60, "10 times", 61, 61, "1 times", 71]);
  to(90, 150);
  input.press("pointerup");
  assert.deepEqual(told.slice(6), ["100 times", 71.1, "1 times"]);
  input.value = "20";
  input.press("input");
  assert.equal(told.at(-1), 20, "a key turns it as ever");
});

test("a finger goes finer too, once it is clear that it does not scroll", () => {
  const { told, to } = fineSlider("touch");
  to(60);
  to(70, 60);
  assert.deepEqual(told, [60, "10 times", 61]);
});
