// The transport bar: the one place where the clock of the page is held in the hand.

import { element, write } from "../kit/dom.js";
import { count, seconds } from "../kit/format.js";
import { whole } from "./embed/html.js";
import { counted, Goto } from "./goto.js";
import { icon, keyOf } from "./icons.js";
import { hint, KeyList } from "./keys.js";
import { linkTo } from "./link.js";
import { Lost } from "./lost.js";
import { leftNumbers, reading } from "./readings.js";
import { RunsPanel } from "./runs/panel.js";
import { SPEEDS } from "../play/clock.js";
import { range } from "../kit/range.js";

const FIT = "fit"; // the speed that fits the film, as the list's value
/** @type {Record<number, string>} */
const SPEED_NAMES = { 0.25: "¼×", 0.5: "½×" };

/** What uses every key itself. */
const TAKES_KEYS =
  "input, textarea, select, [contenteditable], [role=slider], [role=listbox], [role=combobox], [role=dialog], " +
  "[role=menu], [role=radiogroup], .js-plotly-plot .modebar";

/**
 * The box around a node, below the player, that such a key would scroll: the nearest with room that way.
 * @param {unknown} node
 * @param {string} key
 */
function scroller(node, key) {
  const across = key.startsWith("Arrow");
  for (let box = node; box instanceof Element && !box.matches(".stage-bar"); box = box.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(box);
    const [room, size, overflow] = across
      ? [box.scrollWidth, box.clientWidth, overflowX]
      : [box.scrollHeight, box.clientHeight, overflowY];
    if (room > size && /auto|scroll/.test(overflow)) return box;
  }
  return null;
}

/**
 * @param {string} name
 * @param {Node[]} inside
 */
const cell = (name, ...inside) => element("span", { class: `stage-cell stage-cell-${name}` }, ...inside);

/**
 * What shows the page to a room.
 * @typedef {{ on: boolean, toggle: () => void, hide: () => void }} Presenting
 */

export class Bar {
  playButton = keyOf("Play", () => this.player.clock.toggle());
  loopButton = keyOf("Loop", () => this.player.clock.setLoop(!this.player.clock.loop));
  presentButton = keyOf("Present", () => this.presenting?.toggle());
  moreButton = keyOf("More buttons", () => this.open(this.moreButton.getAttribute("aria-expanded") === "false"));
  time = range(
    {
      class: "stage-time",
      "aria-label": "Time",
      min: 0,
      max: 1,
      step: "any",
      value: 0,
      title: "Drag it; with Shift, or away from the track, it goes finer. Keys: ←, →, Page up, Page down",
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.timeKey(event),
      onfocus: () => this.tell(),
    },
    {
      turn: () =>
        this.player.clock.seek(this.player.film?.beats ? Number(this.time.value) : Math.round(Number(this.time.value))),
      fine: (times) => this.hint(times > 1 ? `${times} times finer` : ""),
    },
  );
  speed = element(
    "select",
    {
      class: "stage-speed",
      "aria-label": "Speed",
      onchange: () => this.player.clock.setSpeed(this.speed.value === FIT ? null : Number(this.speed.value)),
    },
    element("option", { value: FIT }, "Fit"),
    ...SPEEDS.map((speed) => element("option", { value: speed }, SPEED_NAMES[speed] ?? `${speed}×`)),
  );
  now = {
    epoch: element("span"),
    total: element("span", { class: "stage-total" }),
    phase: cell("phase"),
    loss: cell("loss"),
  };
  epoch = this.goto("epoch", this.now.epoch, this.now.total);
  update = this.goto("update");
  readout = element(
    "div",
    { class: "stage-readout" },
    this.epoch.cell,
    this.epoch.box,
    this.update.cell,
    this.update.box,
    this.now.phase,
    this.now.loss,
  );
  state = element("span", { class: "stage-status", role: "status" });
  leftAt = element("span");
  lost = new Lost(() => this.player);
  left = element(
    "p",
    { class: "stage-left", role: "status", hidden: true },
    this.leftAt,
    element("span", {}, " The run has left the numbers."),
  );
  link = element("input", {
    class: "stage-link",
    readonly: true,
    hidden: true,
    "aria-label": "Link to this moment",
    onblur: () => (this.link.hidden = true),
  });
  skip = element(
    "a",
    { class: "stage-skip", href: "#player", onclick: (/** @type {Event} */ event) => this.reach(event) },
    "Skip to the player",
  );
  onKey = (/** @type {KeyboardEvent} */ event) => this.key(event);
  shownName = "Play";
  where = ""; // where the clock is, in words
  told = ""; // what the line below says, when no hint stands there
  /** @type {import("./prepare/panel.js").PreparePanel | null} */
  prepares = null;
  /** @type {import("./take/panel.js").TakePanel | null} */
  takes = null;

