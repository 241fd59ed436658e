// A change of course: while "From here on" is pressed, what a hand turns holds from the clock's moment on. What is
// planned is told, and can be taken out again.

import { button, element, write } from "../kit/dom.js";
import { count } from "../kit/format.js";
import { changedAt, coursedAt, packPlan, told, unpackPlan } from "../kit/plan.js";
import { joined, ownOf, packed, runs } from "../kit/rivals.js";
import { laboratoryWith } from "./link.js";

const EPSILON = 1e-6;
const WHY = {
  schedule: "A schedule decides the learning rate of every epoch, so nothing is changed by hand beside it.",
  wiring: "With its steps wired wrongly a run keeps its learning rate.",
  end: "The run is at its end: go back, and change what comes then.",
  start: "Before its first update a run has nothing to keep: go to a later one, or turn a knob.",
};
const OWN = ["optimizer", "lr", "plan"]; // of a run from which another branches off
const TITLE = "What you turn now holds from this moment on: the run up to here stays as it is";

/**
 * The update that the clock makes next: the first that can still be changed.
 * @param {import("../play/reel.js").Moment} moment
 */
export const nextUpdate = ({ film, position }) => film.update(Math.ceil(position - EPSILON) + 0); // no -0

/** @typedef {{ lr: string, optimizer: string }} Turned */

export class Course {
  pressed = false;
  /** Where a hand began to turn: the update that it changes, and whether the clock went on. @type {{ update: number, played: boolean } | null} */
  hold = null;
  schedule = ""; // in words
  /** What is said of a branch, as long as the clock's next update is this one. */
  said = { text: "", update: 0 };

