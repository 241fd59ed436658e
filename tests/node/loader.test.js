import assert from "node:assert/strict";
import { test } from "node:test";
import { Loader } from "../../components/stage/play/loader.js";
import { keepTable } from "../../components/stage/kit/tables.js";
import { bytesOf } from "./films.js";

const TOLD = { subject: "run", pictures: ["loss_curve"], version: "v" };
const ADDRESS = (query) => `film?${query}&pictures=loss_curve&version=v`;

/** A loader whose host answers with what `answers` has for an address, one after the other; and what it was asked and told. */
function loaderOf(answers) {
  const heard = { films: [], status: [], asked: [], python: [] };
  globalThis.fetch = async (url) => {
    const address = decodeURIComponent(String(url).split("/").pop());
    heard.asked.push(address);
    const answer = answers[address]?.shift();
    if (!answer) throw new TypeError("no network");
    return answer.bytes
      ? new Response(answer.bytes, { headers: answer.headers })
      : new Response(answer.sentence, { status: answer.status, headers: answer.headers });
  };
  const loader = new Loader("http://host/", TOLD, {
    film: (film) => heard.films.push(film),
    status: (text) => heard.status.push(text),
    ask: (question) => heard.python.push(question),
  });
  return { loader, heard };
}

const settled = async (loader) => {
  while (loader.serving) await loader.serving;
};

test("a growing film is asked for again from its newest frame on, until it is whole", async () => {
  const { loader, heard } = loaderOf({
    [ADDRESS("a=1")]: [{ bytes: bytesOf({ query: "a=1", loss: [3, 2], done: false, updates: 3 }) }],
    [`${ADDRESS("a=1")}&since=1`]: [{ bytes: bytesOf({ query: "a=1", loss: [2, 1, 0.5], from: 1 }) }],
  });
  loader.want("a=1");
  await settled(loader);
  assert.deepEqual(
    heard.films.map((film) => [...film.arrays.loss.data]),
    [
      [3, 2],
      [3, 2, 1, 0.5],
    ],
  );
  assert.deepEqual(heard.status, ["Training: update 1 of 3 …", ""]);
});

test("of many weights a film shows those that the page names", async () => {
  const asked = `${ADDRESS("a=1").replace("&version", "&weights=w1.12~b2&version")}`;
  const { loader, heard } = loaderOf({ [asked]: [{ bytes: bytesOf({ query: "a=1" }) }] });
  loader.told = { ...TOLD, weights: "w1.12~b2" };
  loader.want("a=1");
  await settled(loader);
  assert.equal(heard.films.length, 1);
});

test("a whole film knows how long its run was computed, where the host says it", async () => {
  const { loader, heard } = loaderOf({
    [ADDRESS("a=1")]: [{ bytes: bytesOf({ query: "a=1", loss: [3, 2], done: false, updates: 3 }) }],
    [`${ADDRESS("a=1")}&since=1`]: [
      { bytes: bytesOf({ query: "a=1", loss: [2, 1, 0.5], from: 1 }), headers: { "X-Film-Seconds": "0.0213" } },
    ],
    [ADDRESS("a=2")]: [{ bytes: bytesOf({ query: "a=2" }) }],
  });
  for (const query of ["a=1", "a=2", "a=1"]) {
    loader.want(query);
    await settled(loader);
  }
  assert.deepEqual(
    heard.films.map(({ took }) => took),
    [null, 0.0213, null, 0.0213],
  );
});

test("of two wishes the latest counts; a finished film is kept and not asked for again", async () => {
  const { loader, heard } = loaderOf({
    [ADDRESS("a=1")]: [{ bytes: bytesOf({ query: "a=1" }) }],
    [ADDRESS("a=2")]: [{ bytes: bytesOf({ query: "a=2" }) }],
  });
  loader.want("a=1");
  loader.want("a=2");
  await settled(loader);
  assert.equal(heard.films.at(-1).header.query, "a=2");
  loader.want("a=1");
  await settled(loader);
  loader.want("a=2");
  await settled(loader);
  assert.equal(heard.films.at(-1).header.query, "a=2");
  assert.equal(heard.asked.filter((address) => address.includes("a=2")).length, 1);
});

