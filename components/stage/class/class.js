// What a class does in a room besides looking on: it is asked, it answers, it races. Loaded when a room begins.

import { button, element } from "../kit/dom.js";
import { panelHost, strip } from "../room/places.js";
import { AnswerPanel } from "./answer.js";
import { AskDialog } from "./ask.js";
import { Board } from "./board.js";
import { RaceForm } from "./raceform.js";
import { RunPanel } from "./runpanel.js";
import { Stand } from "./stand.js";

/** @typedef {import("../room/room.js").Room} Room */

class Class {
  /** @type {Stand | null} */
  stand = null;
  ends = new AbortController();
  /** A curve on a canvas takes the page's colours when it is drawn. */
  colours = new MutationObserver(() => this.stand?.lay());
  /** Hears no more. @type {(() => void)[]} */
  deaf = [];
  panel;
  /** The teacher's buttons in the strip. @type {HTMLElement | undefined} */
  does;

  /** @param {Room} room */
  constructor(room) {
    this.room = room;
    this.root = element("div", { class: "stage-class", "data-role": room.role });
    panelHost().append(this.root);
    const dressed = /** @type {HTMLElement} */ (panelHost().parentElement); // has the page's colours
    this.colours.observe(dressed, { attributes: true, attributeFilter: ["style"] });
    this.panel = room.role === "follower" ? this.student() : this.board();
    for (const is of ["race", "runs", "result", "welcome"]) this.hear(is, () => this.raced());
    this.hear("change", () => this.panel.draw());
    this.panel.draw();
    this.raced();
  }

  /** @param {string} is @param {(message: any) => void} f */
  hear(is, f) {
    this.deaf.push(this.room.hear(is, f));
  }

  /** What a student has: an answer, and a run. */
  student() {
    const { room } = this;
    const [answer, run] = [new AnswerPanel(room), new RunPanel(room)];
    this.root.append(answer.node, run.node);
    for (const panel of [answer, run]) {
      this.hear("mine", () => panel.heard());
      this.hear("refused", ({ sentence }) => panel.refuse(sentence));
    }
    const follower = { film: () => run.draw(), status: () => {} };
    /** @type {import("../play/reading.js").Reading | undefined} */
    let reading;
    const read = () => {
      const next = room.shown()?.reading;
      if (next?.player === reading?.player) return;
      reading?.remove(follower);
      reading = next;
      reading?.add(follower);
    };
    this.hear("shown", read);
    read();
    this.ends.signal.addEventListener("abort", () => reading?.remove(follower));
    return {
      draw: () => {
        answer.draw();
        run.draw();
      },
      dispose: () => {},
    };
  }

  /** What the teacher and a second screen have: the answers; and the teacher what asks, and sets a race. */
  board() {
    const { room } = this;
    const board = new Board(room);
    this.root.append(board.node);
    if (room.role !== "teacher") return board;
    const [ask, set] = [new AskDialog(room), new RaceForm(room)];
    const race = () => (this.stand ? this.stand.open() : set.open());
    const does = { class: "room-strip-button" };
    this.does = element(
      "span",
      { class: "stage-class-does", role: "group", "aria-label": "The class" },
      button("Ask", () => ask.open(), does),
      button("Race", race, does),
    );
    strip?.node.insertBefore(this.does, strip.does);
    this.root.append(ask.node, set.node);
    return board;
  }

  /** The race has changed: another, none, other runs, or how it ended. */
  raced() {
    const { race } = this.room.state;
    if (this.room.role === "follower") return;
    if (this.stand?.race.id !== race?.id) {
      this.stand?.dispose();
      this.stand = race ? new Stand(this.room, race) : null;
      if (this.stand) this.root.append(this.stand.node);
    }
    this.stand?.look();
  }

  end() {
    this.ends.abort();
    for (const hears of this.deaf) hears();
    this.colours.disconnect();
    this.does?.remove();
    this.stand?.dispose();
    this.panel.dispose();
    this.root.remove();
  }
}

/**
 * A room has begun for this browser. Gives back what ends all this.
 * @param {Room} room
 */
export function begin(room) {
  const all = new Class(room);
  return () => all.end();
}
