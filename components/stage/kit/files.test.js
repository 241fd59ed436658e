import assert from "node:assert/strict";
import { test } from "node:test";
import { fileName } from "./files.js";

test("a file is called by plain letters, whatever a picture is called", () => {
  assert.equal(fileName(["Loss, epoch by epoch", "update 30"], "png"), "loss-epoch-by-epoch-update-30.png");
  assert.equal(fileName(["Wärme / <b>", ""], "svg"), "warme-b.svg");
  assert.equal(fileName(["…"], "svg"), "picture.svg");
  assert.ok(fileName(["x".repeat(500)], "webm").length < 100);
});
