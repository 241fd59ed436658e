import assert from "node:assert/strict";
import { test } from "node:test";
import { Buffer } from "node:buffer";
import { deflateSync } from "node:zlib";
import { holds, linked, LONGEST, unlinked } from "./link.js";

const PAGE = "https://viz.example/what-i-did";
const TEXT = JSON.stringify({ name: "Åda 🙂", questions: Array(40).fill("Which of these is right?") }, null, 1);

const hashOf = (link) => new URL(link).hash;

test("a link brings back what it holds", async () => {
  const link = await linked(`${PAGE}?embed_options=light_theme#old`, TEXT);
  assert.match(link, /^https:\/\/viz\.example\/what-i-did\?embed_options=light_theme#handed=z[\w-]+$/);
  assert.ok(link.length < TEXT.length / 4);
  assert.ok(holds(hashOf(link)));
  assert.deepEqual(JSON.parse(await unlinked(hashOf(link))), JSON.parse(TEXT));
});

test("a browser that cannot pack writes it plainly, and others read that", async () => {
  const { CompressionStream, DecompressionStream } = globalThis;
  const packed = await linked(PAGE, TEXT);
  Object.assign(globalThis, { CompressionStream: undefined, DecompressionStream: undefined });
  try {
    const link = await linked(PAGE, TEXT);
    assert.match(hashOf(link), /^#handed=j/);
    assert.deepEqual(JSON.parse(await unlinked(hashOf(link))), JSON.parse(TEXT));
    await assert.rejects(unlinked(hashOf(packed)), { message: /too old/ });
  } finally {
    Object.assign(globalThis, { CompressionStream, DecompressionStream });
  }
});

test("more than a link can carry is none", async () => {
  const noise = Array.from({ length: 20_000 }, (_, i) => Math.sin(i).toString(36).slice(3)).join("");
  assert.equal(await linked(PAGE, JSON.stringify({ noise })), null);
});

test("what is cut off, damaged or far too large is a sentence", async () => {
  const { length } = hashOf(await linked(PAGE, TEXT));
  const whole = hashOf(await linked(PAGE, TEXT));
  const bomb = `#handed=z${deflateSync(Buffer.alloc(8_000_000)).toString("base64url")}`;
  assert.ok(bomb.length < LONGEST);
  const bad = [
    "#handed=",
    "#handed=z",
    "#handed=q123",
    "#handed=z%%%",
    "#handed=j_w",
    whole.slice(0, length / 2),
    bomb,
    `#handed=z${"A".repeat(LONGEST + 1)}`,
  ];
  for (const hash of bad) await assert.rejects(unlinked(hash), { message: /cut off or damaged/ }, hash.slice(0, 40));
  assert.equal(holds("#term-loss"), false);
});
