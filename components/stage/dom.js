// Small helpers for the page's elements.

/** element("button", {class: "x", "aria-label": "Play", onclick: f}, "text", child) */
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

/** Writes only what is new, so that nothing is laid out again for nothing. */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

export const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => resolve()));
