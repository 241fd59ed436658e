// A slider for mouse, keys and fingers.

import { element } from "./dom.js";

const TELLING = 8; // px after which it is clear where a finger goes

/**
 * An input of type range, with these attributes. `turn()` hears of each new value, `release()` once when the hand
 * lets go of a new one.
 * A finger that comes down turns nothing yet: a swipe along the slider turns it, one across it scrolls the page, and a
 * tap sets it when it is lifted. What the browser takes for a scroll later than that gives the value back.
 * @param {Record<string, any>} attributes
 * @param {{ turn: () => void, release?: () => void }} told
 */
export function range(attributes, { turn, release = () => {} }) {
  let hand = "turns"; // or "waits" until a finger has told what it does, or "scrolls"
  let start = [0, 0]; // where that finger came down
  let [before, asked] = ["", ""]; // the values when a pointer came down, and where a waiting finger lies
  let turned = false;
  const set = (/** @type {string} */ value) => {
    input.value = value;
    turned = true;
    turn();
  };
  const letGo = () => {
    hand = "turns";
    if (!turned) return;
    turned = false;
    release();
  };
  const input = element("input", {
    type: "range",
    ...attributes,
    class: `stage-range ${attributes.class}`,
    oninput: () => {
      if (hand === "turns") {
        turned = true; // and nothing is written back: Firefox would then tell of no change when the key is let go
        return turn();
      }
      asked = input.value;
      input.value = before;
    },
    onpointerdown: (/** @type {PointerEvent} */ { pointerType, clientX, clientY }) => {
      hand = pointerType === "touch" ? "waits" : "turns";
      start = [clientX, clientY];
      before = asked = input.value;
    },
    onpointermove: (/** @type {PointerEvent} */ { clientX, clientY }) => {
      if (hand !== "waits") return;
      const [across, down] = [Math.abs(clientX - start[0]), Math.abs(clientY - start[1])];
      if (Math.max(across, down) >= TELLING) hand = across > down ? "turns" : "scrolls";
    },
    onpointerup: () => {
      if (hand === "waits" && asked !== before) set(asked);
      letGo();
    },
    onpointercancel: () => {
      if (turned) set(before);
      letGo();
    },
    onchange: letGo,
    onblur: letGo,
  });
  return input;
}
