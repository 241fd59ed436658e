import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.js";
import { Clock } from "../../components/stage/play/clock.js";
import { Film } from "../../components/stage/play/film.js";
import { line } from "../../components/stage/plots/marks/line.js";

const { asked, GuessFirst } = await import("../../components/stage/kit/guess.js");

const LOSS = {
  question: "It starts at {}. Where does it end?",
  options: ["Below a hundredth", "Below a tenth", "Lower", "As high"],
  name: "the loss",
  value: { array: "loss", column: 0 },
  bounds: [0.01, 0.1, 1],
};
const WEIGHT = { ...LOSS, name: "w11", options: ["Lower", "Higher"], bounds: undefined };

/** A film whose loss goes through these values. */
function film(values, query = "lr=1", done = true) {
  const header = { from: 0, count: values.length, stride: 1, updates: values.length - 1, done, query, pictures: {} };
  return new Film(header, { loss: { columns: 1, data: Float32Array.from(values) } });
}

/** A guess about a film, on a clock of its own. */
function guessing(first = film([100, 50, 5]), { still = false } = {}) {
  const clock = new Clock({ matches: still }, () => {});
  clock.tape = first;
  clock.speed = 0.25;
  const made = new GuessFirst({ clock, still: { matches: still }, schedule() {} });
  made.take(asked(LOSS, first), first);
  const moment = (more) => ({ film: clock.tape, last: false, playing: false, gliding: false, ...more });
  return { made, clock, says: (more) => made.say(moment(more)) };
}

const shown = ({ panel, verdict }) => (panel.hidden ? "" : verdict.hidden ? "question" : verdict.textContent);

test("where a number ends is judged by its share of the start, or by its way", () => {
  const judged = (guess, ...values) => asked(guess, film(values)).judge(film(values));
  assert.deepEqual(
    [0.5, 1, 5, 10, 99, 100, 300, NaN].map((to) => judged(LOSS, 100, to).right),
    [0, 1, 1, 2, 2, 3, 3, 3],
  );
  assert.deepEqual(
    [-1, 3, 2, NaN].map((to) => judged(WEIGHT, 2, to).right),
    [0, 1, -1, -1],
  );
  assert.equal(judged(LOSS, 0, 0).right, -1);
  assert.equal(asked(LOSS, film([1234, 1])).question, "It starts at 1\u202f234. Where does it end?");
  assert.equal(judged(LOSS, 100, 5).told, "the loss, 100 at the start, falls to 5.");
  assert.equal(judged(LOSS, 100, NaN).told, "the loss, 100 at the start, explodes (infinity).");
});

test("the clock waits for the guess, plays, and its end says whether it was right", () => {
  const { made, clock, says } = guessing();
  clock.position = 2;
  made.button.press();
  assert.deepEqual([shown(made), clock.position, clock.secret], ["question", 0, true]);
  assert.equal(made.question.textContent, "It starts at 100. Where does it end?");
  clock.play();
  clock.seek(2);
  assert.deepEqual([clock.playing, clock.position], [false, 0], "no hand moves it");
  made.choices[1].press();
  assert.deepEqual([shown(made), clock.playing, clock.speed, clock.secret], ["", true, 8, true]);
  says({ playing: true });
  says({ last: false });
  assert.equal(shown(made), "");
  says({ last: true });
  assert.equal(shown(made), "Right: the loss, 100 at the start, falls to 5.");
  assert.equal(clock.secret, false);
  made.close.press();
  assert.deepEqual([shown(made), made.state], ["", "off"]);
});

test("a wrong guess is told so", () => {
  const { made, says } = guessing();
  made.button.press();
  made.choices[3].press();
  says({ last: true });
  assert.equal(shown(made), "Not this time: the loss, 100 at the start, falls to 5.");
});

test("another film is asked about anew before the guess, and ends it after", () => {
  const { made, clock } = guessing();
  const other = film([7, 3], "lr=2");
  made.button.press();
  made.take(asked(LOSS, other), other);
  assert.deepEqual([shown(made), made.question.textContent], ["question", "It starts at 7. Where does it end?"]);
  made.choices[0].press();
  const third = film([8, 3], "lr=3");
  made.take(asked(LOSS, third), third);
  assert.deepEqual([made.state, clock.secret, clock.holder], ["off", false, null]);
  made.button.press();
  made.take(null, third);
  assert.deepEqual([shown(made), clock.secret, clock.holder], ["", false, null], "a picture that has no question more");
});

test("more of the same film ends nothing", () => {
  const { made, clock } = guessing(film([100, 50], "lr=1", false));
  made.button.press();
  made.choices[0].press();
  const whole = film([100, 50, 5]);
  made.take(asked(LOSS, whole), whole);
  assert.deepEqual([made.state, clock.secret], ["playing", true]);
});

test("the button takes the question back, and only one picture asks at a time", () => {
  const { made, clock } = guessing();
  const second = new GuessFirst(made.player);
  second.take(asked(LOSS, film([1, 2])), film([1, 2]));
  made.button.press();
  second.button.press();
  assert.deepEqual([made.state, second.state], ["asking", "off"]);
  made.button.press();
  assert.deepEqual([made.state, clock.holder, clock.secret], ["off", null, false]);
  made.button.press();
  made.drop();
  assert.deepEqual([clock.holder, clock.secret], [null, false], "its page may go away meanwhile");
});

test("who asked for less motion is led to the end", () => {
  const { made, clock } = guessing(film([100, 50, 5]), { still: true });
  made.button.press();
  made.choices[0].press();
  assert.deepEqual([clock.position, clock.playing], [2, false]);
});

test("a clock that loops stops once at the end of what was guessed", () => {
  const { made, clock } = guessing();
  clock.setLoop(true);
  made.button.press();
  made.choices[0].press();
  for (let now = 1000; now < 9000; now += 50) clock.advance(now);
  assert.deepEqual([clock.position, clock.playing], [2, false]);
});

test("what is still to come is drawn only where nobody guesses it", () => {
  const strokes = (secret) => {
    let drawn = 0;
    const idle = () => {};
    const context = { stroke: () => (drawn += 1), save: idle, restore: idle, beginPath: idle, rect: idle, clip: idle };
    const axes = { box: { left: 0, top: 0, height: 9 }, x: (x) => x, y: (y) => y };
    const pen = { context, axes, theme: { roles: {} }, trail: () => "path" };
    line(pen, { x: 1, y: 2, role: "loss" }, { film: film([1, 2]), frame: 0, moved: 0, secret });
    return drawn;
  };
  assert.deepEqual([strokes(false), strokes(true)], [2, 1]);
});