  /**
   * @param {HTMLElement} host
   * @param {import("../play/reading.js").Reading} player
   * @param {{ optimizers: Record<string, string> }} data their labels, by name
   * @param {import("../play/player.js").Turn} turn
   */
  constructor(host, player, { optimizers }, turn) {
    this.player = player;
    this.optimizers = optimizers;
    this.turn = turn;
    player.course = this;
    this.on = button("From here on", () => this.press(!this.pressed), { "aria-pressed": "false", title: TITLE });
    this.list = button("", () => this.open(Boolean(this.panel.hidden)), { class: "course-opens" });
    this.select = element(
      "select",
      { onchange: () => this.change({ optimizer: this.select.value }) },
      ...Object.entries(optimizers).map(([value, label]) => element("option", { value }, label)),
    );
    this.why = element("p", { class: "course-why" });
    this.changes = element("ul", { class: "course-changes" });
    this.by = element("label", { class: "course-optimizer" }, "Optimizer from here on ", this.select);
    this.kept = element("span");
    const branch = button("Branch here", () => this.branch(), { class: "hand-button" });
    const off = element("div", { class: "course-branch" }, branch, this.kept);
    this.panel = element("div", { class: "course-panel" }, this.by, this.changes, off, this.why);
    this.node = element(
      "div",
      { class: "course", role: "group", "aria-label": "Change of course" },
      element("span", { class: "stage-switch" }, this.on, this.list),
      this.panel,
    );
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && this.open(false));
    document.addEventListener("pointerdown", this.leave);
    host.append(this.node);
    this.open(false);
  }

  /** What it tells lies over the page, as long as the hand is there. */
  leave = (/** @type {Event} */ { target }) => {
    if (!(target instanceof Node && this.node.contains(target))) this.open(false);
  };

  /** What the clock shows; while a film is still coming to where it is to be shown, that place. */
  get moment() {
    const moment = this.player.moment();
    const { opening } = this.player;
    if (!moment || opening === undefined) return moment;
    return { ...moment, position: moment.film.frame(opening), update: opening };
  }

  /** What is planned by hand; null where a schedule decides. */
  get planned() {
    return unpackPlan(new URLSearchParams(this.player.query).get("plan") ?? "");
  }

  /** The learning rate and the optimizer of the start, as a link writes them. */
  get start() {
    const query = new URLSearchParams(this.player.query);
    return { lr: query.get("lr") ?? "", optimizer: query.get("optimizer") ?? "" };
  }

  /** Why nothing can be changed from here on; nothing where it can. */
  get refusal() {
    const { moment } = this;
    if (!this.planned) return WHY.schedule;
    if (new URLSearchParams(this.player.query).get("wiring") !== "right") return WHY.wiring;
    return moment && !this.hold && nextUpdate(moment) >= moment.film.header.updates ? WHY.end : "";
  }

  /** @param {boolean} pressed */
  press(pressed) {
    this.pressed = pressed;
    this.open(pressed);
    this.show();
  }

  /** @param {boolean} open */
  open(open) {
    this.said.text = "";
    this.panel.hidden = !open;
    this.list.setAttribute("aria-expanded", String(open));
  }

  /**
   * The rate that a knob of the learning rate shows: that of the next update while what is turned holds from there on;
   * else nothing, for it is that of the start.
   */
  get rate() {
    const { moment } = this;
    if (!this.pressed || !moment || !this.planned) return undefined;
    return Number(coursedAt(this.planned, this.hold?.update ?? nextUpdate(moment), this.start).lr);
  }

  /**
   * What is turned instead of these fields while "From here on" is pressed: the plan, from the first update on.
   * The clock stands where it is as long as a hand turns.
   * @param {Record<string, any>} fields
   * @param {boolean} letsGo
   * @returns {Record<string, any> | null} null where nothing can be changed from here on
   */
  divert(fields, letsGo) {
    const { moment } = this;
    const [name, ...more] = Object.keys(fields);
    if (!this.pressed || !moment || more.length || !["lr", "optimizer"].includes(name)) return fields;
    if (this.refusal || !this.planned || this.player.clock.refuses()) return null;
    const { clock } = this.player;
    this.hold ??= { update: nextUpdate(moment), played: clock.playing };
    const { update, played } = this.hold;
    const now = coursedAt(this.planned, update, this.start);
    if (letsGo) this.letGo(moment, played);
    else this.player.rewind(moment.update);
    if (update === 0) return fields;
    const lr = name === "lr" ? written(Number(fields.lr)) : now.lr;
    const changes = changedAt(this.planned, update, lr, name === "optimizer" ? fields.optimizer : null);
    return { plan: packPlan(changes) };
  }

  /**
   * The clock goes on, if it went: at once, or once the film is here.
   * @param {import("../play/reel.js").Moment} moment
   * @param {boolean} played
   */
  letGo({ film, update }, played) {
    this.hold = null;
    if (film.header.query !== this.player.query) this.player.rewind(update, played);
    else if (played) this.player.clock.play();
  }

  /** @param {Partial<Turned>} fields */
  change(fields) {
    this.player.vary(fields);
    this.turn(fields);
  }

  /**
   * The run as it is runs on beside the one that is turned from here on: as a rival where this page has a race, else on
   * a page that has one.
   */
  branch() {
    const { player } = this;
    const { moment } = this;
    if (!moment || player.clock.refuses()) return;
    const update = nextUpdate(moment);
    const { race } = player;
    const lead = new URLSearchParams(player.query);
    const own = ownOf(lead, OWN);
    const rivals = race.own;
    const stays = runs(rivals, lead, own); // it was branched off before, and nothing was turned
    const all = stays ? rivals : joined(rivals, own);
    const problem = this.refusal || (update === 0 ? WHY.start : typeof all === "string" ? all : "");
    if (typeof all === "string" || problem) return this.say(problem, update);
    if (!race.runs) return location.assign(laboratoryWith(location.href, player.query, packed(all), update));
    player.clock.seek(moment.film.frame(update));
    this.press(true);
    if (!stays) race.ask({ race: packed(all) });
    this.say(`What you turn now leaves it at update ${count(update)}.`, update);
  }

  /**
   * @param {string} text
   * @param {number} update
   */
  say(text, update) {
    this.said = { text, update };
    this.show();
  }

  /** @param {import("../kit/plan.js").Change} change */
  remove(change) {
    const left = (this.planned ?? []).filter(({ update }) => update !== change.update);
    this.put(packPlan(left));
  }

  /** @param {string} plan */
  put(plan) {
    const { moment } = this;
    if (moment) this.player.rewind(moment.update, this.player.clock.playing);
    this.player.vary({ plan });
    this.turn({ plan: plan === "constant" ? "" : plan });
  }

  /** @param {{ schedule: string }} told what is planned where a schedule decides, in words */
  refresh({ schedule }) {
    this.schedule = schedule;
    this.show();
  }

  film() {
    this.show();
  }

  speak() {
    this.show();
  }

  show() {
    const { refusal, planned } = this;
    const { moment } = this;
    this.on.disabled = Boolean(refusal) && !this.pressed;
    this.on.title = refusal || TITLE;
    this.on.setAttribute("aria-pressed", String(this.pressed));
    const byHand = new URLSearchParams(this.player.query).get("model") === "scratch";
    this.by.hidden = !this.pressed;
    this.select.disabled = Boolean(refusal) || byHand;
    this.by.title = byHand ? "The model from scratch has its update written by hand: nn.Linear takes others." : "";
    if (moment && planned && document.activeElement !== this.select)
      this.select.value = coursedAt(planned, nextUpdate(moment), this.start).optimizer;
    if (moment && nextUpdate(moment) !== this.said.update) this.said.text = "";
    write(this.why, (this.pressed && refusal) || this.said.text);
    write(this.kept, this.player.race.runs ? "This run stays, thin." : "This run stays, in the laboratory.");
    const many = planned ? planned.length : 1;
    this.list.hidden = many === 0 && !this.pressed;
    write(this.list, planned ? `${many || "no"} change${many === 1 ? "" : "s"}` : "Schedule");
    this.items(planned);
    if (this.list.hidden) this.open(false);
  }

  /** @param {import("../kit/plan.js").Change[] | null} planned */
  items(planned) {
    const updates = this.player.film?.header.updates ?? Infinity;
    const lines = planned
      ? planned.map((change) => ({
          words: told(change, this.optimizers) + (change.update < updates ? "" : ", after the end of this run"),
          out: () => this.remove(change),
        }))
      : [{ words: this.schedule, out: () => this.put("constant") }];
    const key = lines.map(({ words }) => words).join();
    if (this.changes.dataset.told === key) return;
    this.changes.dataset.told = key;
    this.changes.replaceChildren(
      ...lines.map(({ words, out }) =>
        element("li", {}, words, " ", button("×", out, { "aria-label": `Remove: ${words}`, title: "Remove" })),
      ),
    );
  }

  dispose() {
    document.removeEventListener("pointerdown", this.leave);
    if (this.player.course === this) this.player.course = null;
  }
}

/**
 * A learning rate as Python's links write it: 1e-5 -> "1e-05", 10 -> "10.0".
 * @param {number} lr
 */
export function written(lr) {
  if (lr < 1e-4) return lr.toExponential().replace(/e-(\d)$/, "e-0$1");
  return Number.isInteger(lr) ? `${lr}.0` : String(lr);
}
