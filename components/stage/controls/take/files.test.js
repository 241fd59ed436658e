import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, asked, FILES, sizeOf } from "./files.js";

const SITE = "https://host.example/folder/";
const QUERY = "model=linear&lr=0.1&plan=~10.lr.0.2";

test("the address of a file has the run's own query, and the moment where it is of one", () => {
  const addresses = FILES.map((file) => addressOf(SITE, file, QUERY, 7.5));
  assert.deepEqual(addresses, [
    `${SITE}take/script.py?${QUERY}`,
    `${SITE}take/notebook.ipynb?${QUERY}`,
    `${SITE}take/history.csv?${QUERY}`,
    `${SITE}take/history.parquet?${QUERY}`,
    `${SITE}take/weights.json?${QUERY}&t=7.5`,
    `${SITE}take/weights.pt?${QUERY}&t=7.5`,
  ]);
});

test("sizes are told in words", () => {
  assert.deepEqual([10, 1500, 999_400, 1_250_000].map(sizeOf), ["1 kB", "2 kB", "999 kB", "1.3 MB"]);
});

test("what the server refuses is told in its own sentence; what is busy is asked again", async () => {
  const answers = [];
  globalThis.fetch = async () => answers.shift() ?? Promise.reject(new TypeError("no network"));
  const busy = () => new Response("Busy.", { status: 503, headers: { "Retry-After": "0" } });
  answers.push(busy(), new Response("loss\n1\n"));
  assert.equal(await (await asked("x")).text(), "loss\n1\n");
  answers.push(new Response("No run has 10 updates.", { status: 400 }));
  await assert.rejects(asked("x"), { message: "No run has 10 updates." });
  answers.push(new Response("<!doctype html>", { status: 500 }));
  await assert.rejects(asked("x"), { message: "This site does not hand out this file." });
  answers.push(new Response("<p>", { status: 404 }));
  await assert.rejects(asked("x"), { message: "This site does not hand out this file." });
  answers.push(busy(), busy(), busy(), busy());
  await assert.rejects(asked("x"), { message: "Busy." });
  await assert.rejects(asked("x"), { message: "The server cannot be reached. Check the network, and try again." });
});
