import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { Clock } from "../play/clock.js";
import { Follow } from "./follow.js";

const FILM = {
  end: 100,
  done: true,
  length: 50,
  seconds: () => 0.5,
  parts: () => 5,
  header: { stride: 1 },
  update: (/** @type {number} */ frame) => frame,
  frame: (/** @type {number} */ update) => update,
};
const PAGE = { address: "loss?lr=1", t: 40, playing: false, speed: 1, large: "", hidden: [], at: 0 };

let now = 0;
let state = "CONNECTED"; // of Streamlit's own line
/** @type {Follow | null} */
let follow = null;

beforeEach(() => {
  now = 10_000;
  state = "CONNECTED";
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  mock.method(performance, "now", () => now);
  Object.assign(globalThis, {
    document: {
      hidden: false,
      addEventListener() {},
      removeEventListener() {},
      querySelector: () => ({ getAttribute: () => state }),
    },
    addEventListener() {},
    location: { href: "http://host/rate", pathname: "/rate" },
  });
});

afterEach(() => {
  follow?.end();
  mock.timers.reset();
  mock.restoreAll();
});

/** @param {string} address */
function put(address) {
  const url = new URL(address, "http://host/");
  Object.assign(location, { href: url.href, pathname: url.pathname });
}

/** A follower's page. @param {any} [more] of the room */
function following(more = {}) {
  const clock = new Clock({ matches: false }, () => {});
  Object.assign(clock, { tape: FILM, speed: 1 });
  const player = { clock, film: FILM, opening: undefined, held: false, sight: { rests: false }, query: "lr=1" };
  /** @type {string[]} */
  const went = [];
  /** @type {string[]} */
  const said = [];
  const room = {
    site: "http://host/",
    role: "follower",
    over: "",
    free: false,
    bound: false,
    state: { page: PAGE },
    time: { at: (/** @type {number} */ local) => local - performance.timeOrigin },
    hear: () => () => {},
    letGo(/** @type {boolean} */ free) {
      if (this.bound) return false;
      this.free = free;
      return true;
    },
    ...more,
  };
  const house = {
    shown: { player, id: "loss", path: "/loss", items: () => [] },
    presenter: null,
    go(/** @type {string} */ address) {
      went.push(address);
      put(address);
    },
  };
  follow = new Follow(/** @type {any} */ (room), /** @type {any} */ (house), (text) => said.push(text));
  return { room, clock, went, said, hands: follow.hands, house };
}

/** Lets time go by. @param {number} ms */
function pass(ms) {
  now += ms;
  mock.timers.tick(ms);
}

test("it goes to the teacher's page, once, and to its moment", () => {
  const { went, clock } = following();
  pass(500);
  assert.deepEqual(went, ["loss?lr=1"]);
  assert.equal(clock.position, 40);
});

test("another teacher's page, and another moment", () => {
  const { room, went, clock } = following();
  room.state.page = { ...PAGE, address: "loss?lr=2", t: 41 };
  pass(100);
  assert.deepEqual(went, ["loss?lr=1", "loss?lr=2"]);
  assert.equal(clock.rest, 41);
});

test("while Streamlit's line is down nobody is sent anywhere, and then at once", () => {
  state = "CONNECTING";
  const { went } = following();
  pass(500);
  assert.deepEqual(went, []);
  state = "CONNECTED";
  pass(100);
  assert.deepEqual(went, ["loss?lr=1"]);
});

test("the clock of another page is left alone", () => {
  const { room, clock, house } = following();
  room.state.page = { ...PAGE, t: 70 };
  house.shown.path = "/rate";
  pass(100);
  assert.equal(clock.position, 40);
});

test("who goes elsewhere by a hand has let go, and stays there", () => {
  const { room, went, hands } = following();
  hands.note();
  put("loss?lr=3");
  pass(100);
  assert.equal(room.free, true);
  room.state.page = { ...PAGE, t: 90 };
  pass(1_000);
  assert.deepEqual(went, ["loss?lr=1"]);
});

test("where the teacher holds the page, a hand that goes elsewhere is brought back, and told why", () => {
  const { room, went, said, hands } = following({ bound: true });
  pass(5_000);
  hands.note();
  put("loss?lr=3");
  pass(100);
  assert.deepEqual([room.free, went.length], [false, 2]);
  assert.deepEqual([...new Set(said)], ["Your teacher holds the page now."]);
});

test("a page that goes elsewhere by itself is sent back, but not without end", () => {
  const { room, went } = following();
  put("loss?lr=9");
  pass(10_000);
  put("loss?lr=9");
  pass(100);
  assert.equal(room.free, false);
  assert.ok(went.length >= 2 && went.length <= 4, `${went.length} times`);
});

test("who has let go comes back to the page and the moment of then", () => {
  const { room, went, clock } = following();
  room.free = true;
  put("rate");
  pass(1_000);
  room.state.page = { ...PAGE, address: "tensors", t: 5 };
  room.free = false;
  pass(100);
  assert.equal(went.at(-1), "tensors");
  assert.equal(clock.position, 40); // the player on the screen is another page's
});
