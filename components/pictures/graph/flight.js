// The number on its way along an edge: a value goes forward, a gradient comes back and waits for its leaf's .grad.

import { brief } from "../../stage/kit/passes.js";
import { smooth } from "../../stage/kit/shares.js";

const SETS_OFF = 0.08; // the share of a beat after which a gradient leaves its operation

/**
 * How far along its edge, 0 to 1, and how well it is seen, 0 to 1.
 * @typedef {{ at: number, text: string, role: "value" | "gradient", seen: number }} Flight
 */

/**
 * What is on its way along an edge; null if nothing is.
 * @param {Pick<import("./view.js").Graph, "nodes" | "edges">} picture
 * @param {number} edge
 * @param {import("../../stage/kit/passes.js").State} state before the scene
 * @param {import("./view.js").Scene | undefined} scene
 * @param {number} moved the share of the scene that is over
 * @returns {Flight | null}
 */
export function flight({ nodes, edges }, edge, state, scene, moved) {
  const { from, to, flows, carried } = edges[edge];
  if (scene?.node === to && scene.kind === "forward" && moved > 0 && moved < scene.arrives)
    return { at: smooth(moved / scene.arrives), text: brief(nodes[from].value), role: "value", seen: 1 };
  if (scene?.node === to && scene.kind === "backward" && flows && moved > 0) {
    const share = smooth((moved - SETS_OFF) / (scene.arrives - SETS_OFF));
    if (share < 1 || nodes[from].kind !== "operation")
      return { at: 1 - share, text: brief(share < 0.5 ? nodes[to].gradient : carried), role: "gradient", seen: 1 };
  }
  if (!state.waiting[edge]) return null;
  const added = scene?.kind === "accumulate" && scene.node === from ? Math.min(1, moved / scene.arrives) : 0;
  return { at: 0, text: brief(carried), role: "gradient", seen: 1 - added };
}
