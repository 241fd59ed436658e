// The error of a prediction, said where its line is pointed at, or chosen by keys.

import { element, write } from "../kit/dom.js";
import { number } from "../kit/format.js";
import { clamp } from "../kit/shares.js";

const NEAR = 14; // px from a line at which it is meant
/** @type {Record<string, number>} */
const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

/**
 * "Kanto, apples: predicted 62.3, true 56: error 6.3, squared 39.69"
 * @param {string} name
 * @param {number} predicted
 * @param {number} truth
 */
export function sentence(name, predicted, truth) {
  const error = predicted - truth;
  const said = `${name}: predicted ${number(predicted)}, true ${number(truth)}`;
  return `${said}: error ${number(error)}, squared ${number(error * error)}`;
}

/**
 * Which upright line a place is near; -1 if none.
 * @param {{ x: number, from: number, to: number }[]} lines
 * @param {number[]} place
 */
export function nearestLine(lines, [x, y]) {
  const away = lines.map((line) => {
    const [top, bottom] = [Math.min(line.from, line.to), Math.max(line.from, line.to)];
    const far = Math.hypot(x - line.x, y - clamp(y, top, bottom));
    return Number.isNaN(far) ? Infinity : far;
  });
  const least = Math.min(...away);
  return least <= NEAR ? away.indexOf(least) : -1;
}

export class Errors {
  chosen = -1;
  /** @type {import("../play/reel.js").Moment | null} */
  moment = null;
  line = element("div", { class: "stage-error-line", hidden: true });
  words = element("div", { class: "stage-error", hidden: true });

  /**
   * @param {import("./panel.js").Panel} panel
   * @param {string} title
   * @param {() => import("../told").Track[]} tracks of the newest film
   */
  constructor(panel, title, tracks) {
    this.panel = panel;
    this.tracks = tracks;
    this.node = element(
      "div",
      {
        class: "stage-errors",
        role: "slider",
        tabindex: "0",
        "aria-label": `Errors of ${title}`,
        "aria-valuemin": "1",
        onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
        onfocus: () => this.choose(Math.max(0, this.chosen)),
        onblur: () => this.choose(-1),
      },
      this.line,
      this.words,
    );
    panel.host.append(this.node);
    panel.host.addEventListener("pointermove", (event) => this.point(event));
    panel.host.addEventListener("pointerdown", (event) => this.point(event));
    panel.host.addEventListener("pointerleave", ({ pointerType }) => pointerType === "touch" || this.choose(-1));
  }

  /** The lines of the moment in pixels, with what they say. */
  lines() {
    const { moment } = this;
    const { axes } = this.panel;
    if (!moment || !axes) return [];
    const read = (/** @type {import("../told").Source} */ source) => moment.film.sample(source, moment);
    return this.tracks().flatMap((track) => {
      if (track.kind !== "segment" || !track.name) return [];
      const [predicted, truth] = [read(track.y), read(track.to_y)];
      const says = sentence(track.name, predicted, truth);
      return [{ x: axes.x(read(track.x)), from: axes.y(predicted), to: axes.y(truth), says }];
    });
  }

  /** @param {PointerEvent} event */
  point({ clientX, clientY }) {
    const { left, top } = this.panel.host.getBoundingClientRect();
    this.choose(nearestLine(this.lines(), [clientX - left, clientY - top]));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const by = KEYS[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    this.choose(clamp(this.chosen + by, 0, this.lines().length - 1));
  }

  /** @param {number} chosen */
  choose(chosen) {
    this.chosen = chosen;
    this.show();
  }

  /** @param {import("../play/reel.js").Moment} moment */
  say(moment) {
    this.moment = moment;
    if (this.chosen >= 0 || !this.node.hasAttribute("aria-valuetext")) this.show();
  }

  show() {
    const lines = this.lines();
    const line = lines[this.chosen];
    const { axes } = this.panel;
    this.line.hidden = this.words.hidden = !line || !axes || !Number.isFinite(line.from);
    const told = line ?? lines[0];
    if (!told || !axes) return;
    this.node.setAttribute("aria-valuemax", String(lines.length));
    this.node.setAttribute("aria-valuenow", String(1 + Math.max(0, this.chosen)));
    this.node.setAttribute("aria-valuetext", told.says);
    if (!line || this.line.hidden) return;
    const { top, height } = axes.box;
    const [from, to] = [line.from, line.to].map((y) => clamp(y, top, top + height));
    write(this.words, line.says);
    this.line.style.cssText = `left: ${line.x}px; top: ${Math.min(from, to)}px; height: ${Math.abs(to - from)}px`;
  }
}
