// A NumPy array, a tensor, and the memory below them: a number written on one side travels to its place, and on to who reads it.

import { Canvas } from "../../stage/kit/canvas.js";
import { button, element, tell, write } from "../../stage/kit/dom.js";
import { number } from "../../stage/kit/format.js";
import { readNumber } from "../../stage/kit/numbers.js";
import { share, smooth } from "../../stage/kit/shares.js";
import { View } from "../../stage/kit/view.js";

const PLACES = [0, 1, 2, 3]; // the four numbers, row by row
const SIDES = ["a", "t"];
const NUMBER = /^-?\d{1,12}(\.\d{1,12})?$/;
const OTHER = { a: "t", t: "a" };

const index = (place) => `[${place >> 1}, ${place & 1}]`;

/** What a visitor typed as Python writes it, `{text}`: "2,7" -> "2.7", "1e3" -> "1000.0", "true" -> "True"; or `{problem}`. */
function readValue(typed) {
  const word = typed.trim().toLowerCase();
  if (word === "true" || word === "false") return { text: word[0].toUpperCase() + word.slice(1) };
  const { problem, value, text } = readNumber(typed);
  if (problem) return { problem };
  const plain = text.includes("e") ? value.toFixed(12).replace(/(\.\d+?)0+$/, "$1") : text;
  const fits = NUMBER.test(plain) && Number(plain) === value;
  return fits ? { text: plain } : { problem: `${number(value)} takes more than 12 digits. Write a shorter one.` };
}

/** A point of a Bézier curve, given by its four points. */
function bend([p, q, r, s], x) {
  const y = 1 - x;
  const at = (i) => y * y * y * p[i] + 3 * y * y * x * q[i] + 3 * y * x * x * r[i] + x * x * x * s[i];
  return [at(0), at(1)];
}

/** Points along Bézier curves that follow one another, all the same distance apart. */
function evenly(curves, count = 48) {
  const fine = curves.flatMap((curve) => Array.from({ length: 40 }, (_, i) => bend(curve, (i + 1) / 40)));
  fine.unshift(curves[0][0]);
  const far = [0];
  for (let i = 1; i < fine.length; i++)
    far.push(far[i - 1] + Math.hypot(fine[i][0] - fine[i - 1][0], fine[i][1] - fine[i - 1][1]));
  let i = 1;
  return Array.from({ length: count + 1 }, (_, n) => {
    const wanted = (far.at(-1) * n) / count;
    while (i < fine.length - 1 && far[i] < wanted) i++;
    const x = (wanted - far[i - 1]) / (far[i] - far[i - 1] || 1);
    return [0, 1].map((axis) => fine[i - 1][axis] + x * (fine[i][axis] - fine[i - 1][axis]));
  });
}

/** A point of a path of even points, 0 to 1 of its way. */
function along(points, x) {
  const at = x * (points.length - 1);
  const i = Math.min(points.length - 2, Math.floor(at));
  return [0, 1].map((axis) => points[i][axis] + (at - i) * (points[i + 1][axis] - points[i][axis]));
}

export default class MemoryView extends View {
  undo = button("Undo", () => this.commit(this.edits.split(",").slice(0, -1).join(",")));
  reset = button("Reset", () => this.commit(""));
  canvas = new Canvas({ class: "stage-canvas", "aria-hidden": "true" });
  box = element("div", { class: "memory-stage" });
  code = element("code", { class: "memory-code" });
  sentence = element("p", { class: "memory-sentence", "aria-live": "polite" });
  error = element("p", { class: "memory-error", role: "alert" });
  cells = {}; // by side
  rows = []; // of memory
  flyers = PLACES.map(() => element("span", { class: "memory-flyer", "aria-hidden": "true" }));
  edits = "";
  pointed = null; // the place that a hand points at
  waiting = null; // the side and place of a number that is on its way to Python
  shown = { a: [], t: [] };
  where = null; // the places of rows in px, and the ways to them

