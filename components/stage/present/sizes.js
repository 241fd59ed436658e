// How large a page is written for a room: by the screen, so that the last row reads the same on any.

/** The screen, in px, on which pictures write 1.4 times as large as usual, and the page 1.25 times. */
const SCREEN = [1280, 720];
const [PICTURES, PAGE] = [1.4, 1.25];
const LARGEST = 2; // times that

/**
 * How much larger than usual pictures write, and the page around them; on a small screen not smaller than usual.
 * @param {number} width of the window, px
 * @param {number} height
 */
export function sizes(width, height) {
  const share = Math.min(LARGEST, width / SCREEN[0], height / SCREEN[1]);
  const [pictures, page] = [PICTURES, PAGE].map((times) => Math.round(100 * Math.max(1, share * times)) / 100);
  return { pictures, page };
}
