// The stage: joins the places that Streamlit mounts on a page to one player. Each place calls `show` when it or its
// data is new.

import { bringPictures } from "./controls/back.js";
import { Bar } from "./controls/bar.js";
import { ExpressionBox } from "./controls/box.js";
import { Course } from "./controls/course.js";
import { DataBox } from "./controls/data/box.js";
import { Glossary } from "./controls/glossary.js";
import { MomentMark } from "./controls/moment.js";
import { NumberBox } from "./controls/number.js";
import { RateKnob } from "./controls/rate.js";
import { Rivals } from "./controls/rivals.js";
import { measure } from "./controls/room.js";
import { Silent } from "./controls/silent.js";
import { Sliders } from "./controls/sliders.js";
import { Summary } from "./controls/summary.js";
import { Tries } from "./controls/tries.js";
import { goWithin } from "./controls/within.js";
import { element } from "./kit/dom.js";
import { setRoles } from "./kit/theme.js";
import { Player } from "./play/player.js";
import { Presenter } from "./present/presenter.js";
import { Questions } from "./questions/questions.js";
import { tick } from "./questions/ticks.js";
import { door } from "./room/door.js";
import { Row } from "./row.js";

/**
 * What Streamlit gives a place: its own part of the page, Python's data (a list of one, or the bytes of a film), and
 * the ways back to Python.
 * @typedef {object} Component
 * @property {string} key
 * @property {HTMLElement} parentElement
 * @property {[Told] | Uint8Array} data
 * @property {(name: string, value: unknown) => void} setTriggerValue
 * @property {(name: string, value: unknown) => void} setStateValue
 *
 * What Python says of a place (`Page.place` in stage.py): which kind it is, on which page, and what that kind needs
 * to know.
 * @typedef {object} Told
 * @property {string} place
 * @property {import("./play/player.js").Page & { id: string }} page
 * @property {import("./play/player.js").Run & { reel: string }} [run]
 * @property {import("./row.js").Picture[]} [pictures]
 * @property {number[]} [shares] of the width
 * @property {Record<string, string>} [terms] of the glossary, by their names in an address
 *
 * @typedef {import("./play/player.js").Follower & { refresh?: (told: any) => void, dispose?: () => void }} Mounted
 * @typedef {{ page: string, host: HTMLElement, player: Player, views: Mounted[], component: Component }} Place
 */

/**
 * What takes the visitor's hand, by its kind of place; `turn` tells Python of what it turns.
 * @type {Record<string, new (host: HTMLElement, player: import("./play/reading.js").Reading, told: any, turn: import("./play/player.js").Turn) => Mounted>}
 */
const CONTROLS = {
  rate: RateKnob,
  box: ExpressionBox,
  sliders: Sliders,
  summary: Summary,
  moment: MomentMark,
  race: Rivals,
  silent: Silent,
  tries: Tries,
  number: NumberBox,
  course: Course,
  data: DataBox,
};

bringPictures();
goWithin();

tick();

/** By page. @type {Map<string, Player>} */
const players = new Map();
/** By the component's key. @type {Map<string, Place>} */
const places = new Map();

/** What Python said last of all pictures is said again. */
function repeat() {
  for (const { component, views } of places.values()) {
    const { data } = component;
    if (!(data instanceof Uint8Array) && data[0].pictures) for (const view of views) view.refresh?.(data[0]);
  }
}

const presenter = new Presenter(() => {
  repeat();
  for (const player of players.values()) player.schedule();
});

door.presenter = presenter;

addEventListener("popstate", repeat); // to whom a hand has turned something else, which Python has not heard of yet

function styleSheet() {
  if (document.querySelector("link[data-stage]")) return;
  const href = new URL("../stage.css", import.meta.url);
  document.head.append(element("link", { rel: "stylesheet", href, "data-stage": true }));
}

/**
 * @param {Told["page"]} page
 * @param {string} base
 */
function playerOf(page, base) {
  let player = players.get(page.id);
  if (!player || player.disposed) {
    players.set(page.id, (player = new Player(base, page)));
    door.show({ player, id: page.id, path: location.pathname, items: () => questionsOf(page.id) });
  }
  player.take(page);
  return player;
}

/** What a page asks at its end. @param {string} page @returns {any[]} */
function questionsOf(page) {
  const told = [...places.values()].filter((place) => place.page === page).map(({ component }) => component.data);
  const asks = told.flatMap((data) => (data instanceof Uint8Array || data[0].place !== "questions" ? [] : [data[0]]));
  return asks.flatMap((one) => /** @type {any} */ (one).items);
}

/**
 * @param {Component} component
 * @param {string} base the address below which films are asked
 */
export function show(component, base) {
  const { key, parentElement } = component;
  if (component.data instanceof Uint8Array) return deliver(component.data);
  const [told] = component.data;
  styleSheet();
  let place = places.get(key);
  if (place && (place.page !== told.page.id || !place.host.isConnected)) {
    remove(key);
    place = undefined;
  }
  const player = playerOf(told.page, base);
  if (!place) {
    const host = /** @type {HTMLElement} */ (parentElement.querySelector(".stage-place"));
    place = { page: told.page.id, host, player, views: [], component };
    places.set(key, place);
    build(place, told);
    measure(host);
  }
  place.component = component;
  setRoles(place.host);
  door.come(String(base));
  for (const view of place.views) view.refresh?.(told);
  if (told.run) player.configure(told.run, told.run.reel);
}

