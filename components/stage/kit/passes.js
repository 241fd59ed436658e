// What is known in a graph before each beat: values after the way forward, gradients on the way back, and what .grad
// holds.

import { trimmed } from "./format.js";

/** When a beat's number is there, as a share of the beat. */
const ARRIVES = { forward: 0.72, seed: 0.4, backward: 0.82, accumulate: 0.55 };

/**
 * @typedef {import("../told").Told | null | undefined} Value a number that is none is "nan", "inf" or "-inf"
 *
 * What is read here of a graph. An edge goes the way of the values; what `flows` has a gradient that comes back,
 * `carried` on this way.
 * @typedef {{ kind: string, name?: string, gradient: Value, requires_grad?: boolean }} Node
 * @typedef {{ from: number, to: number, flows: boolean, carried: Value }} Edge
 * @typedef {{
 *   kind: keyof typeof ARRIVES, node: number, call?: number, before?: Value, came?: Value, after?: Value, arrives?:
 * number,
 * }} Scene
 *
 * What a leaf's .grad holds, and how it came to it.
 * @typedef {{ before: Value, came: Value, after: Value }} Kept
 *
 * What is known of each node and edge; `waiting` are gradients that have come to a leaf, and are not yet in its .grad.
 * @typedef {{
 *   call: number, known: boolean[], forward: boolean[], back: boolean[], waiting: boolean[],
 *   gradients: Value[], kept: (Kept | null)[],
 * }} State
 */

/**
 * A number in at most four digits, without zeros at its end; True, nan and lists as they are.
 * @param {Value} value
 * @returns {string}
 */
export function short(value) {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return value === "inf" ? "∞" : value === "-inf" ? "−∞" : value;
  const size = Math.abs(value);
  if (size && (size >= 1e6 || size < 1e-3))
    return value.toExponential(1).replace("+", "").replace(".0e", "e").replaceAll("-", "−");
  return trimmed(value);
}

/**
 * The same in at most three digits where they are not whole, for places that are narrow.
 * @param {Value} value
 */
export function brief(value) {
  return typeof value === "number" && Math.abs(value) < 1000 ? short(Number(value.toPrecision(3))) : short(value);
}

/**
 * The states before each scene of a picture, and the one at the end; gives every scene the moment at which it
 * `arrives`.
 * @param {{ nodes: Node[], edges: Edge[], scenes: Scene[] }} picture
 */
export function passes({ nodes, edges, scenes }) {
  /** @type {State} */
  let state = {
    call: 0,
    known: nodes.map(({ kind }) => kind !== "operation"),
    forward: edges.map(() => false),
    back: edges.map(() => false),
    waiting: edges.map(() => false),
    gradients: nodes.map(() => null),
    kept: nodes.map(() => null),
  };
  const states = [state];
  for (const scene of scenes) {
    scene.arrives = ARRIVES[scene.kind];
    state = STEPS[scene.kind](state, scene, nodes, edges);
    states.push(state);
  }
  return states;
}

/**
 * A list with another value where a test says so.
 * @template T
 * @param {T[]} list
 * @param {(i: number) => boolean} test
 * @param {(i: number) => T} value
 */
const changed = (list, test, value) => list.map((old, i) => (test(i) ? value(i) : old));
const yes = () => true;
const no = () => false;

/** @type {Record<keyof typeof ARRIVES, (state: State, scene: Scene, nodes: Node[], edges: Edge[]) => State>} */
const STEPS = {
  forward: (state, { node }, _nodes, edges) => ({
    ...state,
    known: changed(state.known, (i) => i === node, yes),
    forward: changed(state.forward, (i) => edges[i].to === node, yes),
  }),
  seed: (state, { node, call = 1 }) => ({
    ...state,
    call,
    back: state.back.map(no),
    waiting: state.waiting.map(no),
    gradients: state.gradients.map((_, i) => (i === node ? 1 : null)),
  }),
  backward: (state, { node }, nodes, edges) => {
    const back = changed(state.back, (i) => edges[i].to === node && edges[i].flows, yes);
    return {
      ...state,
      back,
      waiting: changed(
        state.waiting,
        (i) => edges[i].to === node && edges[i].flows && nodes[edges[i].from].kind !== "operation",
        yes,
      ),
      gradients: changed(
        state.gradients,
        (i) => edges.some(({ from, to, flows }) => from === i && to === node && flows),
        (i) => gathered(i, back, nodes, edges),
      ),
    };
  },
  accumulate: (state, { node, before, came, after }, _nodes, edges) => ({
    ...state,
    waiting: changed(state.waiting, (i) => edges[i].from === node, no),
    kept: changed(
      state.kept,
      (i) => i === node,
      () => ({ before, came, after }),
    ),
  }),
};

/**
 * The gradient that has come to a node so far: the sum over the ways that it came, once all are there as PyTorch has
 * it.
 * @param {number} node
 * @param {boolean[]} back
 * @param {Node[]} nodes
 * @param {Edge[]} edges
 */
function gathered(node, back, nodes, edges) {
  const ways = edges.map((edge, i) => ({ ...edge, came: back[i] })).filter(({ from, flows }) => from === node && flows);
  const came = ways.filter((way) => way.came).map(({ carried }) => carried);
  const parts = came.filter((part) => typeof part === "number");
  if (came.length === ways.length || parts.length < came.length) return nodes[node].gradient;
  return parts.reduce((sum, part) => sum + part, 0);
}
