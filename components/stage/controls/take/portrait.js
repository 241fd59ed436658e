// A picture of the page as a drawing: what its tables, texts, canvases and plots show now, in lines and letters.

import { tagged } from "../../kit/markup.js";
import { boxed } from "./boxes.js";
import { lines, written } from "./letters.js";

/** What of a plot's own nodes its style sheet may decide. */
const LOOKS = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-opacity",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "visibility",
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
  "text-anchor",
  "dominant-baseline",
  "paint-order",
];

/**
 * @typedef {import("../../kit/recorder.js").Recorded} Recorded
 * @typedef {{ corner: { x: number, y: number }, canvases: Map<unknown, Recorded> | null, name: () => string }} Given
 * `canvases` null leaves them out
 */

/**
 * All that is seen of a node of the page.
 * @param {Element} node
 * @param {Given} given
 * @returns {string}
 */
export function portrait(node, given) {
  if (node.matches(".stage-hidden")) return "";
  const style = getComputedStyle(node);
  if (style.display === "none" || style.opacity === "0") return "";
  const { left, top, width, height } = node.getBoundingClientRect();
  const box = { x: left - given.corner.x, y: top - given.corner.y, width, height };
  const seen = style.visibility === "visible" && style.display !== "contents";
  if (node instanceof HTMLCanvasElement) return seen ? faint(style, canvas(node, box, given)) : "";
  if (node instanceof SVGSVGElement) return seen ? faint(style, plot(node, box)) : "";
  let inside = "";
  if (node instanceof HTMLInputElement && seen) inside = typed(node, style, given);
  for (const child of inOrder(node)) {
    if (child instanceof Element) inside += portrait(child, given);
    else if (child instanceof Text && seen) inside += lines(child, style, given.corner);
  }
  if (!width || !height) return inside;
  if (seen) inside = beside(node, "::before", box, given) + inside + beside(node, "::after", box, given);
  if (inside && style.overflow !== "visible") inside = cut(box, inside, given.name());
  return faint(style, (seen ? boxed(style, box, given.name) : "") + inside);
}

/**
 * What is in a node, what lies on top last.
 * @param {Element} node
 */
function inOrder(node) {
  const level = (/** @type {Node} */ child) =>
    child instanceof Element ? Number(getComputedStyle(child).zIndex) || 0 : 0;
  return [...node.childNodes]
    .map((child) => ({ child, on: level(child) }))
    .sort((a, b) => a.on - b.on)
    .map(({ child }) => child);
}

/**
 * @param {CSSStyleDeclaration} style
 * @param {string} inside
 */
function faint({ opacity }, inside) {
  return inside && opacity !== "1" ? tagged("g", { opacity }, inside) : inside;
}

/**
 * Only what lies in a box.
 * @param {import("./boxes.js").Box} box
 * @param {string} inside
 * @param {string} id
 */
function cut(box, inside, id) {
  return tagged("clipPath", { id }, tagged("rect", { ...box })) + tagged("g", { "clip-path": `url(#${id})` }, inside);
}

/**
 * @param {HTMLCanvasElement} node
 * @param {import("./boxes.js").Box} box
 * @param {Given} given
 */
function canvas(node, box, { canvases }) {
  if (!canvases || !box.width || !node.width) return "";
  const known = canvases.get(node);
  const place = { ...box, preserveAspectRatio: "none" };
  if (!known) return tagged("image", { ...place, href: node.toDataURL() });
  return tagged("svg", { ...place, viewBox: `0 0 ${known.width} ${known.height}` }, known.markup);
}

/**
 * A plot's own drawing, with what its style sheet says of it.
 * @param {SVGSVGElement} node
 * @param {import("./boxes.js").Box} box
 */