  /**
   * @param {HTMLElement} host
   * @param {import("../play/reading.js").Reading} player
   * @param {Presenting | null} presenting null where the page is not ours to present
   * @param {(import("./runs/panel.js").Told & import("./take/panel.js").Told & { alone: boolean, room?: (prepare: () => void) => void }) | null} told
   * null where nothing can be kept, shared or taken home, because it has no address; `alone` on a page of one picture,
   * which leads to the whole; `room` opens what starts a room of a class, joins one, or lets a teacher prepare the page
   */
  constructor(host, player, presenting = null, told = null) {
    this.host = host;
    this.player = player;
    this.presenting = presenting;
    this.toldOf = told;
    const runs = told && !told.alone ? new RunsPanel(host, player, told) : null;
    this.runs = runs;
    this.keyList = new KeyList(host, presenting !== null);
    this.root = host.appendChild(
      element(
        "div",
        { class: "stage-bar", id: "player", role: "group", "aria-label": "Player" },
        element(
          "div",
          { class: "stage-keys" },
          keyOf("Start", () => player.clock.seek(0)),
          keyOf("Step back", () => player.clock.step(-1)),
          keyOf("Previous phase", () => player.clock.phase(-1)),
          this.playButton,
          keyOf("Next phase", () => player.clock.phase(1)),
          keyOf("Step forward", () => player.clock.step(1)),
          keyOf("End", () => player.clock.seek(player.clock.tape.end)),
        ),
        this.time,
        this.readout,
        element(
          "div",
          { class: "stage-extras" },
          this.speed,
          this.loopButton,
          ...(runs ? [keyOf("Runs", () => runs.open())] : []),
          ...(told ? [keyOf("Share", () => this.share())] : []),
          ...(told && !told.alone ? [keyOf("Take home", () => this.takeHome())] : []),
          ...(told?.room && !told.alone ? [keyOf("Room", () => told.room?.(() => this.prepare()))] : []),
          ...(presenting ? [keyOf("Keys", () => this.keyList.open()), this.presentButton] : []),
          this.moreButton,
        ),
        this.state,
        this.left,
        this.lost.node,
        this.link,
        ...(told?.alone ? [this.whole()] : []),
      ),
    );
    this.open(false);
    document.body.prepend(this.skip);
    document.addEventListener("keydown", this.onKey);
  }

  /** @param {import("../play/film.js").Film} film */
  film(film) {
    this.root.dataset.film = film.header.query;
    this.time.max = String(film.header.frames - 1);
    this.readout.style.setProperty("--digits", String(count(film.header.updates ?? 0).length));
    const explosion = film.header.left_float_range;
    this.time.style.setProperty(
      "--finite",
      String(explosion === null ? 2 : film.frame(explosion) / Math.max(1, film.header.frames - 1)),
    );
    this.runs?.look();
    this.takes?.look();
  }

  /** @param {string} text */
  status(text) {
    this.told = text;
    write(this.state, this.lost.look(text) ? "" : text);
  }

  /** Says something meanwhile; nothing gives back what was said before. @param {string} text */
  hint(text) {
    write(this.state, text || this.told);
  }

  /** @param {string} sentence */
  refused(sentence) {
    this.hint(sentence);
  }

  /** @param {import("../play/player.js").Moment} moment */
  render(moment) {
    const { film } = moment;
    if (!film) return;
    const name = moment.playing ? "Pause" : "Play";
    if (this.shownName !== name) {
      this.shownName = name;
      this.playButton.setAttribute("aria-label", name);
      this.playButton.title = hint(name);
      this.playButton.replaceChildren(icon(name));
    }
    const { clock } = this.player; // a rival may run on where the lead has flown out
    const last = Math.max(film.header.frames - 1, clock.tape.end);
    const at = clock.tape === film ? moment.position : clock.position;
    if (this.time.max !== String(last)) this.time.max = String(last);
    this.time.value = String(at);
    this.time.style.setProperty("--done", String(at / Math.max(1, last)));
    this.showSpeed();
    this.loopButton.setAttribute("aria-pressed", String(this.player.clock.loop));
    this.presentButton.setAttribute("aria-pressed", String(Boolean(this.presenting?.on)));
  }

  /** The speed, and on pointing how long the whole film takes at it. */
  showSpeed() {
    const { speed, pace, tape } = this.player.clock;
    this.speed.value = String(speed ?? FIT);
    const title = tape.length ? `Speed: the whole film takes about ${seconds(tape.length / pace)} s` : "Speed";
    if (this.speed.title !== title) this.speed.title = title;
  }

  /** @param {import("../play/player.js").Moment} moment */
  speak(moment) {
    const { where, update, same, ...texts } = reading(moment);
    this.readout.classList.toggle("stage-same", same);
    this.readout.classList.toggle("stage-beats", moment.film.beats !== undefined);
    for (const [name, text] of Object.entries(texts)) write(this.now[/** @type {keyof Bar["now"]} */ (name)], text);
    write(this.update.cell, update);
    this.epoch.show();
    this.update.show();
    this.where = where;
    const left = leftNumbers(moment);
    this.left.hidden = !left;
    write(this.leftAt, left);
    if (!moment.playing) this.tell();
  }

  /** Says in words where the clock is: to who comes to the slider, and where it rests, not ten times a second. */
  tell() {
    if (this.where) this.time.setAttribute("aria-valuetext", this.where);
  }

  // ---- hands

