// One picture as a file: a drawing with its title and where it comes from, or the same in pixels.

import { escaped, tagged } from "../../kit/markup.js";
import { recorded } from "../../kit/recorder.js";
import { themeAt } from "../../kit/theme.js";
import { fontFaces } from "./fonts.js";
import { portrait } from "./portrait.js";

export const EDGE = 16; // px around the picture
const FOOT = 26; // px below it, for where it comes from
const SHARP = 2; // pixels of a PNG for one of the page's

/**
 * A picture on the page: its place, what draws it, what it shows, and what it is called.
 * @typedef {{ host: HTMLElement, view: import("../../play/player.js").Follower, moment: () => any, title: string }} Sitter
 *
 * @typedef {{ markup: string, width: number, height: number }} Drawing
 */

/** Names for the parts of one drawing. */
function naming() {
  let made = 0;
  return () => `part-${(made += 1)}`;
}

/**
 * What a picture shows now, as a drawing.
 * @param {Sitter} sitter
 * @param {string} source where it comes from, in a line
 * @param {{ faces?: string, canvases?: boolean }} [how] the `faces` of its fonts; without `canvases`, all but those
 * @returns {Drawing}
 */
export function drawn({ host, view, moment, title }, source, { faces = "", canvases = true } = {}) {
  const name = naming();
  const found = canvases ? recorded(() => view.render?.(moment()), name) : null;
  const { left, top, width, height } = host.getBoundingClientRect();
  const theme = themeAt(host);
  const inside = portrait(host, { corner: { x: left - EDGE, y: top - EDGE }, canvases: found, name });
  const size = { width: Math.ceil(width + 2 * EDGE), height: Math.ceil(height + 2 * EDGE + FOOT) };
  const foot = tagged(
    "text",
    {
      x: EDGE,
      y: size.height - EDGE,
      "font-family": theme.font.replaceAll('"', "'"),
      "font-size": 12,
      fill: theme.text,
      "fill-opacity": 0.7,
    },
    escaped(source),
  );
  const parts = [
    tagged("title", {}, escaped(title)),
    faces && `<style>${faces}</style>`,
    tagged("rect", { ...size, fill: theme.background }),
    inside,
    foot,
  ];
  const told = { xmlns: "http://www.w3.org/2000/svg", ...size, viewBox: `0 0 ${size.width} ${size.height}` };
  return { markup: tagged("svg", told, parts.join("")), ...size };
}

/**
 * A drawing as the browser shows one.
 * @param {Drawing} drawing
 */
export async function shown({ markup, width, height }) {
  const image = new Image(width, height);
  const address = URL.createObjectURL(new Blob([markup], { type: "image/svg+xml" }));
  try {
    image.src = address;
    await image.decode();
  } finally {
    URL.revokeObjectURL(address);
  }
  return image;
}

/**
 * @param {Sitter} sitter
 * @param {string} source
 */
export function svgOf(sitter, source) {
  return new Blob([drawn(sitter, source).markup], { type: "image/svg+xml" });
}

/**
 * @param {Sitter} sitter
 * @param {string} source
 * @returns {Promise<Blob>}
 */
export async function pngOf(sitter, source) {
  const drawing = drawn(sitter, source, { faces: await fontFaces(sitter.host) });
  const image = await shown(drawing);
  const { width, height } = drawing;
  const canvas = Object.assign(document.createElement("canvas"), { width: SHARP * width, height: SHARP * height });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("No picture came of it."))), "image/png"),
  );
}