/**
 * The pictures of a page, row by row from the top; those that are not drawn yet are left out.
 * @param {string} page
 * @returns {import("./controls/take/panel.js").Shown[][]}
 */
function pictures(page) {
  const follows = Node.DOCUMENT_POSITION_FOLLOWING;
  return [...places.values()]
    .filter((place) => place.page === page && place.host.checkVisibility())
    .sort((a, b) => (a.host.compareDocumentPosition(b.host) & follows ? -1 : 1))
    .flatMap(({ views, component: { data } }) =>
      views
        .filter((view) => view instanceof Row)
        .map(({ slots }) =>
          [...slots.values()].map((slot) => ({ ...slot, data: data instanceof Uint8Array ? null : data[0] })),
        ),
    );
}

/**
 * What is in a place hears of its player's films and moments from the first on.
 * @param {Place} place
 * @param {Mounted} view
 */
function join(place, view, reading = place.player.reading()) {
  place.views.push(view);
  reading.add(view);
}

/**
 * @param {Place} place
 * @param {Told} told
 */
function build(place, told) {
  const { host, player } = place;
  /** @type {import("./play/player.js").Turn} */
  const turn = (turned) => {
    const fields = player.course ? player.course.divert(turned, true) : turned;
    if (!fields || player.refuses(fields)) return;
    place.component.setTriggerValue("turned", { ...fields, turn: player.note(fields) });
  };
  if (told.place === "bar") {
    const shown = () => pictures(told.page.id);
    const room = window.parent === window ? (/** @type {() => void} */ prepare) => door.open(prepare) : undefined; // a part of another site is in no room
    join(place, new Bar(host, player.reading(), presenter, /** @type {any} */ ({ ...told, shown, room })));
    join(place, new Glossary(host, told.terms ?? {}));
    player.askPython = (question) => place.component.setStateValue("film", question);
  } else if (told.place === "series") {
    series(place);
  } else if (told.place === "questions") {
    join(place, new Questions(host, player.reading(), /** @type {any} */ (told)));
  } else if (told.place in CONTROLS) {
    const reading = player.reading(told.run?.reel);
    join(place, new CONTROLS[told.place](host, reading, told, turn), reading);
  } else {
    /** @type {import("./row.js").Hears} */
    const hears = {
      come: (slot) => {
        player.sight.watch(slot.host);
        presenter.watch(slot.host);
        draw(place, slot, turn);
      },
      gone: ({ host, view }) => {
        player.sight.forget(host);
        presenter.forget(host);
        if (view) drop(place, view);
      },
      turn,
    };
    join(place, new Row(host, player.race, hears));
  }
}

/**
 * Where a prepared page stands in a course: loaded only there.
 * @param {Place} place
 */
async function series(place) {
  try {
    const { Strip } = await import("./series/strip.js");
    if (place.host.isConnected) join(place, new Strip(place.host, place.player.base));
  } catch {
    place.player.say("The way through the course could not be loaded. Reload the page to try again.");
  }
}

/**
 * Loads what draws a picture and lets it draw, unless its place has gone meanwhile.
 * @param {Place} place
 * @param {import("./row.js").Slot} slot
 * @param {import("./play/player.js").Turn} turn
 */
async function draw(place, slot, turn) {
  const { host, picture } = slot;
  /** @type {import("./mount.js").Drawing} */
  let Drawing;
  try {
    ({ default: Drawing } = await import(String(new URL(`../${picture.view}`, import.meta.url))));
    await Drawing.ready?.();
  } catch {
    return place.player.say("A picture could not be loaded. Reload the page to try again.");
  }
  const { data } = place.component;
  if (!host.isConnected || data instanceof Uint8Array) return;
  const player = place.player.reading(picture.reel);
  slot.view = new Drawing({ host, name: picture.name, player, data: data[0], turn });
  join(place, slot.view, player);
}

/**
 * A film by way of Python, for hosts without our route: the line that was asked, and the answer.
 * @param {Uint8Array} bytes
 */
function deliver(bytes) {
  const end = bytes.indexOf(10);
  const question = new TextDecoder().decode(bytes.subarray(0, end));
  for (const player of players.values()) player.deliver(question, bytes.subarray(end + 1));
}

/** @param {string} key of a component that is no longer on the page */
export function remove(key) {
  const place = places.get(key);
  if (!place) return;
  places.delete(key);
  for (const view of [...place.views]) if (place.views.includes(view)) drop(place, view);
  place.host.replaceChildren();
  for (const [id, player] of players) if (player.disposed) players.delete(id);
  if (door.shown?.player.disposed) door.show(null);
}

/**
 * @param {Place} place
 * @param {Mounted} view that is in it no more
 */
function drop({ player, views }, view) {
  if (views.includes(view)) views.splice(views.indexOf(view), 1);
  view.dispose?.();
  player.remove(view);
}
