import assert from "node:assert/strict";
import { test } from "node:test";
import { place } from "./page.js";

const { View } = await import("../../components/stage/kit/view.js");
const { element } = await import("../../components/stage/kit/dom.js");

/** A view that writes down what it is asked for. */
class Diary extends View {
  asked = [];

  shapeOf({ rows }) {
    return rows;
  }

  build({ rows }) {
    this.asked.push(`build ${rows}`);
    this.root.append(element("p", { "data-phase": "predict" }), element("p", { "data-phase": "update" }));
  }

  take({ data }) {
    this.asked.push(`take ${data}`);
  }

  draw(moment) {
    this.asked.push("draw");
    this.light(moment);
  }

  say() {
    this.asked.push("say");
  }

  atRest({ frame }) {
    return frame === 0 ? undefined : `frame ${frame}`;
  }

  news() {
    return this.asked.splice(0);
  }
}

function placed() {
  const player = { asked: 0, schedule: () => (player.asked += 1) };
  const view = new Diary({ host: place(), name: "diary", player }, "diary");
  return { view, player };
}

const filmOf = (picture) => ({ header: { phases: ["predict", "update"], pictures: { diary: picture } } });
const picture = (more) => ({ title: "One", alt: "In words", rows: [1], data: "a", ...more });
const at = (film, more) => ({ film, frame: 1, doing: undefined, playing: false, gliding: false, ...more });

test("a picture waits for its film, and is one figure with its words", () => {
  const { view, player } = placed();
  assert.equal(view.root.getAttribute("class"), "stage-picture diary");
  assert.equal(view.root.getAttribute("aria-busy"), "true");
  view.film({ header: { pictures: {} } });
  view.render(at(null));
  assert.deepEqual(view.news(), []);
  assert.equal(view.root.getAttribute("aria-busy"), "true");
  view.film(filmOf(picture()));
  assert.deepEqual(view.news(), ["build 1", "take a"]);
  assert.deepEqual(
    [view.title.textContent, view.alt.textContent, view.root.getAttribute("aria-busy")],
    ["One", "In words", null],
  );
  assert.equal(player.asked, 1);
});

test("only another shape is built anew; title and words are those of every film", () => {
  const { view } = placed();
  view.film(filmOf(picture()));
  view.film(filmOf(picture({ title: "Two", alt: "Other words", data: "b" })));
  view.film(filmOf(picture({ rows: [2] })));
  assert.deepEqual(view.news(), ["build 1", "take a", "take b", "build 2", "take a"]);
  view.film(filmOf(picture({ title: "Three", rows: [2] })));
  assert.equal(view.title.textContent, "Three");
});

test("what is not ready yet says so itself", () => {
  const { view } = placed();
  view.take = () => true;
  view.film(filmOf(picture()));
  assert.equal(view.root.getAttribute("aria-busy"), "true");
  view.ready();
  assert.equal(view.root.getAttribute("aria-busy"), null);
});

test("only moments of its own film are drawn and told", () => {
  const { view } = placed();
  const film = filmOf(picture());
  view.film(film);
  view.news();
  view.render(at(filmOf(picture())));
  view.speak(at(filmOf(undefined)));
  assert.deepEqual(view.news(), []);
  view.render(at(film));
  view.speak(at(film));
  assert.deepEqual(view.news(), ["draw", "say"]);
});

test("numbers are written where the clock rests, and stay where there are none", () => {
  const { view } = placed();
  const film = filmOf(picture());
  view.film(film);
  view.speak(at(film, { playing: true }));
  view.speak(at(film, { gliding: true }));
  assert.equal(view.numbers.textContent, "");
  view.speak(at(film));
  assert.equal(view.numbers.textContent, "frame 1");
  view.speak(at(film, { frame: 0 }));
  assert.equal(view.numbers.textContent, "frame 1");
});

test("what belongs to the phase is lit, also in what is built anew", () => {
  const { view } = placed();
  const lit = () => view.root.querySelectorAll("[data-phase]").map((node) => node.classList.contains("stage-lit"));
  const film = filmOf(picture());
  view.film(film);
  view.render(at(film, { doing: "update" }));
  assert.deepEqual(lit(), [false, true]);
  view.render(at(film, { doing: undefined }));
  assert.deepEqual(lit(), [false, false]);
  const other = filmOf(picture({ rows: [2] }));
  view.render(at(film, { doing: "predict" }));
  view.film(other);
  view.render(at(other, { doing: "predict" }));
  assert.deepEqual(lit(), [true, false, true, false]);
});

test("sizes are watched of the newest nodes alone, and of none once it is gone", () => {
  const { view } = placed();
  const [first, second] = [place(), place()];
  let told = 0;
  view.resize = () => (told += 1);
  view.watch(first);
  view.watch(first, second);
  assert.deepEqual(view.sizes.watched, [first, second]);
  view.sizes.tell();
  assert.equal(told, 1);
  view.dispose();
  assert.deepEqual(view.sizes.watched, []);
});

test("where a run has left the numbers, what keeps its drawing draws the last of them, and says so; words stay true", () => {
  const { view } = placed();
  const drawn = [];
  const said = [];
  Object.assign(view, { draw: ({ frame, moved }) => drawn.push([frame, moved]), say: ({ frame }) => said.push(frame) });
  const film = { ...filmOf(picture()), halt: 3, end: 9, update: (frame) => 10 * frame };
  view.film(film);
  const see = (frame, moved = 0) => {
    view.render(at(film, { frame, moved }));
    view.speak(at(film, { frame, moved }));
    return view.caption.dataset.kept;
  };
  assert.equal(see(7), undefined);
  view.keeps = true;
  assert.deepEqual(
    [see(3), see(3, 0.5), see(7), see(2, 0.5)],
    [undefined, "The last numbers, after update 30", "The last numbers, after update 30", undefined],
  );
  assert.deepEqual(drawn, [
    [7, 0],
    [3, 0],
    [3, 0],
    [3, 0],
    [2, 0.5],
  ]);
  assert.deepEqual(said, [7, 3, 3, 7, 2]);
});
