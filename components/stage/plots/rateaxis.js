// A picture whose x axis is the learning rate: a click on it, or a finger along it, takes the nearest stop of the knob.

import { element } from "../kit/dom.js";

const TELLING = 8; // px along the axis after which a finger turns, and does not scroll

/**
 * The stop nearest to a place on a logarithmic axis.
 * @param {import("./marks.js").Axes} axes
 * @param {string[]} stops
 * @param {number} pixel
 */
export function nearest(axes, stops, pixel) {
  const away = stops.map((stop) => Math.abs(axes.x(Number(stop)) - pixel));
  return stops[away.indexOf(Math.min(...away))];
}

export class RateAxis {
  /** What was shown when the hand came; null while there is none. @type {{ query: string, x: number } | null} */
  before = null;
  turns = false; // what the pointer does is meant for the rate
  stop = "";

  /**
   * @param {import("./panel.js").Panel} panel
   * @param {string[]} stops as the URL writes them
   * @param {import("../play/reading.js").Reading} player
   * @param {import("../play/player.js").Turn} turn
   */
  constructor(panel, stops, player, turn) {
    this.panel = panel;
    this.stops = stops;
    this.player = player;
    this.turn = turn;
    const { host } = panel;
    if (player.holds("lr")) return; // on a prepared page
    host.classList.add("stage-rate-axis");
    host.after(element("div", { class: "stage-hint" }, "Click the picture, or drag across it, to take another rate."));
    host.addEventListener("pointerdown", (event) => this.grip(event));
    host.addEventListener("pointermove", (event) => this.drag(event));
    host.addEventListener("pointerup", (event) => this.letGo(event));
    host.addEventListener("pointercancel", () => this.giveBack());
  }

  /** @param {PointerEvent} event */
  grip(event) {
    if (event.button !== 0 || !this.panel.axes) return;
    event.preventDefault();
    this.panel.host.setPointerCapture(event.pointerId);
    this.before = { query: this.player.query, x: event.clientX };
    this.turns = event.pointerType !== "touch";
    this.stop = "";
    if (this.turns) this.put(event);
  }

  /** @param {PointerEvent} event */
  drag(event) {
    if (!this.before) return;
    this.turns ||= Math.abs(event.clientX - this.before.x) >= TELLING;
    if (this.turns) this.put(event);
  }

  /** @param {PointerEvent} event */
  put({ clientX }) {
    const { axes, host } = this.panel;
    if (!axes) return;
    const stop = nearest(axes, this.stops, clientX - host.getBoundingClientRect().left);
    if (stop === this.stop) return;
    this.stop = stop;
    this.player.held = true;
    this.player.vary({ lr: stop });
  }

  /** @param {PointerEvent} event */
  letGo(event) {
    if (!this.before) return;
    if (!this.turns) this.put(event); // a tap
    const { query } = this.before;
    this.before = null;
    this.player.held = false;
    if (this.player.query !== query) this.turn({ lr: Number(this.stop) });
  }

  giveBack() {
    if (!this.before) return;
    const { query } = this.before;
    this.before = null;
    this.player.held = false;
    if (this.player.query !== query) this.player.want(query);
  }
}
