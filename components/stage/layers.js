// Where the nodes of a graph lie: in layers along the way of its values, with few crossings, and the lines between them.

const APART = { horizontal: 12, vertical: 8 }; // px between neighbours of one layer, at least
const LANE = 30; // px that a line takes where it passes a layer
const SWEEPS = 8;

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * `sizes` are [width, height] of each node, every node behind its inputs; `edges` have `from`, `to` and `slot`. `room` is the width
 * there is; `gap` the [least, most] px between layers. Gives `boxes` [x, y] of each node, `lines` (a path each, and where its label
 * goes and on which side of it), and `size`.
 */
export function layered(sizes, edges, { vertical, room, gap: [least, most], early = () => true }) {
  const along = (node) => sizes[node][vertical ? 1 : 0];
  const across = (node) => sizes[node][vertical ? 0 : 1];
  const ranks = ranked(sizes.length, edges, early);
  const { layers, chains } = split(ranks, edges, across);
  untangle(layers);
  place(layers, vertical ? APART.vertical : APART.horizontal);

  const depth = layers.map((layer) => Math.max(0, ...layer.filter(({ node }) => node !== null).map(({ node }) => along(node))));
  const needed = depth.reduce((sum, size) => sum + size, 0);
  const gap = vertical ? least : Math.max(least, Math.min(most, (room - needed) / Math.max(1, layers.length - 1)));
  const starts = depth.map((_, rank) => depth.slice(0, rank).reduce((sum, size) => sum + size + gap, 0));
  const low = Math.min(...layers.flat().map((item) => item.at - item.across / 2));
  const breadth = Math.max(...layers.flat().map((item) => item.at + item.across / 2)) - low;
  const length = needed + gap * (layers.length - 1);
  const spare = Math.max(0, room - (vertical ? breadth : length)) / 2;

  const turned = (u, v) => (vertical ? [v - low + spare, u] : [u + spare, v - low]);
  const boxes = [];
  for (const item of layers.flat()) {
    if (item.node === null) continue;
    const begin = starts[item.rank] + (depth[item.rank] - along(item.node)) / 2;
    boxes[item.node] = turned(begin, item.at - item.across / 2);
    Object.assign(item, { begin, end: begin + along(item.node) });
  }
  const lines = chains.map((chain, i) => line(chain, ports(chains, i), starts, depth, turned, vertical));
  const size = [Math.max(room, vertical ? breadth : length), vertical ? length : breadth];
  return { boxes, lines, size };
}

/** The layer of each node: behind all of its inputs; nodes without inputs in the first, or just before they are needed. */
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

/** Layers of items: nodes, and the places where a long line passes. `chains` are the items along each edge. */
function split(ranks, edges, across) {
  const layers = Array.from({ length: 1 + Math.max(...ranks) }, () => []);
  const add = (item) => (layers[item.rank].push(item), item);
  const nodes = ranks.map((rank, node) => add({ node, rank, across: across(node), before: [], after: [] }));
  const chains = edges.map(({ from, to }) => {
    const chain = [nodes[from]];
    for (let rank = ranks[from] + 1; rank < ranks[to]; rank += 1) chain.push(add({ node: null, rank, across: LANE, before: [], after: [] }));
    chain.push(nodes[to]);
    for (let i = 1; i < chain.length; i += 1) {
      chain[i].before.push(chain[i - 1]);
      chain[i - 1].after.push(chain[i]);
    }
    return chain;
  });
  return { layers, chains };
}

/** Orders each layer by its neighbours' middle, back and forth, and keeps the order with the fewest crossings. */
function untangle(layers) {
  const number = () => layers.forEach((layer) => layer.forEach((item, i) => (item.order = i)));
  number();
  let best = { crossings: Infinity };
  for (let sweep = 0; sweep <= SWEEPS; sweep += 1) {
    const [side, sequence] = sweep % 2 ? ["after", [...layers].reverse()] : ["before", layers];
    for (const layer of sequence) {
      const middle = new Map(layer.map((item) => [item, item[side].length ? mean(item[side].map(({ order }) => order)) : item.order]));
      layer.sort((a, b) => middle.get(a) - middle.get(b));
      layer.forEach((item, i) => (item.order = i));
    }
    const crossings = layers.reduce((sum, layer) => sum + crossed(layer), 0);
    if (crossings < best.crossings) best = { crossings, layers: layers.map((layer) => [...layer]) };
  }
  best.layers.forEach((layer, i) => layers[i].splice(0, layer.length, ...layer));
  number();
}

