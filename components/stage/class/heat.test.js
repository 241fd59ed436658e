import assert from "node:assert/strict";
import { test } from "node:test";
import { counting } from "./heat.js";

const run = (of, name, query) => ({ of, name, number: 1, query });

test("who brings another run when it is over waits for the next time; a name or a run that is taken away goes", () => {
  const runs = [run("a", "", "lr=2"), run("c", "Cy", "lr=9")];
  assert.equal(counting(runs, null), runs);
  const ran = [run("a", "Ada", "lr=1"), run("b", "Bo", "lr=3")];
  assert.deepEqual(counting(runs, ran), [run("a", "", "lr=1")]);
});
