// A slider for mouse, keys and fingers.

import { element } from "./dom.js";
import { FineHand } from "./fine.js";

const TELLING = 8; // px after which it is clear where a finger goes

/**
 * An input of type range, with these attributes. `turn()` hears of each new value, `release()` once when the hand
 * lets go of a new one.
 * A finger that comes down turns nothing yet: a swipe along the slider turns it, one across it scrolls the page, and a
 * tap sets it when it is lifted. What the browser takes for a scroll later than that gives the value back.
 * With `fine` a drag goes finer than the pixels (see fine.js), and `fine(times)` hears whenever it is another time finer.
 * @param {Record<string, any>} attributes
 * @param {{ turn: () => void, release?: () => void, fine?: (times: number) => void }} told
 */
export function range(attributes, { turn, release = () => {}, fine }) {
  let hand = "turns"; // or "waits" until a finger has told what it does, or "scrolls"
  let start = [0, 0]; // where that finger came down
  let [before, asked] = ["", ""]; // the values when a pointer came down, and where a waiting finger lies
  let turned = false;
  /** @type {FineHand | null} */
  let finely = null; // a drag in progress
  /** Follows the pointer of a drag: how far away it is. @param {PointerEvent} event */
  const follow = ({ clientY, shiftKey }) => {
    if (!finely) return;
    const before = finely.times;
    finely.move(Math.abs(clientY - start[1]), shiftKey);
    if (finely.times !== before) fine?.(finely.times);
  };
  const set = (/** @type {string} */ value) => {
    input.value = value;
    turned = true;
    turn();
  };
  const letGo = () => {
    hand = "turns";
    if (finely && finely.times > 1) fine?.(1);
    finely = null;
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
        turned = true; // and nothing is written back for a key: Firefox would then tell of no change when it is let go
        if (finely) {
          const value = finely.at(Number(input.value), Number(input.min), Number(input.max));
          if (value !== finely.pointer) input.value = String(value);
        }
        return turn();
      }
      asked = input.value;
      input.value = before;
    },
    onpointerdown: (/** @type {PointerEvent} */ { pointerType, clientX, clientY }) => {
      hand = pointerType === "touch" ? "waits" : "turns";
      start = [clientX, clientY];
      before = asked = input.value;
      finely = fine ? new FineHand(Number(before)) : null;
    },
    onpointermove: (/** @type {PointerEvent} */ event) => {
      if (hand === "turns") return follow(event);
      if (hand !== "waits") return;
      const { clientX, clientY } = event;
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
