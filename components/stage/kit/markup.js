// A drawing as text: nodes of SVG, in which no text can be anything but text.

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** @param {unknown} text */
export const escaped = (text) =>
  String(text)
    .replace(/[^\t\n\r\u0020-\uFFFF]/g, "") // what XML has no place for
    .replace(/[&<>"]/g, (letter) => ESCAPES[/** @type {keyof typeof ESCAPES} */ (letter)]);

/** A length with as many digits as can be seen. @param {number} value */
export const short = (value) => (Number.isFinite(value) ? String(Number(value.toFixed(2)) + 0) : "0");

/**
 * A node as text. Attributes that are undefined or null are not there; numbers are shortened.
 * @param {string} tag
 * @param {Record<string, string | number | null | undefined>} attributes
 * @param {string} [inside] markup, not text
 */
export function tagged(tag, attributes, inside = "") {
  const told = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => ` ${name}="${typeof value === "number" ? short(value) : escaped(value)}"`)
    .join("");
  return inside ? `<${tag}${told}>${inside}</${tag}>` : `<${tag}${told}/>`;
}