  /**
   * Where the bar is narrow, the buttons that are seldom pressed show only when they are asked for.
   * @param {boolean} open
   */
  open(open) {
    this.moreButton.setAttribute("aria-expanded", String(open));
    this.root.toggleAttribute("data-open", open);
  }

  /**
   * A number of the readout that can be typed.
   * @param {string} name
   * @param {Node[]} inside
   */
  goto(name, ...inside) {
    return new Goto(name, inside, {
      counts: () => {
        const moment = this.player.moment();
        return moment && counted(name, moment.film, moment.frame);
      },
      go: (frame) => this.player.clock.seek(frame),
      hint: (text) => this.hint(text),
    });
  }

  /**
   * The page's first link: from the top to the player, past everything between them. The address stays as it is.
   * @param {Event} event
   */
  reach(event) {
    event.preventDefault();
    this.playButton.focus();
  }

  /** @param {KeyboardEvent} event */
  timeKey(event) {
    const move = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    this.player.clock.step(move);
  }

  /**
   * Space, arrows, Home and End, and the keys that show, unless what has the focus uses the key itself, or lies in a box that scrolls by it.
   * On the page itself Home and End scroll the page; the space bar, which would scroll it as well, plays.
   * @param {KeyboardEvent} event
   */
  key(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || KeyList.inFront) return;
    const at = /** @type {Element} */ (event.composedPath()[0]);
    if (at !== this.time && at.closest?.(TAKES_KEYS)) return;
    if (event.key === " " && at.closest?.("button, a, summary, [role=button]")) return;
    const { player, presenting } = this;
    const shows = { p: () => presenting?.toggle(), h: () => presenting?.hide(), "?": () => this.keyList.open() }[
      event.key.toLowerCase()
    ];
    if (shows) return shows();
    const act = {
      " ": () => player.clock.toggle(),
      ArrowRight: () => (event.shiftKey ? player.clock.phase(1) : player.clock.step(1)),
      ArrowLeft: () => (event.shiftKey ? player.clock.phase(-1) : player.clock.step(-1)),
      Home: () => player.clock.seek(0),
      End: () => player.clock.seek(player.clock.tape.end),
    }[event.key];
    if (!act) return;
    const box = scroller(at === document.body ? document.querySelector("[data-testid=stMain]") : at, event.key);
    if (box && !(event.key === " " && box.matches("[data-testid=stMain]"))) return;
    event.preventDefault();
    act();
  }

  /** The link that brings back page, run and moment; the clock rests there, so what it says is what is shown here. */
  linkHere() {
    const { player } = this;
    player.clock.pauseAt();
    const { film } = player;
    const t = film ? Number(film.update(player.clock.position).toFixed(film.beats ? 2 : 1)) : 0;
    if (film) player.clock.pauseAt(film.frame(t));
    return linkTo(location.href, player.query, t, player.unsaid());
  }

  /** The way from a picture that stands alone to its page, this run, this moment. */
  whole() {
    const go = () => (link.href = whole(this.linkHere()));
    const link = element(
      "a",
      {
        class: "stage-whole",
        href: whole(location.href),
        target: "_blank",
        rel: "noopener",
        onpointerdown: go,
        onclick: go,
      },
      "Open the whole page",
    );
    return link;
  }

  /** Opens what can be taken home of this page. */
  takeHome() {
    const linkHere = () => this.linkHere();
    return this.loaded(import("./take/panel.js"), ({ TakePanel }) => {
      this.takes ??= new TakePanel(this.host, this.player, /** @type {any} */ (this.toldOf), linkHere);
      this.takes.open();
    });
  }

  /** Opens what a teacher prepares this page with. */
  async prepare() {
    if (!this.player.film) return;
    const link = this.linkHere();
    await this.loaded(import("./prepare/panel.js"), ({ PreparePanel }) => {
      this.prepares ??= new PreparePanel(this.host, this.player, /** @type {any} */ (this.toldOf));
      this.prepares.open(link);
    });
  }

  /**
   * What few ask for is loaded when they do.
   * @template T
   * @param {Promise<T>} module
   * @param {(module: T) => void} open
   */
  async loaded(module, open) {
    let there;
    try {
      there = await module;
    } catch {
      return this.status("This part of the page could not be loaded. Reload the page to try again.");
    }
    if (this.root.isConnected) open(there);
  }

  /** Copies the link that brings back page, run and moment. */
  async share() {
    if (!this.player.film) return;
    const link = this.linkHere();
    try {
      await navigator.clipboard.writeText(link);
      this.status("Link copied. It opens this page, this run, this moment.");
    } catch {
      this.link.value = link; // no clipboard here: the link itself, ready to be copied
      this.link.hidden = false;
      this.link.select();
      this.status("Copy this link. It opens this page, this run, this moment.");
    }
  }

  dispose() {
    document.removeEventListener("keydown", this.onKey);
    this.root.replaceChildren(); // a browser's console may hold on to the bar, not to all that is in it
    this.skip.remove();
    this.keyList.node.remove();
    this.runs?.dispose();
    this.takes?.dispose();
    this.prepares?.node.remove();
  }
}
