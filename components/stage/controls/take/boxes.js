// The boxes of a page as a drawing has them: their grounds and their edges.

import { ink } from "../../kit/ink.js";
import { tagged } from "../../kit/markup.js";

/** @typedef {{ x: number, y: number, width: number, height: number }} Box in the drawing's pixels */

const SIDES = /** @type {const} */ (["Top", "Right", "Bottom", "Left"]);

/**
 * @param {CSSStyleDeclaration} style
 * @param {typeof SIDES[number]} side
 */
function edge(style, side) {
  const line = style[`border${side}Style`];
  const { paint, alpha } = ink(style[`border${side}Color`]);
  const width = line === "none" || line === "hidden" || !alpha ? 0 : parseFloat(style[`border${side}Width`]);
  return { side, width, paint, alpha, dashed: line === "dashed" || line === "dotted" };
}

/**
 * The ground of a box, and its edges.
 * @param {CSSStyleDeclaration} style
 * @param {Box} box
 */
export function boxed(style, { x, y, width, height }) {
  const { paint, alpha } = ink(style.backgroundColor);
  const radius = Math.min(corner(style, width), width / 2, height / 2);
  const rx = radius || null;
  const ground = alpha ? tagged("rect", { x, y, width, height, rx, fill: paint, "fill-opacity": alpha }) : "";
  const edges = SIDES.map((side) => edge(style, side));
  const [top, right, bottom, left] = edges;
  const same = edges.every((one) => one.width === top.width && one.paint === top.paint && one.alpha === top.alpha);
  const line = (/** @type {ReturnType<typeof edge>} */ one) => ({
    stroke: one.paint,
    "stroke-opacity": one.alpha === 1 ? null : one.alpha,
    "stroke-width": one.width,
    "stroke-dasharray": one.dashed ? `${3 * one.width} ${2 * one.width}` : null,
  });
  if (same) {
    if (!top.width) return ground;
    const inset = top.width / 2;
    const inner = { x: x + inset, y: y + inset, width: width - top.width, height: height - top.width };
    return ground + tagged("rect", { ...inner, rx: rx && Math.max(0, radius - inset), fill: "none", ...line(top) });
  }
  const ways = [
    `M${x} ${y + top.width / 2}h${width}`,
    `M${x + width - right.width / 2} ${y}v${height}`,
    `M${x} ${y + height - bottom.width / 2}h${width}`,
    `M${x + left.width / 2} ${y}v${height}`,
  ];
  return ground + edges.map((one, i) => (one.width ? tagged("path", { d: ways[i], ...line(one) }) : "")).join("");
}

/**
 * How round the corners are.
 * @param {CSSStyleDeclaration} style
 * @param {number} width
 */
function corner({ borderTopLeftRadius: radius }, width) {
  return radius.endsWith("%") ? (parseFloat(radius) / 100) * width : parseFloat(radius) || 0;
}
