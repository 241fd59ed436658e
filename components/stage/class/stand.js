// The stand: the class's race on one screen. All runs grow from update 0 under the room's clock, whoever is in front is
// named, and at the end the winner.

import { button, element, write } from "../kit/dom.js";
import { count, number } from "../kit/format.js";
import { Curves } from "./curves.js";
import { Heat } from "./heat.js";
import { Ladder } from "./ladder.js";
import { Polite } from "./polite.js";
import { explodedOf, rowsOf, stageAt, standings, winnerOf } from "./ranking.js";
import { calledOf } from "./runs.js";

const LEAD = 3500; // ms from the button to the start: all screens count down together
const RANKED = 250; // ms between two looks at who leads
const STEPS = 10; // of a race, for who asked for less motion

/** @typedef {import("../room/room.js").Room} Room */

export class Stand {
  curves;
  heat;
  pointed = "";
  front = new Polite("stage-class-front");
  told = element("p", { class: "stage-class-note" });
  wait = element("div", { class: "stage-class-wait", "aria-hidden": "true", hidden: true });
  about = element("p", { class: "stage-class-about" });
  start = button("Run the race", () => this.run(), { class: "hand-button stage-class-main" });
  seconds = element(
    "select",
    { "aria-label": "How long it runs" },
    ...[10, 20, 40].map((seconds) => element("option", { value: seconds, selected: seconds === 20 }, `${seconds} s`)),
  );
  over = button("End the race", () => this.room.send({ is: "race", race: null }), { class: "hand-button" });
  close = button("Close", () => this.node.close(), { class: "hand-button" });
  tools = element("div", { class: "stage-class-tools" });
  still = matchMedia("(prefers-reduced-motion: reduce)");
  ladder;
  sizes = new ResizeObserver(() => this.lay());
  raf = 0;
  ranked = 0;
  /** @type {import("./ranking.js").Standing[]} */
  all = [];
  at = 0; // when the race that is seen began
  owns = 0; // when that began which this tab tells the class of
  said = ""; // what it has told
  stale = true; // what is laid out is not what takes part
  laid = 0;
  timer = 0;

  /**
   * @param {Room} room
   * @param {import("../room/room.js").Race} race
   */
  constructor(room, race) {
    this.room = room;
    this.race = race;
    const teaches = room.role === "teacher";
    this.curves = new Curves({ unit: "update", measure: "loss", limit: race.updates });
    this.ladder = new Ladder({
      point: (of) => this.point(of),
      clear: teaches ? (what, of) => room.send({ is: "clear", what, of }) : null,
    });
    if (teaches) this.tools.append(this.start, this.seconds, this.over);
    const plot = element("div", { class: "stage-class-plot" }, this.curves.canvas.node, this.wait);
    plot.addEventListener("pointermove", (event) => this.pointAt(event));
    plot.addEventListener("pointerdown", (event) => this.pointAt(event));
    plot.addEventListener("pointerleave", () => this.point(""));
    this.node = element(
      "dialog",
      { class: "stage-dialog stage-class-stand", "aria-labelledby": "stage-class-stand" },
      element(
        "div",
        { class: "stage-class-head" },
        element("h2", { id: "stage-class-stand" }, race.task || "Race"),
        this.close,
      ),
      this.front.node,
      element("div", { class: "stage-class-course" }, plot, this.ladder.node),
      this.about,
      this.told,
      this.tools,
    );
    this.sizes.observe(plot);
    this.heat = new Heat(room, race, () => this.lay());
  }

  /** Where the race is by the room's clock. */
  get stage() {
    return stageAt(this.room.state.result, this.race.updates, this.room.now());
  }

  open() {
    if (this.node.open || !this.node.isConnected) return;
    this.node.showModal();
    this.lay();
  }

  /** All is to be laid out anew: other runs, another size, other colours. */
  lay() {
    this.stale = true;
    if (this.node.open) this.schedule();
    else if (this.heat && this.stage.is === "over") this.end();
  }

