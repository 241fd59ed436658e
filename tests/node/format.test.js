import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cellText,
  change,
  compact,
  count,
  number,
  rate,
  seconds,
  shareOfLimit,
} from "../../components/stage/kit/format.js";

const plain = (text) => text.replaceAll("\u202f", " ");

test("numbers have three to five digits, and words for what is no number", () => {
  const cases = [
    [0, "0"],
    [-0, "0"],
    [1, "1"],
    [33060.8, "33 061"],
    [0.48312, "0.4831"],
    [-4252.1, "−4 252"],
    [1.2e9, "1.2 × 10⁹"],
    [9_999_999, "9 999 999"],
    [1e7, "1 × 10⁷"],
    [-1.25e-9, "−1.25 × 10⁻⁹"],
    [0.5, "0.5"],
    [12.5, "12.50"],
    [12, "12"],
    [1e-6, "0.000001"],
    [NaN, "not a number"],
    [Infinity, "infinity"],
    [-Infinity, "−infinity"],
  ];
  for (const [value, expected] of cases) assert.equal(plain(number(value)), expected);
});

test("seconds have two digits, and none that nobody measured", () => {
  for (const [value, expected] of [
    [0, "0"],
    [0.000432, "0.00043"],
    [0.2134, "0.21"],
    [1.5, "1.5"],
    [12, "12"],
    [999, "1 000"],
    [1234, "1 200"],
  ])
    assert.equal(plain(seconds(value)), expected);
});

test("a number that is written can be read again, to four digits", () => {
  const raised = (text) =>
    text.replace(
      / × 10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/,
      (_, power) => `e${[...power].map((c) => (c === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c))).join("")}`,
    );
  for (let power = -12; power <= 12; power += 1) {
    for (const digits of [1, 1.2345, 4.999, 9.9996]) {
      const value = -digits * 10 ** power;
      const back = Number(
        raised(plain(number(value)))
          .replaceAll(" ", "")
          .replace("−", "-"),
      );
      assert.ok(Math.abs(back / value - 1) < 0.005, `${value} is written ${number(value)}`);
    }
  }
});

test("whole numbers keep all digits, rates have no exponent", () => {
  assert.deepEqual(
    [0, 999, 1000, 1234567].map((value) => plain(count(value))),
    ["0", "999", "1 000", "1 234 567"],
  );
  assert.deepEqual([1e-5, 0.1, 2, 1.25e-7].map(rate), ["0.00001", "0.1", "2", "0.000000125"]);
});

test("a share of the limit has the words that Python has", () => {
  const cases = [
    [0.09, "9 % of the limit"],
    [0.9, "90 % of the limit"],
    [0.00001, "0.001 % of the limit"],
    [0.00347, "0.3 % of the limit"],
    [1.5, "1.500 × the limit"],
    [3e-11, "0.000000003 % of the limit"],
  ];
  for (const [part, expected] of cases) assert.equal(shareOfLimit(part), expected);
});

test("a change is told by what is seen of it", () => {
  assert.equal(plain(change(4000, 3512)), "falls to 3 512");
  assert.equal(plain(change(3512, 5031)), "rises to 5 031");
  assert.equal(change(2, 2), "stays at 2");
  assert.equal(change(2, 2 + 1e-9), "hardly moves from 2");
  assert.equal(change(2, Infinity), "explodes (infinity)");
  assert.equal(change(2, NaN), "explodes (not a number)");
});

test("a cell has three digits", () => {
  const cases = [
    [true, "True"],
    [false, "False"],
    ["inf", "∞"],
    ["-inf", "−∞"],
    ["nan", "nan"],
    [0, "0"],
    [-1.23456, "−1.23"],
    [1234.5, "1235"],
    [0.00012, "1.2e−4"],
    [-3e8, "−3e8"],
    [NaN, "nan"],
    [Infinity, "∞"],
    [-Infinity, "−∞"],
  ];
  for (const [value, expected] of cases) assert.equal(cellText(value), expected);
});

test("no number of an exploding run is wider than there is room", () => {
  const shown = [0, 0.2711, -4252.1, 123456, 9.23e12, -9.43e30, 1.2e-9, Infinity, NaN].map(compact);
  assert.deepEqual(shown, ["0", "0.2711", "−4\u202f252", "123\u202f456", "9.23e12", "−9.43e30", "1.2e−9", "∞", "nan"]);
});
