import "../../../tests/node/page.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { place } from "../../../tests/node/page.js";
import { Course, nextUpdate, written } from "./course.js";

const QUERY = "model=linear&optimizer=sgd&lr=1e-05&wiring=right&plan=";

/** A player of a run of 100 updates at an update, and what it was asked. */
function courseAt(update, { plan = "constant", playing = false, model = "linear", rivals = null } = {}) {
  const asked = [];
  const turned = [];
  const film = {
    header: { updates: 100, query: "" },
    update: (frame) => Math.min(frame, 100),
    frame: (update) => update,
  };
  const clock = {
    playing,
    refuses: () => false,
    play: () => asked.push("play"),
    seek: (position) => {
      update = position;
      asked.push(`seek ${position}`);
    },
  };
  const told = { rivals: (rivals ?? []).map((own) => ({ own })) };
  const player = {
    film,
    clock,
    race: { runs: rivals !== null, own: told.rivals.map(({ own }) => own), ask: (fields) => turned.push(fields) },
    query: (QUERY + plan).replace("linear", model),
    moment: () => ({ film, position: update, update }),
    rewind: (to, plays = false) => asked.push(plays ? `play from ${to}` : `rest at ${to}`),
    vary: (fields) => course.divert(fields, false),
  };
  const course = new Course(place(), player, { optimizers: { sgd: "SGD", adam: "Adam" } }, (fields) =>
    turned.push(fields),
  );
  course.refresh({ schedule: "the learning rate times 0.1 every 30 epochs" });
  return { course, player, asked, turned, film };
}

test("a hand changes the next update, not one that is being made", () => {
  const film = { update: (frame) => 3 * frame };
  for (const [position, update] of [
    [0, 0],
    [4, 12],
    [4.0000001, 12],
    [4.2, 15],
    [5, 15],
  ])
    assert.equal(nextUpdate({ film, position }), update);
});

test("rates are written as Python writes them", () => {
  assert.deepEqual([1e-7, 1.12e-5, 0.0001, 0.5, 1, 10].map(written), [
    "1e-07",
    "1.12e-05",
    "0.0001",
    "0.5",
    "1.0",
    "10.0",
  ]);
});

test("without a press nothing is diverted, and the knob shows the rate of the start", () => {
  const { course, asked } = courseAt(40);
  assert.deepEqual(course.divert({ lr: 0.001 }, true), { lr: 0.001 });
  assert.equal(course.rate, undefined);
  assert.deepEqual(asked, []);
});

test("from here on: the rate is another from the next update on, and the clock goes on where it was", () => {
  const { course, player, asked, film } = courseAt(39.5, { playing: true });
  course.on.press();
  assert.equal(course.rate, 1e-5);
  assert.deepEqual(course.divert({ lr: "0.0005" }, false), { plan: "40~lr~0.0005" });
  player.query = `${QUERY}40~lr~0.0005`;
  player.clock.playing = false; // it waits for the film
  assert.deepEqual(course.divert({ lr: "0.001" }, false), { plan: "40~lr~0.001" });
  player.query = `${QUERY}40~lr~0.001`;
  film.header.query = player.query;
  assert.equal(course.rate, 0.001);
  assert.deepEqual(course.divert({ lr: 0.001 }, true), { plan: "40~lr~0.001" });
  assert.deepEqual(asked, ["rest at 39.5", "rest at 39.5", "play"]);
  assert.deepEqual([course.list.hidden, course.list.textContent], [false, "no changes"]);
  course.film();
  assert.deepEqual([course.list.hidden, course.list.textContent], [false, "1 change"]);
  assert.equal(course.changes.textContent, "from update 40: learning rate 0.001 ×");
});

test("what is turned while the film before still comes holds from the same update on", () => {
  const { course, player, asked } = courseAt(85);
  course.on.press();
  player.opening = 100; // the new film has 85 frames by now
  player.film.header.updates = 300;
  assert.deepEqual(course.divert({ lr: "0.001" }, false), { plan: "100~lr~0.001" });
  assert.deepEqual(asked, ["rest at 100"]);
});

test("at the start there is nothing before: the whole run is another", () => {
  const { course } = courseAt(0);
  course.on.press();
  assert.deepEqual(course.divert({ lr: 0.001 }, true), { lr: 0.001 });
});

test("what is no rate goes its way, and a button's rate is that of the whole run", () => {
  const { course } = courseAt(40);
  course.on.press();
  for (const fields of [{ start: "b1~2" }, { place: 1, lr: 0.1 }, { plan: "" }])
    assert.equal(course.divert(fields, true), fields);
});

test("another optimizer begins at the rate of that update", () => {
  const { course } = courseAt(60, { plan: "40~lr~0.001" });
  course.on.press();
  assert.deepEqual(course.divert({ optimizer: "adam" }, true), { plan: "40~lr~0.001_60~adam~0.001" });
});