test("a refusal is told and final; a busy host is asked again", async () => {
  const { loader, heard } = loaderOf({
    [ADDRESS("a=1")]: [{ status: 400, sentence: "That is not possible." }],
    [ADDRESS("a=2")]: [
      { status: 503, sentence: "All are busy.", headers: { "Retry-After": "0.01" } },
      { bytes: bytesOf({ query: "a=2" }) },
    ],
  });
  loader.want("a=1");
  await settled(loader);
  assert.deepEqual(heard.status, ["That is not possible."]);
  loader.want("a=2");
  await settled(loader);
  assert.deepEqual(heard.status, ["That is not possible.", "All are busy.", ""]);
});

test("without our route Python is asked, and only the answer to the question that was asked counts", async () => {
  const { loader, heard } = loaderOf({
    [ADDRESS("a=1")]: [{ status: 404, sentence: "" }],
    [ADDRESS("a=2")]: [{ bytes: new Uint8Array([1, 2, 3]) }],
  });
  loader.want("a=1");
  await settled(loader);
  const [question] = heard.python;
  assert.equal(ADDRESS("a=1"), `film?${question}`);
  loader.deliver("another question", new Uint8Array(bytesOf({ query: "a=1" })));
  assert.equal(heard.films.length, 0);
  loader.deliver(question, new Uint8Array(bytesOf({ query: "a=1" })));
  assert.equal(heard.films[0].header.query, "a=1");
  loader.want("a=2"); // something answers, but not our route
  await settled(loader);
  loader.deliver(heard.python[1], new TextEncoder().encode("There is no such run."));
  assert.equal(heard.status.at(-1), "There is no such run.");
});

test("who is disposed of asks no more", async () => {
  const { loader, heard } = loaderOf({});
  loader.want("a=1");
  loader.dispose();
  await settled(loader);
  assert.deepEqual([heard.films, heard.asked.length], [[], 1]);
});

const KEY = "300x3x1.0123456789abcdef";
const LACKS = { status: 410, sentence: "The table of this link is not here." };

test("a table that the host lacks is brought from where this browser has kept it, and its film asked for again", async () => {
  await keepTable(KEY, "row_a_b_1~2_2~3");
  const { loader, heard } = loaderOf({
    [ADDRESS(`table=${KEY}`)]: [LACKS, { bytes: bytesOf({ query: "a=1" }) }],
    [KEY]: [{ status: 200, sentence: KEY }],
  });
  loader.want(`table=${KEY}`);
  await settled(loader);
  assert.deepEqual(heard.asked, [ADDRESS(`table=${KEY}`), KEY, ADDRESS(`table=${KEY}`)]);
  assert.equal(heard.films.length, 1);
  assert.equal(loader.lacks, "");
});

test("a table that nobody has is told, and asked for again once it has been opened", async () => {
  const key = KEY.replace("0", "1");
  const { loader, heard } = loaderOf({ [ADDRESS(`table=${key}`)]: [LACKS, { bytes: bytesOf({ query: "a=1" }) }] });
  loader.want(`table=${key}`);
  await settled(loader);
  assert.deepEqual([heard.status, loader.lacks], [[LACKS.sentence], key]);
  loader.again();
  await settled(loader);
  assert.deepEqual([heard.films.length, loader.lacks], [1, ""]);
});

test("a host that loses the table which it was just sent is not asked for ever", async () => {
  const { loader, heard } = loaderOf({
    [ADDRESS(`table=${KEY}`)]: [LACKS, LACKS],
    [KEY]: [{ status: 200, sentence: KEY }],
  });
  loader.want(`table=${KEY}`);
  await settled(loader);
  assert.deepEqual([heard.status, loader.lacks], [[LACKS.sentence], KEY]);
});
