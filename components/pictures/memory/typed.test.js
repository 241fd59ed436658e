import assert from "node:assert/strict";
import { test } from "node:test";
import { readValue } from "./typed.js";

test("a number is written as Python writes it", () => {
  assert.deepEqual(
    ["2,7", "1e3", " −5 ", "25e-4", "7."].map((typed) => readValue(typed).text),
    ["2.7", "1000.0", "-5", "0.0025", "7.0"],
  );
});

test("truth has its own words", () => {
  assert.deepEqual(
    ["true", " FALSE "].map((typed) => readValue(typed).text),
    ["True", "False"],
  );
});

test("what is no number, or too long, has a problem", () => {
  assert.match(readValue("many").problem, /^“many” is no number\./);
  assert.equal(readValue("1e15").problem, "1 × 10¹⁵ takes more than 12 digits. Write a shorter one.");
  assert.match(readValue("1e-13").problem, /more than 12 digits/);
  assert.equal(readValue("999999999999").text, "999999999999");
});
