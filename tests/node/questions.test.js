import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { place } from "./page.js";
import { Film } from "../../components/stage/play/film.js";

const kept = new Map();
Object.defineProperty(globalThis, "localStorage", {
  value: { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value) },
  configurable: true,
});
const { Questions } = await import("../../components/stage/questions/questions.js");

const loss = (at) => ({ kind: "live", array: "loss", column: 0, at, times: 1, named: "" });
const below = (source, high) => ({ kind: "between", source, low: null, high });
const CHOICE = {
  kind: "choice",
  text: "Which?",
  options: ["one", "two", "three"],
  right: 1,
  hint: "Think.",
  because: "It is so.",
};
const NUMBER = {
  kind: "number",
  text: "How many?",
  answer: 12,
  within: 0,
  unit: "",
  hint: "Count.",
  because: "So many.",
};
const LIVE = { ...NUMBER, text: ["Of ", loss("start"), "?"], answer: loss("end"), within: 0.02 };
const TASK = {
  kind: "do",
  text: "Lower it.",
  until: below(loss("end"), 5),
  hint: "Turn.",
  because: ["Now ", loss("end")],
};
const STOP = { kind: "do", text: "Stop it.", until: below(loss("now"), 5), hint: "Wait.", because: "There." };

/** A player of one film, as the questions know it; a hand turns it or puts its clock somewhere. */
class Hand {
  clock = { position: 0, playing: false };

  constructor(items, page = "loss", last = 9, done = true) {
    this.film = Hand.film(last, "lr=1", done);
    this.questions = new Questions(place(), this, { items, asked: items.map(({ text }) => text), page: { id: page } });
    this.put(0);
  }

  static film(last, query, done = true) {
    const header = { from: 0, count: 3, stride: 1, updates: 2, done, query, pictures: {} };
    return new Film(header, { loss: { columns: 1, data: Float32Array.of(10, 8, last) } });
  }

  moment() {
    const { film, clock } = this;
    const last = clock.position === film.end;
    return { film, position: clock.position, playing: clock.playing, gliding: false, last };
  }

  moments() {
    return { run: { film: this.film, position: this.clock.position } };
  }

  tick() {
    this.questions.render(this.moment());
    this.questions.speak(this.moment());
  }

  put(position) {
    Object.assign(this.clock, { position, playing: false });
    this.tick();
  }

  plays(position) {
    Object.assign(this.clock, { position, playing: true });
    this.tick();
  }

  turn(last, query) {
    this.film = Hand.film(last, query);
    this.questions.film(this.film);
  }
}

const said = (item) => item.said.textContent;
const state = (item) => item.root.dataset.state;
const see = (item) => globalThis.IntersectionObserver.tell(item.text);

/** Types a guess, and checks it. */
function guess(item, text) {
  item.input.value = text;
  item.button.press();
}

beforeEach(() => kept.clear());

test("a wrong try gets the hint, another one the offer of the answer, and none is forced", () => {
  const { questions } = new Hand([CHOICE]);
  const [item] = questions.items;
  assert.deepEqual([item.hint.hidden ?? false, item.solution.hidden, said(item)], [false, true, ""]);
  item.options[0].node.press();
  assert.deepEqual([state(item), said(item), item.solution.hidden], ["wrong", "Not yet. Hint: Think.", true]);
  item.options[0].node.press();
  assert.equal(item.solution.hidden, true, "the same again is no other try");
  item.options[2].node.press();
  assert.deepEqual([said(item), item.solution.hidden], ["Not yet. Hint: Think.", false]);
  item.solution.press();
  assert.equal(said(item), "The answer: two. It is so.");
  assert.equal(questions.count.textContent, "0 of 1 solved");
  item.options[1].node.press();
  assert.deepEqual([state(item), said(item)], ["right", "Right, in 3 tries. It is so."]);
  assert.equal(questions.count.textContent, "1 of 1 solved");
  item.options[0].node.press();
  assert.equal(state(item), "right");
});

test("the hint is there before the first try", () => {
  const [item] = new Hand([NUMBER]).questions.items;
  item.hint.press();
  assert.deepEqual([said(item), item.hint.getAttribute("aria-expanded")], ["Hint: Count.", "true"]);
  item.hint.press();
  assert.equal(said(item), "");
  guess(item, "12");
  assert.deepEqual([said(item), item.help.hidden], ["Right: it is 12. So many.", true]);
});

