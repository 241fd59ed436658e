// The five steps as a machine that can be wired wrongly: a guess first, then the real outcome plays.

import { Canvas } from "../../stage/kit/canvas.js";
import { button, element, write } from "../../stage/kit/dom.js";
import { number } from "../../stage/kit/format.js";
import { clamp } from "../../stage/kit/shares.js";
import { View } from "../../stage/kit/view.js";

const OUTCOME_SPEED = 8; // fast enough to see a whole outcome, slow enough to see it happen

export default class WiringView extends View {
  question = element("div", { class: "wiring-question", role: "group", "aria-label": "What will happen?" });
  verdict = element("p", { class: "wiring-verdict" });
  words = element("p", { class: "wiring-words" });
  error = element("pre", { class: "wiring-error" });
  why = element("p", { class: "wiring-why" });
  more = element("p", {});
  rest = element(
    "details",
    { class: "wiring-rest" },
    element("summary", {}, "The rest of PyTorch's message"),
    this.more,
  );
  outcome = element(
    "div",
    { class: "wiring-outcome", role: "status" },
    this.verdict,
    this.error,
    this.words,
    this.why,
    this.rest,
  );
  canvas = new Canvas({ class: "wiring-canvas", role: "img", "aria-label": "The loss, update by update." });
  mine = element("span", { class: "wiring-key" }, "loss as wired here");
  other = element("span", { class: "wiring-key wiring-key-right" }, "wired right");
  choices = element("div", { class: "wiring-choice", role: "group", "aria-label": "Wiring" });
  loop = element("ol", { class: "wiring-loop" });
  /** @type {HTMLButtonElement[]} */
  buttons = [];
  /** @type {{ phase: string, root: HTMLElement, code: HTMLElement, was: HTMLElement }[]} each with its code, and what is missing in it */
  steps = [];
  /** @type {any} */
  data = null;
  /** @type {any} of the newest film */
  header = null;
  wiring = ""; // that of the run
  /** @type {string | null} the wiring that the visitor is asked about */
  asked = null;
  /** @type {{ wiring: string, kind: string } | null} what the visitor said, and of which wiring */
  guessed = null;
  /** @type {string | null} the wiring that is on its way */
  awaited = null;
  /** @type {Map<string, { end: number, losses: import("../../stage/play/film.js").Numbers["data"] }>} how runs that are wired right went, by the rest of their query */
  known = new Map();
  same = ""; // that of this run
  /** @type {number[] | null} powers of ten that hold the losses */
  range = null;

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "wiring");
    const back = element("div", { class: "wiring-back" }, element("span", {}, "↑ and again, update after update"));
    const told = element("div", { class: "wiring-told" }, this.question, this.outcome);
    const plot = element(
      "div",
      { class: "wiring-plot" },
      this.canvas.node,
      element("div", { class: "wiring-caption" }, this.mine, this.other),
    );
    this.root.append(this.choices, this.loop, back, element("div", { class: "wiring-panel" }, told, plot));
    this.watch(this.canvas.node);
  }

  /** @param {any} picture */
  shapeOf({ data }) {
    return [data.wirings, data.phases];
  }

  /** @param {any} picture */
  build({ data }) {
    this.buttons = Object.entries(data.wirings).map(([wiring, label]) =>
      button(String(label), () => this.choose(wiring), { "aria-pressed": "false", "data-wiring": wiring }),
    );
    this.steps = data.phases.map((/** @type {string} */ phase, /** @type {number} */ i) => {
      const code = element("pre", { class: "wiring-code" });
      const was = element("pre", { class: "wiring-was" });
      const number = element("span", { class: "wiring-number", "aria-hidden": "true" }, String(i + 1));
      const root = element(
        "li",
        { class: "wiring-step", "data-phase": phase },
        element("span", { class: "wiring-name" }, number, phase),
        code,
        was,
      );
      return { phase, root, code, was };
    });
    this.choices.replaceChildren(...this.buttons);
    this.loop.replaceChildren(...this.steps.map(({ root }) => root));
  }

  /**
   * @param {any} picture
   * @param {import("../../stage/play/film.js").Film} film
   */
  take({ data }, film) {
    const { wiring } = data;
    this.data = data;
    this.header = film.header;
    if (film.header.done) this.remember(film);
    if (this.awaited === wiring && film.header.done) this.playIt();
    if (this.wiring !== wiring) {
      if (this.asked !== wiring) this.asked = null;
      this.wiring = wiring;
    }
    this.wire();
    this.scale(film);
  }

  /** The guess is made and the run is here: it plays from its start. */
  playIt() {
    this.awaited = null;
    if (this.header.failure || this.player.still.matches) return this.player.clock.seek(this.player.clock.tape.end);
    this.player.clock.seek(0);
    if (this.player.clock.speed < OUTCOME_SPEED) this.player.clock.setSpeed(OUTCOME_SPEED);
    this.player.clock.play();
  }

  /**
   * How the run that is wired right went, to compare with.
   * @param {import("../../stage/play/film.js").Film} film
   */
  remember(film) {
    const query = new URLSearchParams(film.header.query);
    query.delete("wiring");
    this.same = query.toString();
    if (film.header.spec.wiring === "right")
      this.known.set(this.same, {
        end: film.arrays.loss.data[film.end],
        losses: film.arrays.loss.data.slice(0, film.end + 1),
      });
  }

  // ---- hands

  /**
   * A fault is asked about first; back to right is no question.
   * @param {string} wiring
   */
  choose(wiring) {
    this.guessed = null;
    if (wiring === this.wiring) this.asked = null;
    else if (wiring === "right") {
      this.asked = null;
      this.send(wiring);
    } else this.asked = wiring;
    this.wire();
    if (!this.asked) return;
    this.question.querySelector("button")?.focus({ preventScroll: true });
    this.question.scrollIntoView({ block: "nearest", behavior: this.player.still.matches ? "auto" : "smooth" });
  }

  /** @param {string} kind */
  guess(kind) {
    const wiring = this.asked;
    if (wiring === null) return;
    this.guessed = { wiring, kind };
    this.asked = null;
    this.send(wiring);
    this.wire();
  }

  /** @param {string} wiring */
  send(wiring) {
    this.awaited = wiring;
    this.player.clock.pause();
    this.turn({ wiring });
  }

  // ---- what stands there

  /** The wiring that the machine shows: the one asked about, the one on its way, or that of the run. */
  get shown() {
    return this.asked ?? this.awaited ?? this.wiring;
  }

  wire() {
    const { data, shown } = this;
    const fault = data.faults[shown];
    for (const button of this.buttons) button.setAttribute("aria-pressed", String(button.dataset.wiring === shown));
    for (const { phase, root, code, was } of this.steps) {
      const here = fault?.phase === phase;
      root.classList.toggle("wiring-fault", here);
      root.classList.toggle("wiring-missing", here && !fault.lines);
      const right = data.lines[phase].split("\n");
      const now = here ? (fault.lines || "left out").split("\n") : right;
      const text = now.join("\n");
      if (code.textContent !== text)
        code.replaceChildren(
          ...now.flatMap((/** @type {string} */ line, /** @type {number} */ n) => [
            n ? "\n" : "",
            right.includes(line) ? line : element("b", {}, line),
          ]),
        );
      write(was, here ? right.filter((/** @type {string} */ line) => !now.includes(line)).join("\n") : "");
      was.hidden = !was.textContent;
    }
    this.ask();
    this.tell();
    this.player.schedule();
  }

  ask() {
    const { asked, data } = this;
    this.question.hidden = !asked;
    if (!asked) return this.question.replaceChildren();
    if (this.question.dataset.asked === asked && this.question.childElementCount) return;
    this.question.dataset.asked = asked;
    const options = Object.entries(data.kinds).map(([kind, text]) =>
      button(String(text), () => this.guess(kind), { class: "wiring-option" }),
    );
    this.question.replaceChildren(
      element(
        "p",
        { class: "wiring-what" },
        data.faults[asked].what.replaceAll("`", ""),
        " ",
        element("strong", {}, "What will happen?"),
      ),
      element("div", { class: "wiring-options" }, ...options),
    );
  }

  tell() {
    const { data, asked, guessed, header } = this;
    const fault = data.faults[data.wiring];
    const waiting = this.awaited && this.awaited !== data.wiring;
    this.outcome.hidden = Boolean(asked);
    this.outcome.classList.toggle("wiring-waiting", Boolean(waiting));
    if (asked) return;
    const { kind, words } = data.outcome;
    const told = waiting || !header.done ? "" : words;
    let verdict = waiting ? "Trying it …" : fault ? fault.what.replaceAll("`", "") : "Wired right.";
    if (guessed && !waiting && header.done && guessed.wiring === data.wiring) {
      const right = guessed.kind === kind;
      verdict = right
        ? `As you said: ${lower(data.kinds[kind])}.`
        : `Not what you said (“${lower(data.kinds[guessed.kind])}”): ${lower(data.kinds[kind])}.`;
      this.outcome.dataset.guess = right ? "right" : "wrong";
    } else delete this.outcome.dataset.guess;
    const right = this.known.get(this.same);
    const compared = fault && told && right ? ` Wired right, it ended at ${number(right.end)}.` : "";
    write(this.verdict, verdict);
    write(this.words, told + compared);
    const { error, why } = waiting ? {} : data.outcome;
    this.error.hidden = !error;
    const [first, ...rest] = (error ?? "").split(/(?<=\.)\s/);
    write(this.error, first);
    write(this.more, rest.join(" "));
    this.rest.hidden = rest.length === 0;
    this.why.hidden = !why;
    write(this.why, why ?? "");
  }

  // ---- the loss

  resize() {
    if (this.canvas.fit()) this.player.schedule();
  }

  /**
   * A log axis that holds this run and the one wired right.
   * @param {import("../../stage/play/film.js").Film} film
   */
  scale(film) {
    const here = film.arrays.loss.data.subarray(0, film.end + 1);
    const seen = [...here, ...(this.known.get(this.same)?.losses ?? [])].filter(
      (value) => Number.isFinite(value) && value > 0,
    );
    if (seen.length === 0) return;
    const low = Math.floor(Math.log10(Math.min(...seen)));
    this.range = [low, Math.max(low + 1, Math.ceil(Math.log10(Math.max(...seen))))];
  }

  /** @param {import("../../stage/play/player.js").Moment} moment */
  draw(moment) {
    const own = moment.film.header.spec.wiring === this.shown; // while a guess or a run is awaited, the film is of another machine
    const lit = own ? moment.doing : undefined;
    for (const { phase, root } of this.steps) root.classList.toggle("wiring-lit", phase === lit);
    this.loop.classList.toggle("wiring-running", own && moment.playing && lit === null);
    if (this.canvas.width && this.range) this.plot(moment, own, this.range);
  }

  /**
   * The loss of the run, if it is `own` to the machine shown, beside that of the one wired right.
   * @param {import("../../stage/play/player.js").Moment} moment
   * @param {boolean} own
   * @param {number[]} range powers of ten
   */
  plot(moment, own, range) {
    const { theme } = this;
    const { width, height } = this.canvas;
    const context = this.canvas.pen();
    const { film } = moment;
    const data = film.arrays.loss.data;
    const total = film.header.spec.epochs * film.header.updates_per_epoch; // a run that fails makes fewer
    const [left, right, top, bottom] = [52, 10, 10, 26];
    const x = (/** @type {number} */ frame) =>
      left + ((width - left - right) * Math.min(total, frame * film.header.stride)) / total;
    const y = (/** @type {number} */ value) =>
      top + ((height - top - bottom) * (range[1] - Math.log10(value))) / (range[1] - range[0]);
    context.font = `14px ${theme.font}`;
    context.textBaseline = "middle";
    context.textAlign = "right";
    const every = Math.max(1, Math.ceil((range[1] - range[0]) / 4));
    for (let power = range[0]; power <= range[1]; power += every) {
      const at = y(10 ** power);
      context.strokeStyle = theme.grid;
      context.beginPath();
      context.moveTo(left, at);
      context.lineTo(width - right, at);
      context.stroke();
      context.fillStyle = theme.roles.floor;
      context.fillText(
        power >= -3 && power <= 4 ? String(Number((10 ** power).toPrecision(1))) : `10${raised(power)}`,
        left - 8,
        clamp(at, top + 4, height - bottom - 2),
      );
    }
    context.textBaseline = "alphabetic";
    context.textAlign = "left";
    context.fillText("0", left, height - 6);
    context.textAlign = "right";
    context.fillText(`update ${total}`, width - right, height - 6);
    /** @type {(values: import("../../stage/play/film.js").Numbers["data"], until: number, colour: string, wide: number) => void} */
    const line = (values, until, colour, wide) => {
      context.strokeStyle = colour;
      context.lineWidth = wide;
      context.lineJoin = "round";
      context.beginPath();
      for (let frame = 0; frame <= until && frame < values.length; frame++)
        if (Number.isFinite(values[frame]) && values[frame] > 0) context.lineTo(x(frame), y(values[frame]));
      context.stroke();
    };
    const before = this.known.get(this.same);
    const compared = before && !(own && this.shown === "right");
    this.mine.hidden = !own;
    this.other.hidden = !compared;
    if (compared) {
      context.setLineDash([5, 4]);
      line(before.losses, before.losses.length - 1, theme.roles.floor, 1.5);
      context.setLineDash([]);
    }
    if (!own) return;
    context.globalAlpha = 0.25;
    line(data, film.end, theme.roles.loss, 2);
    context.globalAlpha = 1;
    line(data, moment.frame, theme.roles.loss, 2.5);
    const now = data[moment.frame];
    if (!Number.isFinite(now) || now <= 0) return;
    context.fillStyle = theme.roles.loss;
    context.beginPath();
    context.arc(x(moment.frame), y(now), 5, 0, 2 * Math.PI);
    context.fill();
  }
}

/** @param {string} text */
function lower(text) {
  return text.startsWith("PyTorch") ? text : text[0].toLowerCase() + text.slice(1);
}

/** @param {number} power */
function raised(power) {
  return String(power).replace(/[-\d]/g, (c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(c)]));
}