  constructor(given) {
    super(given, "memory");
    const hint = element("span", { class: "memory-hint" }, "Click a number, type another, press Enter.");
    const tools = element(
      "span",
      { class: "stage-switch", role: "group", "aria-label": "Edits" },
      this.undo,
      this.reset,
    );
    this.caption.replaceChildren(element("span", { class: "memory-title" }, this.title, hint), tools);
    this.root.append(this.box, element("div", { class: "memory-says" }, this.code, this.sentence, this.error));
    this.watch(this.box);
  }

  shapeOf({ title, itemsize, sides }) {
    return [title, itemsize, sides];
  }

  take({ edits }) {
    this.edits = edits;
    this.waiting = null;
    for (const button of [this.undo, this.reset]) button.disabled = edits === "";
    this.resize();
  }

  // ---- building

  build({ shared, itemsize, sides }) {
    const held = document.activeElement?.dataset?.memory; // who is typing goes on typing
    const boxes = SIDES.map((side) => this.side(side, sides[side]));
    this.rows = (shared ? ["at"] : SIDES).map((owners) => this.row(owners, itemsize));
    const rows = element("div", { class: "memory-rows" }, ...this.rows.map(({ root }) => root));
    this.box.dataset.shared = String(shared);
    this.box.replaceChildren(this.canvas.node, ...boxes, rows, ...this.flyers);
    if (held) this.root.querySelector(`[data-memory="${held}"]`)?.focus();
  }

  side(side, { name, dtype, shape }) {
    this.cells[side] = PLACES.map((place) =>
      element("input", {
        class: "memory-cell",
        type: "text",
        inputmode: "decimal",
        autocomplete: "off",
        spellcheck: "false",
        "aria-label": side + index(place),
        "data-memory": `${side}${place >> 1}${place & 1}`,
        onfocus: (event) => (event.target.select(), this.point(place, true)),
        onclick: (event) => event.target.dataset.typed || event.target.select(),
        onblur: (event) => (this.leave(event.target, side, place), this.point(place, false)),
        oninput: (event) => (event.target.dataset.typed = "true"),
        onkeydown: (event) => this.key(event, side, place),
        onpointerenter: () => this.point(place, true),
        onpointerleave: () => this.point(place, false),
      }),
    );
    const head = element(
      "div",
      { class: "memory-head" },
      element("strong", {}, `${name} `, element("code", {}, side)),
      element("span", { class: "memory-kind" }, element("span", {}, dtype), element("span", {}, `shape ${shape}`)),
    );
    return element(
      "div",
      { class: "memory-side", role: "group", "aria-label": `${name} ${side}` },
      head,
      element("div", { class: "memory-grid" }, ...this.cells[side]),
    );
  }

  row(owners, itemsize) {
    const cells = PLACES.map(() => {
      const address = element("span", { class: "memory-address" });
      const value = element("span", { class: "memory-value" });
      const bytes = Array.from({ length: itemsize }, () => element("span"));
      const box = element(
        "div",
        { class: "memory-place" },
        value,
        element("span", { class: "memory-bytes" }, ...bytes),
      );
      return { box, address, value, bytes, root: element("div", {}, address, box) };
    });
    const size = itemsize === 1 ? "1 byte" : `${itemsize} bytes`;
    const name = owners === "at" ? "The memory of both" : `The memory of ${owners}`;
    const label = element(
      "div",
      { class: "memory-label" },
      element("strong", {}, name),
      element("span", {}, `4 × ${size}`),
    );
    return {
      owners,
      cells,
      label,
      root: element(
        "div",
        { class: "memory-row", "aria-hidden": "true" },
        label,
        element("div", { class: "memory-places" }, ...cells.map(({ root }) => root)),
      ),
    };
  }