function plot(node, box) {
  const copy = /** @type {SVGSVGElement} */ (node.cloneNode(true));
  const from = [node, ...node.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((made, i) => {
    const style = getComputedStyle(from[i]);
    for (const name of [...made.getAttributeNames()])
      if (/^(on|data-|aria-)|^(class|style|role|tabindex)$/.test(name)) made.removeAttribute(name);
    if (style.display === "none") made.setAttribute("display", "none");
    const above = i ? getComputedStyle(/** @type {Element} */ (from[i].parentElement)) : null;
    for (const name of LOOKS) {
      const value = style.getPropertyValue(name);
      const own = name === "opacity" ? value !== "1" : value !== above?.getPropertyValue(name);
      if (value && own) made.setAttribute(name, value.replaceAll('"', "'"));
    }
    const clip = from[i].getAttribute("clip-path");
    if (clip) made.setAttribute("clip-path", clip.replace(/url\(['"]?[^#]*(#[^'")]+)['"]?\)/, "url($1)"));
  });
  for (const [name, value] of Object.entries(box)) copy.setAttribute(name, String(value));
  if (!node.hasAttribute("viewBox")) {
    const { width, height } = getComputedStyle(node);
    copy.setAttribute("viewBox", `0 0 ${parseFloat(width)} ${parseFloat(height)}`);
    copy.setAttribute("preserveAspectRatio", "none");
  }
  copy.setAttribute("overflow", getComputedStyle(node).overflow);
  return new XMLSerializer().serializeToString(copy).replaceAll(' xmlns="http://www.w3.org/2000/svg"', "");
}

/**
 * What is typed in a box.
 * @param {HTMLInputElement} node
 * @param {CSSStyleDeclaration} style
 * @param {Given} given
 */
function typed(node, style, { corner }) {
  const { left, top, right, height } = node.getBoundingClientRect();
  const edge = parseFloat(style.borderLeftWidth) + parseFloat(style.paddingLeft);
  const text = node.value || node.placeholder;
  if (!text || ["checkbox", "radio"].includes(node.type)) return "";
  const middle = { left: left + edge, top, height };
  if (style.textAlign !== "right" && style.textAlign !== "end") return written(text, middle, style, corner);
  const line = written(text, { ...middle, left: right - edge }, style, corner);
  return line.replace("<text ", '<text text-anchor="end" ');
}

/**
 * What the style sheet puts before a node or behind it: a line of a legend, a sign, a note.
 * @param {Element} node
 * @param {"::before" | "::after"} which
 * @param {import("./boxes.js").Box} box of the node
 * @param {Given} given
 */
function beside(node, which, box, { corner, name }) {
  const style = getComputedStyle(node, which);
  if (["none", "normal", "-moz-alt-content"].includes(style.content) || style.display === "none") return "";
  const [width, height] = [parseFloat(style.width), parseFloat(style.height)];
  if (!Number.isFinite(width) || !Number.isFinite(height)) return ""; // it flows with the text
  const outer = style.boxSizing === "border-box" ? { width, height } : grown(style, width, height);
  const own = getComputedStyle(node);
  const edges = { x: parseFloat(own.borderLeftWidth), y: parseFloat(own.borderTopWidth) };
  const free = style.position === "absolute";
  const line = Math.min(box.height, parseFloat(own.lineHeight) || box.height);
  const x = free ? parseFloat(style.left) : parseFloat(own.paddingLeft) + parseFloat(style.marginLeft);
  const y = free ? parseFloat(style.top) : parseFloat(own.paddingTop) + (line - outer.height) / 2;
  const [, dx = 0, dy = 0] = /matrix\(.*, (\S+), (\S+)\)/.exec(style.transform)?.map(Number) ?? [];
  const place = { x: box.x + edges.x + x + dx, y: box.y + edges.y + y + dy, ...outer };
  if (![place.x, place.y].every(Number.isFinite)) return "";
  const text = /^"(.+)"$/.exec(style.content)?.[1] ?? "";
  const inner = { left: place.x + corner.x + (outer.width - width) / 2, top: place.y + corner.y, height: outer.height };
  return boxed(style, place, name) + (text ? written(text, inner, style, corner) : "");
}

/**
 * @param {CSSStyleDeclaration} style
 * @param {number} width
 * @param {number} height
 */
function grown(style, width, height) {
  const more = (/** @type {string[]} */ ...names) =>
    names.reduce((sum, name) => sum + (parseFloat(style.getPropertyValue(name)) || 0), 0);
  return {
    width: width + more("padding-left", "padding-right", "border-left-width", "border-right-width"),
    height: height + more("padding-top", "padding-bottom", "border-top-width", "border-bottom-width"),
  };
}
