// A short piece of a runner's line, beside its name.

import { svg } from "./dom.js";
import { colourOf } from "./palette.js";

/**
 * @param {import("./palette.js").Mark} mark
 * @param {{ dark: boolean }} theme
 */
export function swatch(mark, theme) {
  const line = svg("line", {
    x1: 0,
    x2: 26,
    y1: 5,
    y2: 5,
    stroke: colourOf(mark, theme),
    "stroke-width": 3,
    "stroke-dasharray": mark.dash.join(" "),
  });
  return svg("svg", { class: "race-mark", viewBox: "0 0 26 10", "aria-hidden": "true" }, line);
}
