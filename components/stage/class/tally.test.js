import assert from "node:assert/strict";
import { test } from "node:test";
import { along, answered, bars, binName, histogram, labelOf, truth, verdict } from "./tally.js";

const CHOICE = { kind: "choice", text: "?", choices: ["a", "b"] };
const NUMBER = { kind: "number", text: "?", unit: "t" };

test("bars have the counts, and what is right only once it is revealed", () => {
  assert.deepEqual(bars(CHOICE, null)[0], { label: "a", count: 0, share: 0, right: null });
  const tally = { question: 1, answers: 3, counts: [1, 2], revealed: false };
  assert.deepEqual(
    bars({ ...CHOICE, answer: 1 }, tally).map(({ share, right }) => [share, right]),
    [
      [0.5, null],
      [1, null],
    ],
  );
  const shown = bars(CHOICE, { ...tally, revealed: true, answer: 1 });
  assert.deepEqual(
    shown.map(({ right }) => right),
    [false, true],
  );
  assert.equal(labelOf({ kind: "direction", choices: ["up", "down", "stays"] }, 1), "↓ down");
});

test("bins are round, count every number, and have the true value inside", () => {
  const values = [10, 11, 12, 12, 13, 19];
  const bins = histogram(values, 30);
  assert.equal(
    bins.reduce((sum, { count }) => sum + count, 0),
    values.length,
  );
  assert.ok(bins[0].low <= 10 && bins.at(-1).high > 30);
  assert.ok(bins.length <= 14);
  for (const [i, { low }] of bins.entries()) if (i) assert.equal(low, bins[i - 1].high);
  assert.deepEqual(histogram([]), []);
  assert.equal(histogram([5]).length > 0 && histogram([5])[0].low <= 5, true);
  assert.ok(histogram([0, 0]).some(({ low, high, count }) => low <= 0 && high > 0 && count === 2));
});

test("one wild number squeezes nobody", () => {
  const bins = histogram([1, 2, 2, 3, 3, 4, 1e300, -1e300]);
  assert.deepEqual([bins[0].low, bins[0].count], [-Infinity, 1]);
  assert.deepEqual([bins.at(-1).high, bins.at(-1).count], [Infinity, 1]);
  assert.ok(bins.length >= 5 && bins[1].high - bins[1].low < 1);
});

test("guesses that are decades apart have bins that grow", () => {
  const values = [1, 8, 90, 700, 8000, 60000];
  const bins = histogram(values);
  assert.ok(bins.length <= 20);
  assert.equal(
    bins.reduce((sum, { count }) => sum + count, 0),
    values.length,
  );
  assert.ok(bins.at(-1).high / bins.at(-1).low >= 2);
});

test("a value has a place along the bins, and each bin a name", () => {
  const bins = [
    { low: -Infinity, high: 0, count: 1 },
    { low: 0, high: 10, count: 1 },
    { low: 10, high: 20, count: 1 },
    { low: 20, high: Infinity, count: 1 },
  ];
  assert.deepEqual([along(bins, -5), along(bins, 5), along(bins, 10), along(bins, 99)], [0.125, 0.375, 0.5, 0.875]);
  assert.deepEqual(
    bins.map((bin) => binName(bin, "t")),
    ["below 0 t", "0 to 10 t", "10 to 20 t", "20 t or more"],
  );
});

test("who answered hears whether it was right, and how near", () => {
  const told = (question, tally, mine) =>
    verdict(question, { question: 1, answers: 1, revealed: true, ...tally }, mine);
  assert.deepEqual(told(CHOICE, { answer: 1 }, 1), { right: true, told: "Yours is right. Right: b." });
  assert.equal(told(CHOICE, { answer: 1 }, 0).right, false);
  assert.equal(told(CHOICE, { answer: 1 }, null).told, "You did not answer. Right: b.");
  assert.equal(told(CHOICE, { answer: null }, 0).told, "No answer is known to be right.");
  const values = [100, 104, 150];
  assert.equal(
    told(NUMBER, { answer: 100, values }, 104).told,
    "Yours is right, or near enough. It is 100 t. You are closer than 1 of 2 others.",
  );
  assert.equal(told(NUMBER, { answer: 100, values }, 150).right, false);
  assert.equal(told(NUMBER, { answer: 100, values: [100] }, 100).told, "Yours is right, or near enough. It is 100 t.");
  assert.equal(truth(NUMBER, null), "");
  assert.equal(answered({ answers: 17 }, 30), "17 of 30 answered");
  assert.equal(answered({ answers: 3 }, 2), "3 of 3 answered", "who has gone has answered all the same");
});
