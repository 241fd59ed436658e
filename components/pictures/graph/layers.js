// Where the nodes of a graph lie, and its lines: in layers along the way of its values, with few crossings.

import { clamp } from "../../stage/kit/shares.js";
import { routes } from "./routes.js";

const APART = { horizontal: 12, vertical: 8 }; // px between neighbours of one layer, at least
const LANE = 30; // px that a line takes where it passes a layer
const SWEEPS = 8;

/**
 * @typedef {number[]} Size width and height; of a place, x and y
 * @typedef {{ from: number, to: number, slot?: number }} Edge
 *
 * A node in its layer, or (without a `node`) the place where a long line passes. `at` is its middle across the layers,
 * `begin` and `end` are its ends along them; neighbours are those in the layers `before` and `after`.
 * @typedef {{
 *   node: number | null, rank: number, across: number, before: Item[], after: Item[],
 *   order: number, at: number, begin: number, end: number,
 * }} Item
 *
 * The path of a line, and where its label goes.
 * @typedef {{ path: string, label: Size, anchor: string }} Line
 */

/** @param {number[]} values */
const total = (values) => values.reduce((sum, value) => sum + value, 0);

/** @param {number[]} values */
const mean = (values) => total(values) / values.length;

/**
 * `sizes` are [width, height] of each node, every node behind its inputs. `room` is the width there is; `gap` the
 * [least, most] px between layers. Gives `boxes` [x, y] of each node, `lines` (a path each, and where its label goes
 * and on which side of it), and `size`. What is not `early` stands just before it is needed.
 * @param {Size[]} sizes
 * @param {Edge[]} edges
 * @param {{ vertical: boolean, room: number, gap: number[], early?: (node: number) => boolean }} style
 * @returns {{ boxes: Size[], lines: Line[], size: Size }}
 */
export function layered(sizes, edges, { vertical, room, gap: [least, most], early = () => true }) {
  const along = (/** @type {number} */ node) => sizes[node][vertical ? 1 : 0];
  const across = (/** @type {number} */ node) => sizes[node][vertical ? 0 : 1];
  const ranks = ranked(sizes.length, edges, early);
  const { layers, chains } = split(ranks, edges, across);
  untangle(layers);
  place(layers, vertical ? APART.vertical : APART.horizontal);

  const depth = layers.map((layer) => Math.max(0, ...layer.map(({ node }) => (node === null ? 0 : along(node)))));
  const needed = total(depth);
  const gap = vertical ? least : clamp((room - needed) / Math.max(1, layers.length - 1), least, most);
  const starts = depth.map((_, rank) => depth.slice(0, rank).reduce((sum, size) => sum + size + gap, 0));
  const low = Math.min(...layers.flat().map((item) => item.at - item.across / 2));
  const breadth = Math.max(...layers.flat().map((item) => item.at + item.across / 2)) - low;
  const length = needed + gap * (layers.length - 1);
  const spare = Math.max(0, room - (vertical ? breadth : length)) / 2;

  const turned = (/** @type {number} */ u, /** @type {number} */ v) =>
    vertical ? [v - low + spare, u] : [u + spare, v - low];
  /** @type {Size[]} */
  const boxes = [];
  for (const item of layers.flat()) {
    if (item.node === null) continue;
    item.begin = starts[item.rank] + (depth[item.rank] - along(item.node)) / 2;
    item.end = item.begin + along(item.node);
    boxes[item.node] = turned(item.begin, item.at - item.across / 2);
  }
  const lines = routes(chains, { starts, depth, turned, vertical });
  const size = [Math.max(room, vertical ? breadth : length), vertical ? length : breadth];
  return { boxes, lines, size };
}

/**
 * The layer of each node: behind all of its inputs; nodes without inputs in the first, or just before they are needed.
 * @param {number} count
 * @param {Edge[]} edges
 * @param {(node: number) => boolean} early
 * @returns {number[]}
 */
function ranked(count, edges, early) {
  const ranks = Array(count).fill(0);
  for (let node = 0; node < count; node += 1) {
    const inputs = edges.filter(({ to }) => to === node);
    if (inputs.length) ranks[node] = 1 + Math.max(...inputs.map(({ from }) => ranks[from]));
  }
  for (let node = 0; node < count; node += 1) {
    const uses = edges.filter(({ from }) => from === node).map(({ to }) => ranks[to]);
    if (!early(node) && uses.length && !edges.some(({ to }) => to === node)) ranks[node] = Math.min(...uses) - 1;
  }
  return ranks;
}

