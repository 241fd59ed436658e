// On a narrow screen pictures stand above the text: a button in the text brings its picture into sight, and back.

import { button } from "../kit/dom.js";

const SECTION = '[class*="st-key-lesson-section"]';
const narrow = matchMedia("(max-width: 1099px)");

/** Whether pictures stand above the text: where there is little room, and while presenting. */
const above = () => narrow.matches || document.documentElement.dataset.presenting !== undefined;

/** @type {HTMLButtonElement | null} the way back, while there is one */
let back = null;

function forget() {
  back?.remove();
  back = null;
}

/** Listens to the buttons of all texts; once a page is enough. */
export function bringPictures() {
  document.addEventListener("click", ({ target }) => {
    const pressed = target instanceof Element ? target.closest("button") : null;
    const section = pressed?.closest(SECTION);
    const shown = section?.querySelector('[class*="lesson-shown"]');
    if (!pressed || !shown || shown.contains(pressed) || !above()) return;
    const { top, bottom } = shown.getBoundingClientRect();
    if (top >= 0 && bottom <= innerHeight) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const go = (/** @type {Element} */ node) =>
      node.scrollIntoView({ behavior: still ? "instant" : "smooth", block: node === shown ? "start" : "center" });
    go(shown);
    forget();
    back = button("Back to the text", () => (forget(), go(pressed), pressed.focus({ preventScroll: true })), {
      class: "stage-back",
    });
    document.body.append(back);
  });
}
