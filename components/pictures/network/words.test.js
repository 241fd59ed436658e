import assert from "node:assert/strict";
import { test } from "node:test";
import { Net } from "./net.js";
import { brief, summary, told } from "./words.js";

/** A network of one hidden layer, of whose inputs the model sees `seen`. */
function netOf(seen, more) {
  const inputs = seen.map((_, i) => ["rain", "sun"][i] ?? `input ${i}`);
  const table = { inputs, units: inputs.map(() => "mm"), targets: ["apples"], target_units: ["t/ha"], rows: ["Kanto"] };
  const sizes = [seen.length, 2, 1];
  const numbers = { x: [[73, ...seen.slice(1)]], seen: [seen], y: [[56]], flat: 0.01 };
  const net = new Net({ ...table, ...numbers, sizes, shown: sizes, activation: "relu", weights: "weights", ...more });
  const columns = Array.from({ length: net.columns }, (_, i) => [0.5, -1, 2, 0.25, 0.1, -0.2, 3, -4, 0.5][i] ?? 1);
  return Object.assign(net, { weights: columns, sums: [-0.9, 3], outputs: [-11.5] });
}
const text = (net, layer, unit) =>
  told(net, layer, unit, 0)
    .map(([, part]) => part)
    .join("");

test("a unit's formula holds its numbers", () => {
  const net = netOf([-1, 0.5]);
  assert.equal(text(net, 0, 0), "rain is 73 mm in Kanto. Standardised, the network gets −1.");
  assert.equal(text(net, 0, 1), "sun is 0.5 mm in Kanto. The network gets it as it is.");
  assert.equal(text(net, 1, 0), "h1 = relu(0.5 × (−1) − 1 × 0.5 + 0.1) = relu(−0.9) = 0. Slope there: 0, saturated.");
  assert.equal(text(net, 2, 0), "apples = 3 × 0 − 4 × 3 + 0.5 = −11.50 t/ha, and true is 56.");
});

test("of many products three are written out", () => {
  assert.match(text(netOf([1, 2, 3, 4, 5, 6]), 1, 0), /^h1 = relu\(0\.5 × 1 − 1 × 2 \+ 2 × 3 \+ … 3 more \+ 1\)/);
});

test("a row is told layer by layer", () => {
  assert.equal(summary(netOf([-1, 0.5]), 0), "Kanto: h: 0.00, 3; apples −11.50, true 56 t/ha.");
});

test("numbers in circles are short", () => {
  assert.deepEqual(
    [0.123, -12.34, 123.4, 12345, -1.22e8, Infinity, NaN, -0.001, 3].map((value) =>
      brief(value, 2).replace("\u202f", " "),
    ),
    ["0.12", "−12.3", "123", "12 345", "−1e8", "∞", "nan", "0.00", "3"],
  );
});
