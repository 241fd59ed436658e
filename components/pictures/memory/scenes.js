// What is seen while a line of Python runs: which number is where, what flies between them, and what was touched.

import { share, smooth } from "../../stage/kit/shares.js";
import { along, bend } from "./ways.js";

export const PLACES = [0, 1, 2, 3]; // the four numbers, row by row
/** @type {import("./view.js").Side[]} */
export const SIDES = ["a", "t"];
/** @type {Record<Side, Side>} */
const OTHER = { a: "t", t: "a" };

/**
 * @typedef {import("./view.js").Side} Side
 * @typedef {import("./view.js").State} State
 * @typedef {"loss" | "step"} Role
 *
 * Where the rows of memory lie, and the ways to them, each a path of even points.
 * @typedef {{ rows: import("./ways.js").Area[][], paths: Record<Side, number[][][]> }} Where
 *
 * What an edit has touched so far: places of sides, and of the memory of its own side.
 * @typedef {{ side: Side, place: number | null, role: Role, reached: (Side | "memory")[] }} Mark
 *
 * What each place shows, and how much of it is there (0 to 1): of both sides, and of each row of memory.
 * @typedef {{
 *   values: Record<Side, string[] | null>, seen: Record<Side, number[]>,
 *   blocks: (import("./view.js").Block | undefined)[], stored: number[][],
 *   fly: { at: number[], text: string, role: Role }[], marked: Mark | null,
 * }} Scene
 *
 * A line while it runs.
 * @typedef {{
 *   line: import("./view.js").Line, before: State, after: State, moved: number, shared: boolean, where: Where,
 * }} Run
 */

/** @param {boolean} shared */
export const ownersOf = (shared) => (shared ? ["at"] : SIDES);

/**
 * @param {string[] | null} values
 * @param {number} place
 */
export const textAt = (values, place) => values?.[place] ?? "";

/**
 * The scene of a moment.
 * @param {import("./view.js").Data} data
 * @param {Where} where
 * @param {{ frame: number, moved: number }} moment
 */
export function sceneAt({ lines, states, shared }, where, { frame, moved }) {
  const before = states[frame];
  const after = states[Math.min(frame + 1, states.length - 1)];
  const line = moved > 0 ? lines[frame] : null;
  const last = line ?? lines[frame - 1]; // what has just happened stays marked
  const scene = line ? RUNS[line.kind]({ line, before, after, moved, shared, where }) : rest(before, shared);
  if (last?.kind === "edit") scene.marked = mark(last, line ? moved : 1, shared);
  return scene;
}

/**
 * A state as it stands.
 * @param {State} state
 * @param {boolean} shared
 * @returns {Scene}
 */
function rest(state, shared) {
  const seen = (/** @type {unknown} */ there) => PLACES.map(() => (there ? 1 : 0));
  const blocks = ownersOf(shared).map((owners) => state.blocks.find((one) => owners.includes(one.owners)));
  return {
    values: { a: state.a, t: state.t },
    seen: { a: seen(state.a), t: seen(state.t) },
    blocks,
    stored: blocks.map(seen),
    fly: [],
    marked: null,
  };
}

/** @type {Record<"create" | "bridge" | "edit", (run: Run) => Scene>} */
const RUNS = {
  /** The first side: number by number. */
  create({ line, after, moved, shared }) {
    const scene = rest(after, shared);
    const come = PLACES.map((place) => smooth(share(moved, 0.18 * place, 0.18 * place + 0.4)));
    scene.seen[line.side] = come;
    scene.stored = scene.stored.map((row) => row.map((there, place) => there * come[place]));
    return scene;
  },

  /** The second side: reads the memory that is there, or gets a copy first. */
  bridge({ line, after, moved, shared, where }) {
    const scene = rest(after, shared);
    const [from, to] = shared ? [0.1, 0.7] : [0.55, 0.75];
    scene.seen[line.side] = PLACES.map((place) => smooth(share(moved, from + 0.08 * place, to + 0.08 * place)));
    if (!shared) copy(scene, line.side, moved, where);
    return scene;
  },

  /** A number is written: down to the memory, and up to who else reads it. */
  edit({ line, before, after, moved, shared, where }) {
    const { side, place, refused, value } = /** @type {typeof line & { place: number }} */ (line);
    const other = OTHER[side];
    const arrived = moved >= 0.5;
    const scene = rest(arrived ? after : before, shared);
    scene.values[other] = moved < 0.92 ? before[other] : after[other];
    if (!arrived) scene.values[side] = scene.values[side]?.map((old, i) => (i === place ? value : old)) ?? null;
    const role = roleOf(line);
    const down = share(moved, 0.08, 0.5);
    if (down > 0 && down < 1) scene.fly.push({ at: along(where.paths[side][place], smooth(down)), text: value, role });
    const up = share(moved, 0.52, 0.92);
    if (shared && !refused && up > 0 && up < 1)
      scene.fly.push({ at: along(where.paths[other][place], 1 - smooth(up)), text: textAt(after[side], place), role });
    return scene;
  },
};

/**
 * The numbers fly from the other side's memory to that of a side.
 * @param {Scene} scene
 * @param {Side} side
 * @param {number} moved
 * @param {Where} where
 */
function copy(scene, side, moved, { rows }) {
  const to = SIDES.indexOf(side);
  scene.stored[to] = PLACES.map((place) => share(moved, 0.4 + 0.05 * place, 0.5 + 0.05 * place));
  for (const place of PLACES) {
    const x = share(moved, 0.05 * place, 0.4 + 0.05 * place);
    const [p, q] = [rows[1 - to][place], rows[to][place]];
    const lift = Math.max(40, 0.12 * Math.abs(q.x - p.x));
    const curve = [
      [p.x, p.y],
      [p.x, p.y - lift],
      [q.x, q.y - lift],
      [q.x, q.y],
    ];
    if (x > 0 && x < 1)
      scene.fly.push({ at: bend(curve, smooth(x)), text: textAt(scene.values[side], place), role: "step" });
  }
}

/**
 * @param {{ refused: boolean }} line
 * @returns {Role}
 */
const roleOf = ({ refused }) => (refused ? "loss" : "step");

/**
 * What an edit has touched so far, in its colour.
 * @param {import("./view.js").Line} line
 * @param {number} moved
 * @param {boolean} shared
 * @returns {Mark}
 */
function mark(line, moved, shared) {
  const { side, place, refused } = line;
  /** @type {Mark["reached"]} */
  const reached = [side];
  if (moved >= 0.5 && !refused) reached.push("memory");
  if (moved >= 0.92 && !refused && shared) reached.push(OTHER[side]);
  return { side, place, role: roleOf(line), reached };
}
