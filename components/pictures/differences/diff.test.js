import assert from "node:assert/strict";
import { test } from "node:test";
import { changed, common, diff, folded } from "./diff.js";

const told = (lines) => lines.map(({ kind, text }) => `${{ same: " ", less: "-", more: "+" }[kind]}${text}`);
const marked = (pieces) => pieces.map(({ text, changed: is }) => (is ? `[${text}]` : text)).join("");
/** Both texts again, out of what differs. */
const apart = (lines) =>
  ["more", "less"].map((kind) => lines.filter((line) => line.kind !== kind).map(({ text }) => text));

test("lines that both have stay, others are taken out or are new", () => {
  assert.deepEqual(told(diff(["a", "b", "c"], ["a", "x", "c", "d"])), [" a", "-b", "+x", " c", "+d"]);
  assert.deepEqual(told(diff([], ["a"])), ["+a"]);
  assert.deepEqual(told(diff(["a"], [])), ["-a"]);
  assert.deepEqual(diff([], []), []);
  assert.deepEqual(told(diff(["a", "", "b"], ["a", "", "b"])), [" a", " ", " b"]);
});

test("what differs holds both texts whole, and no longer common part can be found", () => {
  let seed = 7;
  const random = (most) => (seed = (seed * 16807) % 2147483647) % most;
  const text = () => Array.from({ length: random(9) }, () => "abc"[random(3)]);
  /** The longest common part, by trying all. */
  const longest = (a, b) =>
    a.length && b.length
      ? a[0] === b[0]
        ? 1 + longest(a.slice(1), b.slice(1))
        : Math.max(longest(a.slice(1), b), longest(a, b.slice(1)))
      : 0;
  for (let n = 0; n < 300; n += 1) {
    const [a, b] = [text(), text()];
    assert.deepEqual(apart(diff(a, b)), [a, b]);
    assert.equal(common(a, b).length, longest(a, b));
  }
});

test("within a changed line the changed words are marked", () => {
  const both = (a, b) => changed(a, b).map(marked);
  assert.deepEqual(both("lr = 1e-5", "lr = 0.01"), ["lr = [1e-5]", "lr = [0.01]"]);
  assert.deepEqual(
    both(
      "opt = torch.optim.SGD(model.parameters(), lr=1e-5)",
      "opt = torch.optim.Adam(model.parameters(), lr=0.1, eps=1)",
    ),
    [
      "opt = torch.optim.[SGD](model.parameters(), lr=[1e-5])",
      "opt = torch.optim.[Adam](model.parameters(), lr=[0.1, eps=1])",
    ],
  );
  assert.deepEqual(both("import torch", "w -= w.grad * lr"), ["import torch", "w -= w.grad * lr"], "nothing in common");
  const others = ["w = torch.randn(2, 3, requires_grad=True)", "model = nn.Linear(3, 2)"];
  assert.deepEqual(both(...others), others, "signs alone are nothing in common");
  assert.deepEqual(both("    loss.backward()", "  loss.backward()"), ["[    ]loss.backward()", "[  ]loss.backward()"]);
  const [before] = changed("w = 1", "w = 2");
  assert.equal(before.map(({ text }) => text).join(""), "w = 1");
});

test("many lines that are the same are folded, but for two beside each change", () => {
  const lines = (from, to) => Array.from({ length: to - from }, (_, i) => `${from + i}`);
  const blocks = folded(diff([...lines(0, 20), "x"], [...lines(0, 20), "y"]));
  assert.deepEqual(
    blocks.map(({ folded: is, lines: all }) => [is, all.length]),
    [
      [true, 18],
      [false, 4],
    ],
  );
  const between = folded(diff(["x", ...lines(0, 6), "x"], ["y", ...lines(0, 6), "y"]));
  assert.ok(
    between.every(({ folded: is }) => !is),
    "two lines are not worth a fold",
  );
  assert.deepEqual(between.flatMap((block) => block.lines).length, 10);
  assert.deepEqual(
    folded(diff(lines(0, 9), lines(0, 9))).map(({ folded: is }) => is),
    [true],
  );
});
