// The lines of a graph: past the layers that they cross, apart from each other, each with a place for its label.

/** @typedef {import("./layers.js").Item} Item */

/** @param {Item[]} chain */
const last = (chain) => chain[chain.length - 1];

/**
 * The line along each chain of items, and its label: just before the line's end; where lines run downwards, left or
 * right of the last stretch. `starts` and `depth` are where each layer begins and how deep it is, `turned` makes x and
 * y of a place along the layers and across them.
 * @param {Item[][]} chains
 * @param {{ starts: number[], depth: number[], turned: (u: number, v: number) => number[], vertical: boolean }} layout
 * @returns {import("./layers.js").Line[]}
 */
export function routes(chains, { starts, depth, turned, vertical }) {
  const text = (/** @type {number[]} */ [u, v]) =>
    turned(u, v)
      .map((value) => value.toFixed(1))
      .join(" ");
  return chains.map((chain) => {
    const [leave, arrive, side] = ports(chains, chain);
    const end = last(chain);
    const points = [[chain[0].end, chain[0].at + leave]];
    for (const { rank, at } of chain.slice(1, -1)) points.push([starts[rank], at], [starts[rank] + depth[rank], at]);
    points.push([end.begin, end.at + arrive]);
    let path = `M ${text(points[0])}`;
    for (let i = 1; i < points.length; i += 1) {
      const [[u, v], [u2, v2]] = [points[i - 1], points[i]];
      const half = (u + u2) / 2;
      path += v === v2 ? ` L ${text([u2, v2])}` : ` C ${text([half, v])} ${text([half, v2])} ${text([u2, v2])}`;
    }
    const [[u, v], [u2, v2]] = points.slice(-2);
    const label = vertical ? turned((u + u2) / 2, (v + v2) / 2 + 6 * side) : turned(u2 - 8, v + (v2 - v) * 0.9);
    return { path, label, anchor: vertical ? ["end", "middle", "start"][side + 1] : "end" };
  });
}

/**
 * How far from the middle of its two nodes a line begins and ends, so that several lines do not lie on each other; and
 * on which side of its fellows it arrives.
 * @param {Item[][]} chains
 * @param {Item[]} chain
 */
function ports(chains, chain) {
  const shift = (/** @type {Item[][]} */ mates, /** @type {Item} */ end) => {
    const place = mates.indexOf(chain) - (mates.length - 1) / 2;
    return place * Math.min(28, (0.8 * end.across) / mates.length);
  };
  /** @type {(next: (chain: Item[]) => Item) => (a: Item[], b: Item[]) => number} */
  const order = (next) => (a, b) => next(a).at - next(b).at || chains.indexOf(a) - chains.indexOf(b);
  const from = chains.filter((other) => other[0] === chain[0]).sort(order((other) => other[1]));
  const to = chains.filter((other) => last(other) === last(chain)).sort(order((other) => other[other.length - 2]));
  const side = to.length > 1 ? Math.sign(to.indexOf(chain) - (to.length - 1) / 2) : 0;
  return [shift(from, chain[0]), shift(to, last(chain)), side];
}
