// The dot of a weight in the visitor's hand: dragged, or moved by keys, it makes the run start where it is put.

import { element } from "../kit/dom.js";
import { number } from "../kit/format.js";
import { clamp } from "../kit/shares.js";
import { LARGEST } from "../kit/start.js";
import { valueAt } from "./marks/geometry.js";

const EDGE = 10; // px: a dot outside the plot is held at its edge, where a triangle stands for it
/** Steps of a key, in hundredths of the axis. @type {Record<string, number>} */
const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 };

export class Handle {
  /** Where the hand has put it; null while no hand does. @type {number | null} */
  value = null;
  weight = NaN; // where the film has it
  shown = "";
  /** Where the pointer gripped it, until it moves. @type {number | undefined} */
  from = undefined;

  /**
   * @param {import("./panel.js").Panel} panel
   * @param {import("../kit/starthand.js").StartHand} hand
   * @param {import("../told").Weight} weight
   * @param {number} column of the weight
   */
  constructor(panel, hand, weight, column) {
    this.panel = panel;
    this.hand = hand;
    this.short = weight.short;
    this.at = { array: "weights", column };
    this.node = element("div", {
      class: "stage-handle",
      role: "slider",
      tabindex: "0",
      "aria-label": `Start of ${weight.short}, ${weight.name}`,
      title: `Drag ${weight.short}: the run starts there`,
      onpointerdown: (/** @type {PointerEvent} */ event) => this.grip(event),
      onpointermove: (/** @type {PointerEvent} */ event) => this.drag(event),
      onpointerup: () => this.letGo(),
      onpointercancel: () => this.giveBack(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
    });
    panel.host.append(this.node);
  }

  /** @param {PointerEvent} event */
  grip(event) {
    if (event.button !== 0 || !this.panel.axes || !this.hand.take()) return;
    event.preventDefault(); // no text is selected
    this.node.focus();
    this.node.setPointerCapture(event.pointerId);
    this.node.dataset.held = "true";
    this.from = event.clientX;
  }

  /** @param {PointerEvent} event */
  drag({ clientX }) {
    const { axes, host } = this.panel;
    if (!axes || !this.node.dataset.held || clientX === this.from) return;
    const { left, width } = axes.box;
    const pixel = clamp(clientX - host.getBoundingClientRect().left, left, left + width);
    this.put(valueAt(axes, pixel));
  }

  /** @param {number} value */
  put(value) {
    this.value = clamp(value, -LARGEST, LARGEST);
    this.from = undefined;
    this.hand.put(this.short, this.value);
  }

  letGo() {
    if (!this.node.dataset.held) return;
    delete this.node.dataset.held;
    this.hand.release();
  }

  giveBack() {
    delete this.node.dataset.held;
    this.value = null;
    this.hand.giveBack();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { axes } = this.panel;
    const { key } = event;
    if (!axes || !(key in KEYS || key === "Home" || key === "End")) return;
    event.preventDefault();
    event.stopPropagation();
    if (!this.hand.take()) return;
    const [low, high] = axes.rangeX;
    const { left, width } = axes.box;
    const now = this.hand.numbers.get(this.short) ?? this.weight;
    const moved = axes.x(now) + (KEYS[key] * width) / 100;
    this.put(key === "Home" ? low : key === "End" ? high : valueAt(axes, clamp(moved, left, left + width)));
    this.hand.release();
  }

  /**
   * Follows its dot, at a loss.
   * @param {import("../play/reel.js").Moment} moment
   */
  say(moment) {
    const { axes } = this.panel;
    const { film } = moment;
    const loss = film.sample({ array: "loss", column: 0 }, moment);
    this.weight = film.sample(this.at, moment);
    if (!this.node.dataset.held && !this.hand.player.rewinding) this.value = null;
    const value = this.value ?? this.weight;
    const here = axes !== null && Number.isFinite(value) && Number.isFinite(loss);
    this.node.hidden = !here;
    if (!axes || !here) return;
    const { left, top, width, height } = axes.box;
    const x = clamp(axes.x(value), left + EDGE, left + width - EDGE);
    const y = clamp(axes.y(loss), top + EDGE, top + height - EDGE);
    const place = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
    const shown = [place, value, loss, ...axes.rangeX].join(); // at the edge another number has the same place
    if (shown === this.shown) return;
    this.shown = shown;
    this.node.style.transform = place;
    this.node.setAttribute("aria-valuemin", String(axes.rangeX[0]));
    this.node.setAttribute("aria-valuemax", String(axes.rangeX[1]));
    this.node.setAttribute("aria-valuenow", String(value));
    this.node.setAttribute("aria-valuetext", `${this.short} ${number(value)}, loss ${number(loss)}`);
  }
}
