// Paints a scene: the numbers of both sides and of the memory, what flies, and the lines between them.

import { write } from "../../stage/kit/dom.js";
import { rowOf } from "./parts.js";
import { SIDES, textAt } from "./scenes.js";
import { along } from "./ways.js";

/**
 * What is painted, and what the visitor does with it.
 * @typedef {Pick<
 *   import("./view.js").default, "cells" | "rows" | "flyers" | "canvas" | "theme" | "pointed" | "waiting"
 * >} Parts
 *
 * @typedef {import("./scenes.js").Scene} Scene
 */

/**
 * @param {Parts} parts
 * @param {Scene} scene
 * @param {import("./scenes.js").Where} where
 */
export function paint(parts, scene, where) {
  numbers(parts, scene);
  memory(parts, scene);
  flights(parts, scene);
  lines(parts, scene, where);
}

/**
 * Whether an edit has touched a place of a side, or of the memory.
 * @param {Scene} scene
 * @param {"a" | "t" | "memory"} who
 * @param {number} place
 */
const touched = ({ marked }, who, place) => marked?.place === place && marked.reached.includes(who);

/**
 * The colour of a place: of the edit that has touched it, or that of being pointed at.
 * @param {Parts} parts
 * @param {Scene} scene
 * @param {number} place
 * @param {boolean} strong
 */
function hue({ pointed }, { marked }, place, strong) {
  if (strong) return `var(--role-${marked?.role})`;
  return pointed === place ? "var(--role-prediction)" : "";
}

/**
 * @param {Parts} parts
 * @param {Scene} scene
 */
function numbers(parts, scene) {
  const { cells, waiting } = parts;
  for (const side of SIDES) {
    cells[side].forEach((input, place) => {
      const here = scene.seen[side][place];
      const waits = waiting?.side === side && waiting.place === place;
      const text = textAt(scene.values[side], place);
      if (!input.dataset.typed && !waits && input.value !== text) {
        input.value = text;
        if (input === document.activeElement) input.select(); // so that the next number typed takes its place
        input.title = text.length > 7 ? text : "";
      }
      style(input, "opacity", here);
      style(input, "--hue", hue(parts, scene, place, touched(scene, side, place)));
      if (input.disabled !== here < 0.5) input.disabled = here < 0.5;
    });
  }
}

/**
 * @param {Parts} parts
 * @param {Scene} scene
 */
function memory(parts, scene) {
  parts.rows.forEach(({ owners, cells, label }, row) => {
    const block = scene.blocks[row];
    const own = scene.marked !== null && owners.includes(scene.marked.side);
    style(label, "opacity", Math.max(...scene.stored[row]));
    cells.forEach((cell, place) => {
      style(cell.root, "opacity", scene.stored[row][place]);
      style(cell.box, "--hue", hue(parts, scene, place, own && touched(scene, "memory", place)));
      if (!block) return;
      write(cell.value, block.values[place]);
      write(cell.address, `…${block.addresses[place]}`);
      cell.bytes.forEach((node, i) => write(node, block.bytes[place][i]));
    });
  });
}

/**
 * @param {Parts} parts
 * @param {Scene} scene
 */
function flights({ flyers }, { fly }) {
  flyers.forEach((node, i) => {
    const one = fly[i];
    style(node, "opacity", one ? 1 : 0);
    if (!one) return;
    write(node, one.text);
    style(node, "--hue", `var(--role-${one.role})`);
    style(node, "transform", `translate(${one.at[0].toFixed(1)}px, ${one.at[1].toFixed(1)}px) translate(-50%, -50%)`);
  });
}

/**
 * The lines between numbers and memory, behind both.
 * @param {Parts} parts
 * @param {Scene} scene
 * @param {import("./scenes.js").Where} where
 */
function lines({ canvas, theme, pointed, rows }, scene, where) {
  const { seen, stored, marked } = scene;
  const pen = canvas.pen();
  pen.lineCap = "round";
  for (const side of SIDES) {
    const row = rowOf(side, rows);
    where.paths[side].forEach((path, place) => {
      const there = seen[side][place] * stored[row][place];
      if (there <= 0) return;
      const strong = touched(scene, side, place) || (side === marked?.side && touched(scene, "memory", place));
      const near = pointed === place;
      pen.globalAlpha = there * (strong || near ? 1 : 0.55);
      pen.strokeStyle = theme.roles[marked && strong ? marked.role : near ? "prediction" : "muted"];
      pen.lineWidth = strong || near ? 3 : 1.5;
      stroke(pen, path, there);
    });
  }
  pen.globalAlpha = 1;
}

/**
 * A curve from the memory up, as far as it has grown.
 * @param {CanvasRenderingContext2D} pen
 * @param {number[][]} path
 * @param {number} grown
 */
function stroke(pen, path, grown) {
  const steps = path.length - 1;
  pen.beginPath();
  for (let i = 0; i <= steps; i++) {
    const [x, y] = along(path, 1 - (grown * i) / steps);
    pen.lineTo(x, y);
  }
  pen.stroke();
}

/** @type {WeakMap<HTMLElement, Record<string, string>>} */
const drawn = new WeakMap();

/**
 * Sets a style only where it is new.
 * @param {HTMLElement} node
 * @param {string} name
 * @param {string | number} value
 */
function style(node, name, value) {
  const text = String(value);
  const known = drawn.get(node) ?? {};
  if (known[name] === text) return;
  known[name] = text;
  drawn.set(node, known);
  node.style.setProperty(name, text);
}
