// Where a run starts: a button that starts it from the weights of the moment, one that goes back to random ones, and
// what is so now.

import { button, element, write } from "../kit/dom.js";
import { count, number } from "../kit/format.js";
import { LARGEST, unpackStart } from "../kit/start.js";
import { startable } from "../kit/starthand.js";

const FAR = `The weights of this moment are none to start from: one lies beyond ±${count(LARGEST)}.`;
const MOST_NAMED = 3; // numbers that a sentence names

/**
 * From where a run starts, in sentences.
 * @param {Map<string, number>} numbers that are set by hand
 * @param {number} all how many weights there are
 * @param {string} again what begins anew beside the weights, in a sentence
 * @param {string} hint what a hand may do, while it has done nothing
 */
export function told(numbers, all, again, hint) {
  if (numbers.size === 0) return hint;
  const others = numbers.size < all ? " The others are random." : "";
  const named = [...numbers].map(([name, value]) => `${name} = ${number(value)}`).join(", ");
  const start = numbers.size > MOST_NAMED ? `${numbers.size} numbers set by hand` : `where you put it: ${named}`;
  return `This run starts from ${start}.${others}${again && ` ${again}`}`;
}

export class StartBar {
  /** @param {import("../kit/starthand.js").StartHand} hand */
  constructor(hand, again = "", hint = "") {
    this.hand = hand;
    this.again = again;
    this.hint = hint;
    this.on = button("Run on from here", () => hand.runOn(), {
      title: "A new run starts from the weights of this moment",
    });
    this.back = button("Random start", () => hand.random(), { title: "The run starts from random numbers again" });
    this.node = element("span", { class: "stage-switch", role: "group", "aria-label": "Start" }, this.on, this.back);
    this.words = element("p", { class: "stage-hint stage-start", "aria-live": "polite" });
  }

  /** @param {import("../play/reel.js").Moment} moment */
  say(moment) {
    const { spec, weights } = moment.film.header;
    const numbers = unpackStart(spec.start);
    const far = !startable(moment);
    this.on.disabled = far || moment.update === 0;
    this.back.disabled = numbers.size === 0;
    write(this.words, far ? FAR : told(numbers, weights.length, this.again, this.hint));
  }
}