/**
 * Layers of items: nodes, and the places where a long line passes. `chains` are the items along each edge.
 * @param {number[]} ranks
 * @param {Edge[]} edges
 * @param {(node: number) => number} across
 */
function split(ranks, edges, across) {
  /** @type {Item[][]} */
  const layers = Array.from({ length: 1 + Math.max(...ranks) }, () => []);
  const add = (/** @type {number | null} */ node, /** @type {number} */ rank) => {
    const item = {
      node,
      rank,
      across: node === null ? LANE : across(node),
      before: [],
      after: [],
      order: 0,
      at: 0,
      begin: 0,
      end: 0,
    };
    layers[rank].push(item);
    return item;
  };
  /** @type {Item[]} */
  const nodes = ranks.map((rank, node) => add(node, rank));
  const chains = edges.map(({ from, to }) => {
    const chain = [nodes[from]];
    for (let rank = ranks[from] + 1; rank < ranks[to]; rank += 1) chain.push(add(null, rank));
    chain.push(nodes[to]);
    for (let i = 1; i < chain.length; i += 1) {
      chain[i].before.push(chain[i - 1]);
      chain[i - 1].after.push(chain[i]);
    }
    return chain;
  });
  return { layers, chains };
}

/**
 * Orders each layer by its neighbours' middle, back and forth, and keeps the order with the fewest crossings.
 * @param {Item[][]} layers
 */
function untangle(layers) {
  const number = () => layers.forEach((layer) => layer.forEach((item, i) => (item.order = i)));
  number();
  let best = { crossings: Infinity, layers };
  for (let sweep = 0; sweep <= SWEEPS; sweep += 1) {
    for (const [side, layer] of swept(layers, sweep % 2 === 1)) {
      const middle = new Map(
        layer.map((item) => [item, item[side].length ? mean(item[side].map(({ order }) => order)) : item.order]),
      );
      layer.sort((a, b) => Number(middle.get(a)) - Number(middle.get(b)));
      layer.forEach((item, i) => (item.order = i));
    }
    const crossings = total(layers.map(crossed));
    if (crossings < best.crossings) best = { crossings, layers: layers.map((layer) => [...layer]) };
  }
  best.layers.forEach((layer, i) => layers[i].splice(0, layer.length, ...layer));
  number();
}

/**
 * The layers one after the other, each with the side from which one comes to it.
 * @param {Item[][]} layers
 * @param {boolean} back from the last to the first
 * @returns {["before" | "after", Item[]][]}
 */
function swept(layers, back) {
  return (back ? [...layers].reverse() : layers).map((layer) => [back ? "after" : "before", layer]);
}

/**
 * How many lines cross behind a layer.
 * @param {Item[]} layer
 */
function crossed(layer) {
  const links = layer.flatMap((item) => item.after.map((next) => [item.order, next.order]));
  return total(links.map(([a, b], i) => links.slice(i + 1).filter(([c, d]) => (a - c) * (b - d) < 0).length));
}

/**
 * Gives each item `at`, the middle of its place across the layers: near its neighbours, in order, never too close.
 * @param {Item[][]} layers
 * @param {number} apart
 */
function place(layers, apart) {
  for (const layer of layers) {
    let at = 0;
    for (const item of layer) {
      item.at = at + item.across / 2;
      at += item.across + apart;
    }
  }
  for (const back of [false, true, false]) {
    for (const [side, layer] of swept(layers, back))
      settle(
        layer,
        layer.map((item) => (item[side].length ? mean(item[side].map(({ at }) => at)) : item.at)),
        apart,
      );
  }
}

/**
 * As near as possible to where each item wants to be, by least squares: pools of neighbours that would overlap.
 * @param {Item[]} layer
 * @param {number[]} wanted
 * @param {number} apart
 */
function settle(layer, wanted, apart) {
  const offsets = [0];
  for (let i = 1; i < layer.length; i += 1)
    offsets.push(offsets[i - 1] + (layer[i - 1].across + layer[i].across) / 2 + apart);
  /** @type {{ sum: number, count: number }[]} */
  const pools = [];
  wanted.forEach((want, i) => {
    let pool = { sum: want - offsets[i], count: 1 };
    for (
      let before = pools.at(-1);
      before && before.sum / before.count > pool.sum / pool.count;
      before = pools.at(-1)
    ) {
      pools.pop();
      pool = { sum: pool.sum + before.sum, count: pool.count + before.count };
    }
    pools.push(pool);
  });
  let i = 0;
  for (const { sum, count } of pools) for (let n = 0; n < count; n += 1, i += 1) layer[i].at = sum / count + offsets[i];
}
