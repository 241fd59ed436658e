// Small helpers for the page's elements.

/**
 * element("button", {class: "x", "aria-label": "Play", onclick: f}, "text", child)
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} attributes that are true are there, that are false, null or undefined are not
 * @param {(Node | string)[]} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/**
 * @param {string | Node} text
 * @param {(event: MouseEvent) => void} press
 * @param {Record<string, any>} attributes
 */
export function button(text, press, attributes = {}) {
  return element("button", { type: "button", ...attributes, onclick: press }, text);
}

/**
 * A node of a drawing.
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} attributes
 * @param {Node[]} children
 */
export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * Writes only what is new, so that nothing is laid out again for nothing.
 * @param {Element} node
 * @param {string} text
 */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Writes into a live region: seen at every moment, spoken only when the clock rests.
 * @param {Element} node
 * @param {string} text
 * @param {{ playing: boolean, gliding: boolean }} clock
 */
export function tell(node, text, { playing, gliding }) {
  const live = playing || gliding ? "off" : "polite";
  if (node.getAttribute("aria-live") === live && node.textContent === text) return;
  node.setAttribute("aria-live", live);
  node.textContent = text; // also when it is the same: what came to rest is new to who only listens
}

/** @returns {Promise<void>} */
export const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => resolve()));