test("what is planned is taken out one by one", () => {
  const { course, turned } = courseAt(10, { plan: "40~lr~0.001_60~adam~0.01_200~lr~0.1" });
  assert.equal(course.list.textContent, "3 changes");
  const [first, second, late] = course.changes.children;
  assert.match(late.textContent, /^from update 200: learning rate 0.1, after the end of this run/);
  second.children.at(-1).press();
  first.children.at(-1).press();
  assert.deepEqual(turned, [{ plan: "40~lr~0.001_200~lr~0.1" }, { plan: "60~adam~0.01_200~lr~0.1" }]);
});

test("a schedule, a wrong wiring and the end of the run say why nothing changes from here on", () => {
  for (const [told, sentence] of [
    [courseAt(10, { plan: "step~30~0.1" }), /^A schedule decides/],
    [courseAt(100), /^The run is at its end/],
  ]) {
    assert.match(told.course.on.title, sentence);
    assert.equal(told.course.on.disabled, true);
    told.course.press(true);
    assert.match(told.course.why.textContent, sentence);
    assert.equal(told.course.divert({ lr: 0.1 }, true), null);
  }
  const { course } = courseAt(10, { plan: "step~30~0.1" });
  assert.match(course.changes.textContent, /^the learning rate times 0.1 every 30 epochs/);
});

test("a branch: the run as it is becomes a rival, and the clock rests where the other leaves it", () => {
  const { course, turned, asked } = courseAt(39.5, { rivals: [{ lr: "0.1" }], playing: true });
  course.branch();
  assert.deepEqual(turned, [{ race: "lr=0.1;optimizer=sgd&lr=1e-05&plan=constant" }]);
  assert.deepEqual(asked, ["seek 40"]);
  assert.equal(course.pressed, true);
  assert.equal(course.why.textContent, "What you turn now leaves it at update 40.");
  assert.deepEqual(course.divert({ lr: "0.001" }, true), { plan: "40~lr~0.001" });
});

test("what is said of a branch goes as the clock goes on", () => {
  const { course, player } = courseAt(40, { rivals: [] });
  course.branch();
  player.clock.seek(50);
  course.speak();
  assert.equal(course.why.textContent, "");
});

test("a branch before anything was turned is not a second one, and one behind a change keeps that", () => {
  const own = { optimizer: "sgd", lr: "1e-05", plan: "constant" };
  const again = courseAt(40, { rivals: [own] });
  again.course.branch();
  assert.deepEqual([again.turned, again.course.pressed], [[], true]);
  const { course, turned } = courseAt(60, { rivals: [own], plan: "40~lr~0.001" });
  course.branch();
  assert.equal(turned[0].race, "optimizer=sgd&lr=1e-05&plan=constant;optimizer=sgd&lr=1e-05&plan=40~lr~0.001");
  assert.deepEqual(course.divert({ lr: "0.5" }, true), { plan: "40~lr~0.001_60~lr~0.5" });
});

test("where no branch can be, a sentence says why", () => {
  const seven = Array.from({ length: 7 }, (_, i) => ({ lr: `0.${i}` }));
  for (const [told, sentence] of [
    [courseAt(0, { rivals: [] }), /^Before its first update a run has nothing to keep/],
    [courseAt(100, { rivals: [] }), /^The run is at its end/],
    [courseAt(40, { rivals: seven }), /^A race has at most 8 runners/],
    [courseAt(40, { rivals: [], plan: "step~30~0.1" }), /^A schedule decides/],
  ]) {
    told.course.branch();
    assert.match(told.course.why.textContent, sentence);
    assert.deepEqual([told.turned, told.asked, told.course.pressed], [[], [], false]);
  }
  const { course, player, turned } = courseAt(40, { rivals: [] });
  player.query = QUERY.replace("right", "plus");
  course.branch();
  assert.match(course.why.textContent, /^With its steps wired wrongly/);
  player.query = QUERY;
  player.clock.refuses = () => true;
  course.branch();
  assert.deepEqual(turned, []);
});

test("a page without a race sends the run, its moment and what it leaves to the one that has all", () => {
  const gone = [];
  const before = globalThis.location;
  globalThis.location = { href: "https://a.example/viz/built-ins?lr=7#top", assign: (address) => gone.push(address) };
  const { course, turned } = courseAt(40);
  course.branch();
  globalThis.location = before;
  const race = "optimizer%3Dsgd%26lr%3D1e-05%26plan%3Dconstant";
  assert.deepEqual(gone, [`https://a.example/viz/laboratory?${QUERY}constant&t=40&race=${race}`]);
  assert.deepEqual(turned, []);
});
