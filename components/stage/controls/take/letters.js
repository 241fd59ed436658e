// The texts of a page as a drawing has them: each line where it stands.

import { ink } from "../../kit/ink.js";
import { escaped, tagged } from "../../kit/markup.js";

const ROUNDING = 0.1; // share by which a line's height may differ from its font's

/** @typedef {{ x: number, y: number }} Corner of the page's pixels that the drawing begins at */

const pen = /** @type {() => CanvasRenderingContext2D} */ (
  () => /** @type {any} */ (document.createElement("canvas").getContext("2d"))
);
/** @type {CanvasRenderingContext2D | undefined} */
let probe; // one for all

/**
 * How large a font's letters are, and how far they reach above the line that they stand on, and below it.
 * @param {CSSStyleDeclaration} style
 * @param {number | null} height of all that, where it is known
 */
function reach({ fontStyle, fontWeight, fontSize, fontFamily }, height) {
  probe ??= pen();
  probe.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  const { fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = probe.measureText("x");
  const drawn = (height ?? above + below) / (above + below);
  const smaller = Math.abs(drawn - 1) < ROUNDING ? 1 : drawn;
  return { size: smaller * parseFloat(fontSize), above: smaller * above, below: smaller * below };
}

/**
 * A line of text.
 * @param {string} text
 * @param {{ left: number, top: number, height: number, width?: number }} box on the page
 * @param {CSSStyleDeclaration} style
 * @param {Corner} corner
 * @param {boolean} [fills] whether the letters are as high as the box, also where all is drawn smaller
 */
export function written(text, { left, top, height, width }, style, corner, fills = false) {
  const { paint, alpha } = ink(style.color);
  const { size, above, below } = reach(style, fills ? height : null);
  const told = {
    x: left - corner.x,
    y: top - corner.y + (height - above - below) / 2 + above,
    textLength: width && text.length > 1 ? width : null,
    lengthAdjust: width && text.length > 1 ? "spacingAndGlyphs" : null,
    "font-family": style.fontFamily.replaceAll('"', "'"),
    "font-size": size,
    "font-weight": style.fontWeight === "400" ? null : style.fontWeight,
    "font-style": style.fontStyle === "normal" ? null : style.fontStyle,
    fill: paint,
    "fill-opacity": alpha === 1 ? null : alpha,
  };
  return tagged("text", told, escaped(style.textTransform === "uppercase" ? text.toUpperCase() : text));
}

/**
 * The words of a text, and where each is seen; one that is broken over two lines, letter by letter.
 * @param {Text} node
 */
function* words(node) {
  const range = document.createRange();
  const at = (/** @type {number} */ from, /** @type {number} */ to) => {
    range.setStart(node, from);
    range.setEnd(node, to);
    return [...range.getClientRects()].filter(({ width }) => width);
  };
  for (const { index: from, 0: word } of node.data.matchAll(/[^ \t\n\r]+/g)) {
    const boxes = at(from, from + word.length);
    if (boxes.length === 1) yield { from, to: from + word.length, box: boxes[0] };
    else
      for (let i = from; i < from + word.length; i += 1)
        for (const box of at(i, i + 1).slice(0, 1)) yield { from: i, to: i + 1, box };
  }
}

/**
 * A text of the page, line by line.
 * @param {Text} node
 * @param {CSSStyleDeclaration} style
 * @param {Corner} corner
 */
export function lines(node, style, corner) {
  const spaced = style.whiteSpace.startsWith("pre");
  /** @type {{ from: number, to: number, left: number, right: number, top: number, height: number }[]} */
  const found = [];
  for (const { from, to, box } of words(node)) {
    const line = found.at(-1);
    if (line && Math.abs(line.top - box.top) < 1 && box.left > line.right - 1 && (!spaced || from === line.to))
      Object.assign(line, { to, right: box.right });
    else found.push({ from, to, left: box.left, right: box.right, top: box.top, height: box.height });
  }
  return found
    .map(({ from, to, left, right, top, height }) => {
      const text = node.data.slice(from, to).replace(/\s+/g, " ");
      return written(text, { left, top, height, width: right - left }, style, corner, true);
    })
    .join("");
}