function crossed(layer) {
  const links = layer.flatMap((item) => item.after.map((next) => [item.order, next.order]));
  return links.reduce((sum, [a, b], i) => sum + links.slice(i + 1).filter(([c, d]) => (a - c) * (b - d) < 0).length, 0);
}

/** Gives each item `at`, the middle of its place across the layers: near its neighbours, in order, never too close. */
function place(layers, apart) {
  for (const layer of layers) {
    let at = 0;
    for (const item of layer) {
      item.at = at + item.across / 2;
      at += item.across + apart;
    }
  }
  for (const [side, sequence] of [["before", layers], ["after", [...layers].reverse()], ["before", layers]]) {
    for (const layer of sequence) settle(layer, layer.map((item) => (item[side].length ? mean(item[side].map(({ at }) => at)) : item.at)), apart);
  }
}

/** As near as possible to where each item wants to be, in the least-squares sense: pools of neighbours that would overlap. */
function settle(layer, wanted, apart) {
  const offsets = [0];
  for (let i = 1; i < layer.length; i += 1) offsets.push(offsets[i - 1] + (layer[i - 1].across + layer[i].across) / 2 + apart);
  const pools = [];
  wanted.forEach((want, i) => {
    let pool = { sum: want - offsets[i], count: 1 };
    while (pools.length && pools.at(-1).sum / pools.at(-1).count > pool.sum / pool.count) {
      const last = pools.pop();
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
    }
    pools.push(pool);
  });
  let i = 0;
  for (const { sum, count } of pools) for (let n = 0; n < count; n += 1, i += 1) layer[i].at = sum / count + offsets[i];
}

/** How far from the middle of its two nodes a line begins and ends, so that several lines do not lie on each other. */
function ports(chains, i) {
  const chain = chains[i];
  const shift = (mates, end) => {
    const place = mates.indexOf(chain) - (mates.length - 1) / 2;
    return place * Math.min(28, (0.8 * end.across) / mates.length);
  };
  const order = (next) => (a, b) => next(a).at - next(b).at || chains.indexOf(a) - chains.indexOf(b);
  const from = chains.filter((other) => other[0] === chain[0]).sort(order((other) => other[1]));
  const to = chains.filter((other) => other.at(-1) === chain.at(-1)).sort(order((other) => other.at(-2)));
  const side = to.length > 1 ? Math.sign(to.indexOf(chain) - (to.length - 1) / 2) : 0;
  return [shift(from, chain[0]), shift(to, chain.at(-1)), side];
}

/** The path of a line, and the place of its label: just before its end; where lines run downwards, left or right of the last stretch. */
function line(chain, [leave, arrive, side], starts, depth, turned, vertical) {
  const points = [[chain[0].end, chain[0].at + leave]];
  for (const { rank, at } of chain.slice(1, -1)) points.push([starts[rank], at], [starts[rank] + depth[rank], at]);
  const last = chain.at(-1);
  points.push([last.begin, last.at + arrive]);
  const text = ([u, v]) => turned(u, v).map((value) => value.toFixed(1)).join(" ");
  let path = `M ${text(points[0])}`;
  for (let i = 1; i < points.length; i += 1) {
    const [[u, v], [u2, v2]] = [points[i - 1], points[i]];
    const half = (u + u2) / 2;
    path += v === v2 ? ` L ${text([u2, v2])}` : ` C ${text([half, v])} ${text([half, v2])} ${text([u2, v2])}`;
  }
  const [[u, v], [u2, v2]] = points.slice(-2);
  const at = vertical ? turned((u + u2) / 2, (v + v2) / 2 + 6 * side) : turned(u2 - 8, v + (v2 - v) * 0.9);
  return { path, label: at, anchor: vertical ? ["end", "middle", "start"][side + 1] : "end" };
}
