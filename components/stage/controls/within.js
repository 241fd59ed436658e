// What opens by a key is where the keys go on: Streamlit puts it at the end of the page, past everything else.

import { nextFrame } from "../kit/dom.js";

const OPENS = '[data-testid="stPopoverButton"]';
const OPENED = '[data-testid="stPopoverBody"]';
const FRAMES = 30; // after which nothing has opened

/** Listens to the buttons of all popovers; once a page is enough. Escape goes back to the button by itself. */
export function goWithin() {
  document.addEventListener("click", async ({ target, detail }) => {
    const byKey = detail === 0 && target instanceof Element;
    if (!byKey || !target.closest(OPENS)) return;
    for (let frame = 0; frame < FRAMES; frame += 1) {
      await nextFrame();
      const opened = /** @type {HTMLElement | null} */ (document.querySelector(OPENED));
      if (!opened) continue;
      opened.tabIndex = -1;
      return opened.focus();
    }
  });
}
