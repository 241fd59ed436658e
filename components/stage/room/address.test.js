import assert from "node:assert/strict";
import { test } from "node:test";

import { below, same, whole } from "./address.js";

const SITE = "https://site.org/class/";

test("a page is told by what lies below the site", () => {
  assert.equal(below("https://site.org/class/loss?lr=0.1#room=K7PQ2M", SITE), "loss?lr=0.1");
  assert.equal(below("https://site.org/class/", SITE), "");
  assert.equal(below("https://site.org/class/?lr=1", SITE), "?lr=1");
  assert.equal(below("https://site.org/class/loss?embed=true&lr=1&embed_options=dark_theme", SITE), "loss?lr=1");
});

test("it comes back whole", () => {
  for (const page of ["", "?lr=1", "loss", "loss?lr=0.1&race=a~b"])
    assert.equal(below(String(whole(page, SITE)), SITE), page);
});

test("no address leads out of the site", () => {
  for (const out of ["https://evil.org/", "//evil.org/class/", "../other", "/other", "javascript:alert(1)", "http://["])
    assert.equal(whole(out, SITE), null);
});

test("the same page may be written in two ways", () => {
  assert.ok(same("loss?a=1&b=2", "loss?b=2&a=1"));
  assert.ok(same("loss?a=x%7Ey", "loss?a=x~y"));
  assert.ok(same("", "?"));
  assert.ok(!same("loss?a=1", "loss?a=2"));
  assert.ok(!same("loss", "rate"));
});
