// What is known in a graph before each beat: values after the way forward, gradients on the way back, and what .grad holds.

import { number } from "./format.js";

/** When a beat's number is there, as a share of the beat. */
const ARRIVES = { forward: 0.72, seed: 0.4, backward: 0.82, accumulate: 0.55 };

/** A number in at most four digits, without zeros at its end; True, nan and lists as they are. */
export function short(value) {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "number") return { inf: "∞", "-inf": "−∞" }[value] ?? value;
  const size = Math.abs(value);
  if (size && (size >= 1e6 || size < 1e-3)) return value.toExponential(1).replace("+", "").replace(".0e", "e").replaceAll("-", "−");
  return number(value).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
}

/** The same in at most three digits where they are not whole, for places that are narrow. */
export function brief(value) {
  return typeof value === "number" && Math.abs(value) < 1000 ? short(Number(value.toPrecision(3))) : short(value);
}

/** The states before each scene of a picture, and the one at the end; gives every scene the moment at which it `arrives`. */
export function passes({ nodes, edges, scenes }) {
  let state = {
    call: 0,
    known: nodes.map(({ kind }) => kind !== "operation"),
    forward: edges.map(() => false),
    back: edges.map(() => false),
    waiting: edges.map(() => false), // gradients that have come to a leaf, and are not yet in its .grad
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

const changed = (list, test, value) => list.map((old, i) => (test(i) ? (typeof value === "function" ? value(i) : value) : old));

const STEPS = {
  forward: (state, { node }, _nodes, edges) => ({
    ...state,
    known: changed(state.known, (i) => i === node, true),
    forward: changed(state.forward, (i) => edges[i].to === node, true),
  }),
  seed: (state, { node, call }) => ({
    ...state,
    call,
    back: state.back.map(() => false),
    waiting: state.waiting.map(() => false),
    gradients: state.gradients.map((_, i) => (i === node ? 1 : null)),
  }),
  backward: (state, { node }, nodes, edges) => {
    const back = changed(state.back, (i) => edges[i].to === node && edges[i].flows, true);
    return {
      ...state,
      back,
      waiting: changed(state.waiting, (i) => edges[i].to === node && edges[i].flows && nodes[edges[i].from].kind !== "operation", true),
      gradients: changed(state.gradients, (i) => edges.some(({ from, to, flows }) => from === i && to === node && flows), (i) => gathered(i, back, nodes, edges)),
    };
  },
  accumulate: (state, { node, before, came, after }, _nodes, edges) => ({
    ...state,
    waiting: changed(state.waiting, (i) => edges[i].from === node, false),
    kept: changed(state.kept, (i) => i === node, { before, came, after }),
  }),
};

/** The gradient that has come to a node so far: the sum over the ways that it came, once all are there as PyTorch has it. */
function gathered(node, back, nodes, edges) {
  const ways = edges.map((edge, i) => ({ ...edge, came: back[i] })).filter(({ from, flows }) => from === node && flows);
  const parts = ways.filter(({ came }) => came).map(({ carried }) => carried);
  if (parts.length === ways.length || parts.some((part) => typeof part !== "number")) return nodes[node].gradient;
  return parts.reduce((sum, part) => sum + part, 0);
}
