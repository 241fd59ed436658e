// How several of a kind are told apart: eight colours that colour-blind eyes tell apart, each with a line of its own.

/** @typedef {{ light: string, dark: string, dash: number[] }} Mark */

/** Okabe and Ito's colours, made lighter for dark pages. @type {Mark[]} */
const MARKS = [
  { light: "#d55e00", dark: "#ff8a3d", dash: [] },
  { light: "#0072b2", dark: "#56b4e9", dash: [] },
  { light: "#009e73", dark: "#3ddba4", dash: [9, 4] },
  { light: "#a3478a", dark: "#e59ac9", dash: [2, 4] },
  { light: "#b07a00", dark: "#f5c04a", dash: [9, 4, 2, 4] },
  { light: "#3d4450", dark: "#d5dae1", dash: [] },
  { light: "#1f6f8b", dark: "#8fd3ff", dash: [4, 4] },
  { light: "#7a5c2e", dark: "#c9a66b", dash: [9, 4] },
];

/**
 * The mark of the one in a place; beyond the eighth they come again.
 * @param {number} place
 */
export const palette = (place) => MARKS[place % MARKS.length];

/**
 * Its colour on a page.
 * @param {Mark} mark
 * @param {{ dark: boolean }} theme
 */
export const colourOf = (mark, { dark }) => (dark ? mark.dark : mark.light);