  /** Where everything lies, measured when the size or the film is new, so that playing lays out nothing. */
  resize() {
    if (!this.picture || !this.box.isConnected) return;
    const frame = this.box.getBoundingClientRect();
    const of = (node) => {
      const { left, top, width, height } = node.getBoundingClientRect();
      return {
        left: left - frame.left,
        top: top - frame.top,
        width,
        height,
        x: left - frame.left + width / 2,
        y: top - frame.top + height / 2,
      };
    };
    this.canvas.fit(frame.width, frame.height);
    this.where = { rows: this.rows.map(({ cells }) => cells.map(({ box }) => of(box))), paths: {} };
    for (const side of SIDES) {
      const row = this.rows.findIndex(({ owners }) => owners.includes(side));
      this.where.paths[side] = PLACES.map((place) =>
        this.path(
          of(this.cells[side][place]),
          of(this.cells[side][2 + (place & 1)]),
          this.where.rows[row][place],
          side,
          place,
        ),
      );
    }
    this.player.schedule();
  }

  /** From a number to its memory: the lower row leaves from below, the upper one beside the lower row and past it. */
  path(cell, lower, memory, side, place) {
    const offset = this.picture.shared ? (side === "a" ? -0.12 : 0.12) * memory.width : 0;
    const end = [memory.x + offset, memory.top];
    const down = (from, room) => [from, [from[0], from[1] + room], [end[0], end[1] - room], end];
    const bottom = lower.top + lower.height;
    const drop = 0.55 * (end[1] - bottom);
    if (place > 1) return evenly([down([cell.x, bottom], drop)]);
    const right = place === 1 && side === "a" && this.picture.shared; // the shorter way; else between the columns
    const [edge, lane] = right ? [cell.left + cell.width, cell.left + cell.width + 11] : [cell.left, cell.left - 11];
    const corner = cell.y + 12;
    return evenly([
      [
        [edge, cell.y],
        [lane, cell.y],
        [lane, cell.y],
        [lane, corner],
      ],
      [
        [lane, corner],
        [lane, corner],
        [lane, bottom],
        [lane, bottom],
      ],
      down([lane, bottom], drop),
    ]);
  }

  // ---- the visitor's hand

  point(place, on) {
    this.pointed = on ? place : this.pointed === place ? null : this.pointed;
    this.player.schedule();
  }

  key(event, side, place) {
    const input = event.target;
    if (event.key === "Enter") {
      event.preventDefault();
      this.enter(input, side, place);
      input.select();
    } else if (event.key === "Escape") {
      this.forget(input);
      input.select();
    }
  }

  leave(input, side, place) {
    if (!input.dataset.typed) return;
    this.enter(input, side, place);
    delete input.dataset.typed; // what is no number does not stay
  }

  forget(input) {
    delete input.dataset.typed;
    write(this.error, "");
    this.player.schedule();
  }

  /** A number was typed: it becomes one more edit, or a sentence says why not. */
  enter(input, side, place) {
    const text = input.value;
    if (text.trim() === this.shown[side][place]) return this.forget(input);
    const { problem, text: value } = readValue(text);
    if (problem) return write(this.error, problem);
    const edits = this.edits ? this.edits.split(",") : [];
    if (edits.length >= this.picture.most)
      return write(this.error, `This page keeps ${this.picture.most} edits. Press Undo or Reset to make room.`);
    this.forget(input);
    input.value = value;
    this.waiting = { side, place };
    this.commit([...edits, `${side}${place >> 1}${place & 1}=${value}`].join(","));
  }

  /** The picture follows at once, Python and the URL a moment later. */
  commit(edits) {
    write(this.error, "");
    this.edits = edits;
    this.player.vary({ edits });
    this.turn({ edits });
  }

  // ---- drawing

  draw({ frame, moved }) {
    if (!this.where) return;
    const { lines, states } = this.picture;
    const before = states[frame];
    const after = states[Math.min(frame + 1, states.length - 1)];
    const line = moved > 0 ? lines[frame] : null;
    const last = line ?? lines[frame - 1]; // what has just happened stays marked
    const scene = this[line ? line.kind : "rest"](line, before, after, moved);
    if (last?.kind === "edit") this.mark(scene, last, line ? moved : 1);
    this.paint(scene);
  }

