// How much of the screen is taken by what is turned, which stays in sight: pictures stand below it.

const KNOBS = '[class*="st-key-lesson-knobs"]';

const sizes = new ResizeObserver(([{ target }]) => {
  const { style } = document.documentElement;
  const { height, top } = target.getBoundingClientRect();
  const rate = target.querySelector(".stage-knob")?.getBoundingClientRect();
  style.setProperty("--knobs-now", `${height}px`);
  style.setProperty("--above", `${rate ? Math.max(0, rate.top - top) : 0}px`);
});

/**
 * Keeps two lengths for style sheets: --knobs-now, the height of the box of knobs that a place is in, and --above, how
 * far the learning rate lies below its top.
 * @param {Element} place
 */
export function measure(place) {
  const knobs = place.closest(KNOBS);
  if (!knobs) return;
  sizes.disconnect();
  sizes.observe(knobs);
}
