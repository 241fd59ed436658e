import assert from "node:assert/strict";
import { test } from "node:test";
import { named, needed } from "./modules.js";

const ALL = {
  "stage/a.js":
    'import { b } from "./kit/b.js";\n/** @type {import("./d.js").D} */\nexport const a = b + \' from "./no.js";\';\n',
  "stage/kit/b.js":
    'import {\n  c,\n  d,\n} from "../../pictures/c.js";\nexport { c } from "../../pictures/c.js";\nexport const b = "./no.js";\n',
  "pictures/c.js": 'import "../stage/kit/e.js";\nexport const c = 1;\n',
  "stage/kit/e.js": "export {};\n",
  "stage/d.js": "export {};\n",
};

test("a module is followed to all that it needs, and each is read once", async () => {
  const read = [];
  const found = await needed(["stage/a.js", "pictures/c.js"], async (name) => {
    read.push(name);
    return ALL[name];
  });
  assert.deepEqual(Object.keys(found).sort(), ["pictures/c.js", "stage/a.js", "stage/kit/b.js", "stage/kit/e.js"]);
  assert.deepEqual(read.sort(), Object.keys(found).sort());
  assert.equal(found["pictures/c.js"], ALL["pictures/c.js"]);
});

test("modules name each other in full, and nothing else of them changes", () => {
  const made = named(ALL);
  assert.equal(made["stage/a.js"], ALL["stage/a.js"].replace("./kit/b.js", "stage/kit/b.js"));
  assert.equal(made["stage/kit/b.js"], ALL["stage/kit/b.js"].replaceAll("../../pictures/c.js", "pictures/c.js"));
  assert.equal(made["pictures/c.js"], ALL["pictures/c.js"].replace("../stage", "stage"));
  assert.equal(made["stage/d.js"], ALL["stage/d.js"]);
});

test("what cannot be had ends it", async () => {
  await assert.rejects(
    needed(["stage/a.js"], async (name) => (name === "stage/a.js" ? ALL[name] : Promise.reject(new Error(name)))),
    { message: "stage/kit/b.js" },
  );
});
