import assert from "node:assert/strict";
import { test } from "node:test";
import { routes } from "./routes.js";

const item = (rank, at) => ({ node: rank, rank, at, across: 40, begin: 100 * rank, end: 100 * rank + 50 });
const layout = { starts: [0, 100, 200], depth: [50, 50, 50], turned: (u, v) => [u, v], vertical: false };

test("a line goes straight where its ends are level, and else in a curve between them", () => {
  const [straight] = routes([[item(0, 20), item(1, 20)]], layout);
  assert.deepEqual(straight, { path: "M 50.0 20.0 L 100.0 20.0", label: [92, 20], anchor: "end" });
  const [curve] = routes([[item(0, 20), item(1, 70)]], layout);
  assert.equal(curve.path, "M 50.0 20.0 C 75.0 20.0 75.0 70.0 100.0 70.0");
  assert.deepEqual(curve.label, [92, 65]);
});

test("a long line passes the layers between in its own lane", () => {
  const [line] = routes([[item(0, 20), { ...item(1, 90), node: null }, item(2, 20)]], layout);
  assert.equal(line.path.split(" L ")[1], "150.0 90.0 C 175.0 90.0 175.0 20.0 200.0 20.0");
});

test("two lines into one node end apart; downwards their labels stand on either side", () => {
  const [from, to] = [[item(0, 20), item(0, 80)], item(1, 50)];
  const chains = from.map((start) => [start, to]);
  const ends = (more) =>
    routes(chains, { ...layout, ...more }).map(({ path }) => path.split(" ").slice(-2).map(Number));
  assert.deepEqual(ends(), [
    [100, 42],
    [100, 58],
  ]);
  const down = routes(chains, { ...layout, turned: (u, v) => [v, u], vertical: true });
  assert.deepEqual(
    down.map(({ anchor }) => anchor),
    ["end", "start"],
  );
});
