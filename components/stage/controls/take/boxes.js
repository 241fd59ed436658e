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
 * What fills a box besides its colour: a scale of colours from left to right, hatching, or dots.
 * @param {CSSStyleDeclaration} style
 * @param {string} id
 */
function tinted({ backgroundImage: image, color }, id) {
  const tile = { id, width: 5, height: 5, patternUnits: "userSpaceOnUse" };
  if (image.startsWith("repeating-linear-gradient")) {
    const line = tagged("path", { d: "M0 0V5", stroke: ink(color).paint, "stroke-width": 2 });
    return tagged("pattern", { ...tile, patternTransform: "rotate(45)" }, line);
  }
  if (image.startsWith("radial-gradient"))
    return tagged("pattern", tile, tagged("circle", { cx: 2.5, cy: 2.5, r: 1, fill: ink(color).paint }));
  const stops = [...image.matchAll(/((?:rgba?|color)\([^)]*\)) ([\d.]+)%/g)];
  if (!image.startsWith("linear-gradient(90deg") || !stops.length) return "";
  const marks = stops.map(([, colour, at]) => tagged("stop", { offset: `${at}%`, "stop-color": ink(colour).paint }));
  return tagged("linearGradient", { id }, marks.join(""));
}

/**
 * The ground of a box, and its edges.
 * @param {CSSStyleDeclaration} style
 * @param {Box} box
 * @param {() => string} name gives a name that nothing else has
 */
export function boxed(style, { x, y, width, height }, name) {
  const { paint, alpha } = ink(style.backgroundColor);
  const radius = Math.min(corner(style, width), width / 2, height / 2);
  const rx = radius || null;
  const place = { x, y, width, height, rx };
  const id = style.backgroundImage === "none" ? "" : name();
  const tint = id && tinted(style, id);
  const over = tint ? tint + tagged("rect", { ...place, fill: `url(#${id})` }) : "";
  const ground = (alpha ? tagged("rect", { ...place, fill: paint, "fill-opacity": alpha }) : "") + over;
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
