// What is read of a graph: the line below it, how high that may get, and all numbers for who only listens.

import { short } from "../../stage/kit/passes.js";

const LETTER = 8.2; // px that a letter takes, about
/** @type {Words} */
const NOTHING = [["", "Nothing is computed yet."]];

/**
 * @typedef {import("./view.js").Graph} Graph
 * @typedef {import("./view.js").Words} Words
 */

/**
 * What is told at a moment: at rest, of what was done last.
 * @param {Graph} picture
 * @param {number} frame
 * @param {number} moved
 */
export function told({ scenes, end }, frame, moved) {
  if (frame >= scenes.length) return end;
  return scenes[moved > 0 ? frame : frame - 1]?.words ?? NOTHING;
}

/**
 * A part of what is told, as it is written.
 * @param {Words[number]} part
 */
export const written = ([role, part]) =>
  typeof part === "number" || role === "prediction" || role === "gradient" ? short(part) : String(part);

/**
 * The lines that the longest of a film's words take.
 * @param {Graph} picture
 * @param {number} width
 */
export function rows({ scenes, end }, width) {
  const letters = (/** @type {Words} */ words) =>
    words.reduce((sum, [, part]) => sum + (typeof part === "string" ? part : short(part)).length, 0);
  const longest = Math.max(letters(end), ...scenes.map(({ words }) => letters(words)));
  return Math.ceil((longest * LETTER) / width);
}

/**
 * All that is known before a scene.
 * @param {Graph} picture
 * @param {import("../../stage/kit/passes.js").State} state
 * @param {number} frame
 */
export function summary({ nodes, scenes }, { known, gradients, kept }, frame) {
  const parts = nodes.map(({ kind, name, value }, i) => {
    const says = `${name} is ${known[i] ? short(value) : "not computed yet"}`;
    if (kind !== "operation") return `${says}, ${name}.grad is ${short(kept[i]?.after)}`;
    return gradients[i] === null ? says : `${says}, gradient ${short(gradients[i])}`;
  });
  return `Step ${frame} of ${scenes.length}: ${parts.join("; ")}.`;
}
