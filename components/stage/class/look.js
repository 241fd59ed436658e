// How what stands above all pages looks: like the page below, whose colours Streamlit gives its own parts only.

import { setRoles } from "../kit/theme.js";

const NAMES = ["background-color", "secondary-background-color", "text-color", "primary-color", "font", "code-font"];
const PART = ".stage-place:not(.stage-class-place)";

/**
 * Gives a node the page's colours and letters.
 * @param {HTMLElement} node
 */
function dress(node) {
  const part = document.querySelector(PART);
  if (!part) return;
  const style = getComputedStyle(part);
  for (const name of NAMES) node.style.setProperty(`--st-${name}`, style.getPropertyValue(`--st-${name}`));
  setRoles(node);
}

/**
 * Dresses a node, and again when the page changes its colours. Gives back the way to do so no more.
 * @param {HTMLElement} node
 * @param {() => void} changed hears that its colours are others
 */
export function dressed(node, changed) {
  const again = () => {
    const before = node.style.cssText;
    dress(node);
    if (node.style.cssText !== before) changed();
  };
  /** @type {Element | null} */
  let seen = null;
  const watch = new MutationObserver(again); // a page that is light or dark says so to each of its parts
  const look = () => {
    const part = document.querySelector(PART);
    if (part !== seen) {
      watch.disconnect();
      if (part) watch.observe(part, { attributes: true, attributeFilter: ["class", "style"] });
      seen = part;
    }
    again();
  };
  look();
  return { look, end: () => watch.disconnect() };
}