  /** The room has said something of the race. */
  look() {
    const { result } = this.room.state;
    if (result && result.at !== this.at) {
      this.at = result.at;
      this.heat.open();
      const left = 1000 * result.seconds - (this.room.now() - result.at);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.end(), Math.max(0, left));
      if (left > 0) this.open();
    }
    this.heat.look();
    this.tell();
    this.schedule();
  }

  // ---- hands

  run() {
    const { id } = this.race;
    const at = Math.round(this.room.now()) + LEAD;
    this.owns = at;
    this.room.send({ is: "result", race: id, at, seconds: Number(this.seconds.value), order: [], text: "" });
  }

  /** @param {PointerEvent} event */
  pointAt({ offsetX, offsetY }) {
    const place = this.curves.at([offsetX, offsetY]);
    this.point(place < 0 ? "" : this.heat.runners[place].run.of);
  }

  /** @param {string} of whose run is pointed at; empty for nobody's */
  point(of) {
    if (of === this.pointed || ["set", "waiting"].includes(this.stage.is)) return;
    this.pointed = of;
    this.schedule();
  }

  // ---- what is seen

  schedule() {
    if (!this.raf && this.node.open) this.raf = requestAnimationFrame((now) => this.frame(now));
  }

  /** @param {number} now */
  frame(now) {
    this.raf = 0;
    if (!this.node.open) return;
    const { is, update, wait } = this.stage;
    const { runners } = this.heat;
    if (this.stale && (is !== "running" || now - this.laid > RANKED)) {
      this.stale = false;
      this.laid = now;
      this.curves.put(runners);
    }
    const each = this.race.updates / STEPS;
    const seen = this.still.matches && is === "running" ? Math.floor(update / each) * each : update;
    this.wait.hidden = is !== "waiting";
    write(this.wait, wait ? String(wait) : "");
    this.curves.pointed = runners.findIndex(({ run }) => run.of === this.pointed);
    if (is !== "running" || now - this.ranked > RANKED) {
      this.ranked = now;
      this.all = standings(runners, seen);
      this.curves.lead(is === "set" || is === "waiting" ? undefined : this.all[0]?.runner);
      this.tell();
    }
    this.curves.draw(is === "set" || is === "waiting" ? -1 : seen);
    if (is === "waiting" || is === "running") this.schedule();
    else if (is === "over") this.finish();
  }

  /** It is over, whether anybody looks or not. */
  end() {
    if (this.stage.is !== "over") return;
    this.all = standings(this.heat.runners, this.race.updates);
    this.finish();
    this.schedule();
  }

  /** How it stands, in words. */
  tell() {
    const { is } = this.stage;
    const { runners, coming } = this.heat;
    const first = this.all[0];
    const brought = `${count(runners.length)} run${runners.length === 1 ? "" : "s"} brought`;
    const ahead = first && `In front: ${calledOf(first.runner.run)}, loss ${number(first.best)}`;
    const named = this.room.state.result?.text || winnerOf(this.all);
    this.front.say(is === "over" ? named : is === "running" ? (ahead ?? "") : brought);
    this.node.dataset.stage = is;
    this.ladder.show(rowsOf(is, runners, this.all), is === "running", this.pointed);
    const pointed = runners.find(({ run }) => run.of === this.pointed);
    write(this.about, pointed ? `${calledOf(pointed.run)}: ${pointed.turned}` : "");
    const late = coming ? `${count(coming)} still on their way.` : "";
    const gone = is === "running" || is === "over" ? explodedOf(this.all) : "";
    const rule = `The lowest loss within ${count(this.race.updates)} updates wins.`;
    write(this.told, [rule, gone, late].filter(Boolean).join(" "));
    write(this.start, is === "over" ? "Run it again" : "Run the race");
    this.start.disabled = !this.room.state.runs.length || is === "running" || is === "waiting";
  }

  /** The race has been run: once all films are here, the teacher's tab tells the class how it ended. */
  finish() {
    const { result } = this.room.state;
    if (!result) return;
    if (!this.heat.ran) this.heat.close(result.order);
    const mine = this.owns === result.at || !result.order.length;
    if (this.room.role !== "teacher" || !mine || this.heat.coming) return;
    const order = this.all.map(({ runner }) => runner.run.of);
    const text = winnerOf(this.all);
    const said = JSON.stringify([result.at, order, text]);
    if (said === this.said || (order.join() === result.order.join() && text === result.text)) return;
    this.said = said;
    this.owns = result.at;
    this.room.send({ is: "result", race: this.race.id, at: result.at, seconds: result.seconds, order, text });
  }

  dispose() {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.raf);
    this.sizes.disconnect();
    this.heat.dispose();
    this.front.dispose();
    this.node.remove();
  }
}