  /** A state as it stands: what each place shows, and how much of it is there (0 to 1). */
  rest(_, state) {
    const seen = (values) => PLACES.map(() => (values ? 1 : 0));
    const block = (owners) => state.blocks.find((one) => one.owners === owners || owners.includes(one.owners));
    return {
      values: { a: state.a, t: state.t },
      seen: { a: seen(state.a), t: seen(state.t) },
      blocks: this.rows.map(({ owners }) => block(owners)),
      stored: this.rows.map(({ owners }) => seen(block(owners))),
      fly: [],
      marked: {},
    };
  }

  /** The first side: number by number. */
  create(line, before, after, moved) {
    const scene = this.rest(line, after);
    const come = PLACES.map((place) => smooth(share(moved, 0.18 * place, 0.18 * place + 0.4)));
    scene.seen[line.side] = come;
    scene.stored = scene.stored.map((row) => row.map((there, place) => there * come[place]));
    return scene;
  }

  /** The second side: reads the memory that is there, or gets a copy first. */
  bridge(line, before, after, moved) {
    const scene = this.rest(line, after);
    const { shared } = this.picture;
    scene.seen[line.side] = PLACES.map((place) =>
      smooth(share(moved, (shared ? 0.1 : 0.55) + 0.08 * place, (shared ? 0.7 : 0.75) + 0.08 * place)),
    );
    if (shared) return scene;
    const to = this.rows.findIndex(({ owners }) => owners === line.side);
    const from = 1 - to;
    scene.stored[to] = PLACES.map((place) => share(moved, 0.4 + 0.05 * place, 0.5 + 0.05 * place));
    for (const place of PLACES) {
      const x = share(moved, 0.05 * place, 0.4 + 0.05 * place);
      const [p, q] = [this.where.rows[from][place], this.where.rows[to][place]];
      const lift = Math.max(40, 0.12 * Math.abs(q.x - p.x));
      if (x > 0 && x < 1)
        scene.fly.push({
          at: bend(
            [
              [p.x, p.y],
              [p.x, p.y - lift],
              [q.x, q.y - lift],
              [q.x, q.y],
            ],
            smooth(x),
          ),
          text: after[line.side][place],
          role: "step",
        });
    }
    return scene;
  }

  /** A number is written: down to the memory, and up to who else reads it. */
  edit(line, before, after, moved) {
    const { side, place, refused, value } = line;
    const other = OTHER[side];
    const { shared } = this.picture;
    const arrived = moved >= 0.5;
    const scene = this.rest(line, arrived ? after : before);
    scene.values = { ...scene.values, [other]: moved < 0.92 ? before[other] : after[other] };
    if (!arrived) scene.values[side] = scene.values[side].map((old, i) => (i === place ? value : old));
    const role = refused ? "loss" : "step";
    const down = share(moved, 0.08, 0.5);
    if (down > 0 && down < 1)
      scene.fly.push({ at: along(this.where.paths[side][place], smooth(down)), text: value, role });
    const up = share(moved, 0.52, 0.92);
    if (shared && !refused && up > 0 && up < 1)
      scene.fly.push({ at: along(this.where.paths[other][place], 1 - smooth(up)), text: after[side][place], role });
    return scene;
  }

  /** What an edit has touched so far, in its colour. */
  mark(scene, { side, place, refused }, moved) {
    const role = refused ? "loss" : "step";
    const reached = [
      side,
      ...(moved >= 0.5 && !refused ? ["memory"] : []),
      ...(moved >= 0.92 && !refused && this.picture.shared ? [OTHER[side]] : []),
    ];
    scene.marked = { place, role, reached, side };
  }