test("what was solved is solved after a reload, and a wrong try is remembered", () => {
  const before = new Hand([CHOICE, NUMBER, TASK]);
  before.questions.items[0].options[0].node.press();
  guess(before.questions.items[1], "3");
  guess(before.questions.items[1], "12");
  see(before.questions.items[2]);
  before.turn(4, "lr=2");
  const { questions } = new Hand([CHOICE, NUMBER, TASK]);
  const [choice, number, task] = questions.items;
  assert.deepEqual(
    [state(choice), said(choice), choice.options[0].node.dataset.state],
    [undefined, "Hint: Think.", "wrong"],
  );
  assert.deepEqual(
    [said(number), number.input.value, number.input.readOnly],
    ["Right, in 2 tries: it is 12. So many.", "12", true],
  );
  assert.deepEqual([state(task), said(task)], ["right", "Done. Now 9"]);
  assert.equal(questions.count.textContent, "2 of 3 solved");
  const [elsewhere] = new Hand([CHOICE, NUMBER, TASK], "tensors").questions.items;
  assert.equal(said(elsewhere), "");
});

test("what was solved waits for the end of a film that still grows, if its words speak of it", () => {
  const before = new Hand([TASK]);
  see(before.questions.items[0]);
  before.turn(4, "lr=2");
  const hand = new Hand([TASK], "loss", 9, false);
  const [item] = hand.questions.items;
  assert.deepEqual([state(item), hand.questions.count.textContent], [undefined, "1 of 1 solved"]);
  hand.turn(9, "lr=1");
  assert.deepEqual([state(item), said(item)], ["right", "Done. Now 9"]);
});

test("a page that shows something else asks anew what was solved", () => {
  const [before] = new Hand([LIVE]).questions.items;
  guess(before, "9");
  const hand = new Hand([LIVE]);
  assert.equal(state(hand.questions.items[0]), "right");
  hand.turn(4, "lr=2");
  const [item] = hand.questions.items;
  assert.equal(item.button.textContent, "Ask again: the page has changed");
  item.button.press();
  guess(item, "7");
  assert.deepEqual([state(item), hand.questions.count.textContent], ["wrong", "1 of 1 solved"], "nothing is lost");
  const [changed] = new Hand([LIVE], "loss", 2).questions.items;
  assert.deepEqual(
    [state(changed), said(changed), changed.open],
    [undefined, "You have solved this before, when the page showed something else.", true],
  );
});

test("start over clears this page's answers alone", () => {
  const other = new Hand([NUMBER], "tensors").questions;
  guess(other.items[0], "12");
  const { questions } = new Hand([CHOICE, NUMBER]);
  assert.equal(questions.over.hidden, true);
  guess(questions.items[1], "12");
  assert.equal(questions.over.hidden, false);
  questions.over.press();
  assert.deepEqual([questions.count.textContent, questions.over.hidden], ["0 of 2 solved", true]);
  assert.deepEqual([said(questions.items[1]), questions.items[1].input.readOnly], ["", undefined]);
  assert.equal(state(new Hand([NUMBER], "tensors").questions.items[0]), "right");
});

test("a task counts once it was in sight and then done by hand", () => {
  const hand = new Hand([TASK]);
  const [item] = hand.questions.items;
  hand.turn(4, "lr=2");
  assert.deepEqual(
    [state(item), item.status.textContent],
    [undefined, "It is so already. Turn it away first, and then back."],
  );
  see(item);
  assert.equal(state(item), undefined, "it was so before it was read");
  hand.turn(3, "lr=3");
  assert.equal(state(item), undefined, "it was never away");
  hand.turn(9, "lr=4");
  assert.equal(item.status.textContent, "Not yet: the loss at the end is 9.");
  hand.turn(4, "lr=2");
  assert.deepEqual([state(item), said(item)], ["right", "Done: the loss at the end is 4. Now 4"]);
});

test("a task of the moment counts where the hand has stopped the clock, not where it plays or ends by itself", () => {
  const hand = new Hand([STOP]);
  hand.turn(4, "lr=2");
  const [item] = hand.questions.items;
  see(item);
  hand.plays(1);
  hand.plays(2);
  assert.equal(item.status.textContent, "Here it is: stop the clock.");
  hand.clock.playing = false; // it has arrived
  hand.tick();
  assert.equal(state(item), undefined);
  hand.put(1);
  hand.put(2);
  assert.equal(state(item), "right");
});

test("a task has no wrong tries: its answer is offered once the hint was read", () => {
  const [item] = new Hand([TASK]).questions.items;
  assert.equal(item.solution.hidden, true);
  item.hint.press();
  assert.deepEqual([said(item), item.solution.hidden], ["Hint: Turn.", false]);
  item.solution.press();
  assert.equal(said(item), "The answer: Now 9");
  assert.equal(state(item), undefined);
});

test("a film that rests because nobody sees it was stopped by no hand", () => {
  const hand = new Hand([STOP], "unseen", 4);
  const [item] = hand.questions.items;
  see(item);
  hand.plays(1);
  hand.unseen = true;
  hand.put(2);
  assert.equal(state(item), undefined, "the clock stands where it should, but nobody has stopped it");
  hand.unseen = false;
  hand.put(1);
  hand.put(2);
  assert.equal(state(item), "right");
});
