// Where a run starts: a list of the ways in which first weights come, a button that starts it from the weights of the
// moment, and what is so now.

import { button, element, write } from "../kit/dom.js";
import { count, number } from "../kit/format.js";
import { LARGEST, startName, STARTS, unpackStart } from "../kit/start.js";
import { startable } from "../kit/starthand.js";

const FAR = `The weights of this moment are none to start from: one lies beyond ±${count(LARGEST)}.`;
const MOST_NAMED = 3; // numbers that a sentence names
const BY_HAND = "by hand"; // what the list says while a number is
/** What the numbers are that are not. @type {Map<string, string>} */
const OTHERS = new Map(STARTS.map(([value, name], i) => [value, i ? name : "random"]));

/**
 * @param {string} value
 * @param {string} short what the list says
 */
const option = (value, short, title = "") => element("option", { value, title }, `Start: ${short}`);

/**
 * From where a run starts, in sentences.
 * @param {Map<string, number>} numbers that are set by hand
 * @param {string} named how all others come
 * @param {number} all how many weights there are
 * @param {string} again what begins anew beside the weights, in a sentence
 * @param {string} hint what a hand may do, while it has done nothing
 */
export function told(numbers, named, all, again, hint) {
  if (numbers.size === 0) return hint;
  const others = numbers.size < all ? ` The others are ${OTHERS.get(named)}.` : "";
  const put = [...numbers].map(([name, value]) => `${name} = ${number(value)}`).join(", ");
  const start = numbers.size > MOST_NAMED ? `${numbers.size} numbers set by hand` : `where you put it: ${put}`;
  return `This run starts from ${start}.${others}${again && ` ${again}`}`;
}

export class StartBar {
  shown = ""; // the start that the list shows

  /** @param {import("../kit/starthand.js").StartHand} hand */
  constructor(hand, again = "", hint = "") {
    this.hand = hand;
    this.again = again;
    this.hint = hint;
    this.on = button("Run on from here", () => hand.runOn(), {
      title: "A new run starts from the weights of this moment",
    });
    this.list = element(
      "select",
      { class: "stage-start-list", "aria-label": "First weights", onchange: () => this.pick() },
      ...STARTS.map(([value, name, short]) => option(value, short, name)),
    );
    this.own = option(BY_HAND, BY_HAND);
    this.own.disabled = true;
    this.node = element("span", { class: "stage-switch stage-start-tools", role: "group", "aria-label": "Start" });
    this.node.append(this.list, this.on);
    this.list.disabled = hand.player.holds("start"); // on a prepared page
    this.node.hidden = hand.player.hides("start");
    this.words = element("p", { class: "stage-hint stage-start", "aria-live": "polite" });
  }

  pick() {
    this.shown = ""; // a clock that is held refuses: then the list shows again what is so
    this.hand.anew(this.list.value);
    this.hand.player.schedule();
  }

  /** @param {string} start what the list shows: a name, or that numbers are set by hand */
  show(start) {
    if (start === BY_HAND) this.list.append(this.own);
    else this.own.remove();
    this.list.value = this.shown = start;
  }

  /** @param {import("../play/reel.js").Moment} moment */
  say(moment) {
    const { spec, weights } = moment.film.header;
    const numbers = unpackStart(spec.start);
    const named = startName(spec.start);
    const far = !startable(moment);
    this.on.disabled = far || moment.update === 0 || this.list.disabled;
    const shown = numbers.size ? BY_HAND : named;
    if (shown !== this.shown) this.show(shown);
    write(this.words, far ? FAR : told(numbers, named, weights.length, this.again, this.hint));
  }
}
