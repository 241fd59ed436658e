// An edge of the graph on the page: its line, the derivative beside it, and the chip that carries a number along it.

import { svg, write } from "../../stage/kit/dom.js";
import { brief } from "../../stage/kit/passes.js";
import { between } from "../../stage/kit/shares.js";

const SAMPLES = 48; // points that a line is known by

export class Line {
  path = svg("path", { class: "graph-line" });
  label = svg("text", { class: "graph-label", dy: "0.35em" });
  plate = svg("rect", { y: -14, height: 28, rx: 14 });
  text = svg("text", { "text-anchor": "middle", dy: "0.35em" });
  chip = svg("g", { class: "graph-chip" }, this.plate, this.text);
  /** @type {number[][]} places along the line */
  points = [];
  vertical = false;
  /** @type {boolean | undefined} whether the chip is there */
  on = undefined;
  said = ""; // what stands on the chip
  role = "";
  half = 0; // px of a half of the chip

  /**
   * Takes its place.
   * @param {import("./layers.js").Line} line
   * @param {boolean} vertical
   */
  lay({ path, label: [x, y], anchor }, vertical) {
    this.vertical = vertical;
    this.path.setAttribute("d", path);
    this.path.setAttribute("transform", "translate(1 2)");
    const length = this.path.getTotalLength();
    this.points = Array.from({ length: SAMPLES + 1 }, (_, n) => {
      const point = this.path.getPointAtLength((length * n) / SAMPLES);
      return [point.x, point.y];
    });
    this.label.setAttribute("text-anchor", anchor);
    this.label.setAttribute("x", String(x + 1));
    this.label.setAttribute("y", String(y + 2));
  }

  /**
   * What has gone along it, and the derivative by which the gradient comes back: × x = 3.
   * @param {import("./view.js").Edge} edge
   * @param {{ forward: boolean, back: boolean, dim: boolean, acting: boolean }} now `acting`: its operation goes back
   */
  show({ flows, derivative, symbol }, { forward, back, dim, acting }) {
    this.path.classList.toggle("graph-went", forward);
    this.path.classList.toggle("graph-came", back);
    this.path.classList.toggle("graph-dim", dim);
    const told = derivative !== null && (back || (acting && flows));
    write(this.label, told ? `× ${symbol ? `${symbol} = ` : ""}${brief(derivative)}` : "");
  }

  /**
   * Puts the chip where its number is.
   * @param {import("./flight.js").Flight | null} flight
   */
  carry(flight) {
    const on = flight !== null && flight.seen > 0;
    if (this.on !== on) this.chip.style.display = on ? "" : "none";
    this.on = on;
    if (!on) return;
    const { at, text, role, seen } = flight;
    if (this.said !== text || this.role !== role) {
      [this.said, this.role] = [text, role];
      const width = Math.max(34, 18 + 9.5 * text.length);
      this.text.textContent = text;
      this.plate.setAttribute("x", String(-width / 2));
      this.plate.setAttribute("width", String(width));
      this.half = width / 2;
      this.chip.setAttribute("data-role", role);
    }
    const low = Math.min(SAMPLES - 1, Math.floor(at * SAMPLES));
    const [x, y] = between(this.points[low], this.points[low + 1], at * SAMPLES - low);
    const inset = (this.vertical ? 16 : this.half) * (1 - 2 * at); // it stops beside a card, not on it
    const [left, top] = this.vertical ? [x, y + inset] : [x + inset, y];
    this.chip.setAttribute("transform", `translate(${(left + 1).toFixed(1)} ${(top + 2).toFixed(1)})`);
    this.chip.setAttribute("opacity", seen.toFixed(2));
  }
}
