import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readNumber } from "../../components/stage/kit/numbers.js";

test("numbers are read as Python reads them, on the same cases", () => {
  const cases = JSON.parse(readFileSync(new URL("../numbers.json", import.meta.url), "utf-8"));
  assert.ok(cases.length > 50);
  for (const [typed, expected] of cases) {
    const { problem, value, text } = readNumber(typed);
    assert.ok((problem ?? value) === expected, `${typed} is read as ${problem ?? value}`);
    assert.ok(text === undefined || Number(text) === expected, `${typed} is written ${text}`);
  }
});

test("what to write instead is what whoever asks says", () => {
  assert.equal(readNumber("many", "Write a whole number.").problem, "“many” is no number. Write a whole number.");
});