  paint(scene) {
    this.shown = { a: scene.values.a ?? [], t: scene.values.t ?? [] };
    const { marked } = scene;
    const hue = (who, place) =>
      marked.place === place && marked.reached.includes(who)
        ? `var(--role-${marked.role})`
        : this.pointed === place
          ? "var(--role-prediction)"
          : "";
    for (const side of SIDES) {
      this.cells[side].forEach((input, place) => {
        const here = scene.seen[side][place];
        const waits = this.waiting?.side === side && this.waiting.place === place;
        if (!input.dataset.typed && !waits) {
          const text = scene.values[side]?.[place] ?? "";
          if (input.value !== text) {
            input.value = text;
            if (input === document.activeElement) input.select(); // so that the next number typed takes its place
            input.title = text.length > 7 ? text : "";
          }
        }
        style(input, "opacity", here);
        style(input, "--hue", hue(side, place));
        if (input.disabled !== here < 0.5) input.disabled = here < 0.5;
      });
    }
    this.rows.forEach(({ owners, cells, label }, row) => {
      const block = scene.blocks[row];
      style(label, "opacity", Math.max(...scene.stored[row]));
      cells.forEach((cell, place) => {
        const here = scene.stored[row][place];
        style(cell.root, "opacity", here);
        style(
          cell.box,
          "--hue",
          owners.includes(marked.side ?? "at")
            ? hue("memory", place)
            : this.pointed === place
              ? "var(--role-prediction)"
              : "",
        );
        if (!block) return;
        write(cell.value, block.values[place]);
        write(cell.address, `…${block.addresses[place]}`);
        cell.bytes.forEach((node, i) => write(node, block.bytes[place][i]));
      });
    });
    this.flyers.forEach((node, i) => {
      const fly = scene.fly[i];
      style(node, "opacity", fly ? 1 : 0);
      if (!fly) return;
      write(node, fly.text);
      style(node, "--hue", `var(--role-${fly.role})`);
      style(node, "transform", `translate(${fly.at[0].toFixed(1)}px, ${fly.at[1].toFixed(1)}px) translate(-50%, -50%)`);
    });
    this.connect(scene);
  }

  /** The lines between numbers and memory, behind both. */
  connect({ seen, stored, marked }) {
    const pen = this.canvas.pen();
    pen.lineCap = "round";
    for (const side of SIDES) {
      const row = this.rows.findIndex(({ owners }) => owners.includes(side));
      for (const place of PLACES) {
        const there = seen[side][place] * stored[row][place];
        if (there <= 0) continue;
        const strong =
          marked.place === place &&
          (marked.reached.includes(side) || (side === marked.side && marked.reached.includes("memory")));
        const near = this.pointed === place;
        pen.globalAlpha = there * (strong || near ? 1 : 0.55);
        pen.strokeStyle = this.theme.roles[strong ? marked.role : near ? "prediction" : "muted"];
        pen.lineWidth = strong || near ? 3 : 1.5;
        this.stroke(pen, this.where.paths[side][place], there);
      }
    }
    pen.globalAlpha = 1;
  }

  /** A curve from the memory up, as far as it has grown. */
  stroke(pen, path, grown) {
    const steps = path.length - 1;
    pen.beginPath();
    for (let i = 0; i <= steps; i++) pen.lineTo(...along(path, 1 - (grown * i) / steps));
    pen.stroke();
  }

  say(moment) {
    const { film, frame, moved } = moment;
    const { lines } = this.picture;
    const at = moved > 0 || frame === 0 ? frame : frame - 1;
    const line = lines[Math.min(at, lines.length - 1)];
    write(this.code, film.beats[Math.min(at, film.beats.length - 1)].code);
    tell(this.sentence, line.sentence, moment);
    this.sentence.classList.toggle("memory-refused", line.refused);
  }

  atRest({ frame }) {
    const state = this.picture.states[frame];
    return SIDES.map((side) => `${side} is ${state[side]?.join(", ") ?? "not there yet"}.`).join(" ");
  }
}

/** Sets a style only where it is new. */
function style(node, name, value) {
  const text = String(value);
  node.drawn ??= {};
  if (node.drawn[name] === text) return;
  node.drawn[name] = text;
  node.style.setProperty(name, text);
}
