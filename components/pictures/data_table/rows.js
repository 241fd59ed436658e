// Which rows of a long table are on the page: those in view, and some around them.

export const WINDOW = 40; // rows that are on the page at once
const AROUND = 12; // of them above those in view

/**
 * The rows from `from` up to `to`; those of before where they are enough.
 * @param {number} rows of the table
 * @param {number} first that is in view
 * @param {number} seen rows that are in view
 * @param {{ from: number, to: number }} before
 */
export function inView(rows, first, seen, before) {
  const last = Math.min(rows, first + seen);
  if (before.from <= first && before.to >= last && before.to <= rows) return before;
  const from = Math.max(0, Math.min(first - AROUND, rows - WINDOW));
  return { from, to: Math.min(rows, Math.max(from + WINDOW, last)) };
}
