// One picture as a short video: the browser records it while the film plays once.

import { nextFrame } from "../../kit/dom.js";
import { fontFaces } from "./fonts.js";
import { drawn, shown } from "./image.js";

export const LONGEST = 20; // s of film: a longer one plays faster
const PATIENCE = 3; // times as long may it take on a busy machine, and it ends there
const FRAMES = 30; // a second
const WIDEST = 1920; // pixels
const TYPES = ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm"];
const TAIL_MS = 700; // the last moment is seen a little longer

/** Why this browser cannot record; nothing where it can. */
export function cannot() {
  if (typeof MediaRecorder !== "function" || !("captureStream" in HTMLCanvasElement.prototype))
    return "This browser cannot record a video. Chrome, Edge and Firefox can.";
  return kind() ? "" : "This browser does not record WebM. Chrome, Edge and Firefox do.";
}

const kind = () => TYPES.find((type) => MediaRecorder.isTypeSupported(type));

/**
 * All of a picture but its canvases, drawn anew as fast as that goes.
 * @param {import("./image.js").Sitter} sitter
 * @param {string} source
 * @param {AbortSignal} over
 */
async function ground(sitter, source, over) {
  const faces = await fontFaces(sitter.host);
  const take = () => shown(drawn(sitter, source, { faces, canvases: false }));
  const kept = { image: await take() };
  (async () => {
    while (!over.aborted) {
      await nextFrame();
      kept.image = await take();
    }
  })().catch(() => {}); // what was drawn last stays
  return kept;
}

/**
 * The places of a picture's canvases in its drawing, in the drawing's pixels.
 * @param {HTMLElement} host
 * @param {number} edge
 */
function canvases(host, edge) {
  const from = host.getBoundingClientRect();
  return [...host.querySelectorAll("canvas")]
    .filter((node) => node.width && node.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .map((node) => {
      const { left, top, width, height } = node.getBoundingClientRect();
      return { node, at: /** @type {const} */ ([left - from.left + edge, top - from.top + edge, width, height]) };
    });
}

/**
 * Plays the film once, from its start, and records a picture meanwhile. The clock is left where it was.
 * @param {import("./image.js").Sitter} sitter
 * @param {import("../../play/clock.js").Clock} clock
 * @param {{ source: string, edge: number, progress: (share: number) => void, signal: AbortSignal }} how
 * @returns {Promise<Blob | null>} null where it was given up
 */
export async function videoOf(sitter, clock, { source, edge, progress, signal }) {
  const over = new AbortController();
  const kept = await ground(sitter, source, over.signal);
  const { width, height } = kept.image;
  const sharp = Math.min(2, WIDEST / width);
  const even = (/** @type {number} */ length) => 2 * Math.round((length * sharp) / 2);
  const canvas = Object.assign(document.createElement("canvas"), { width: even(width), height: even(height) });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { alpha: false }));
  const paint = () => {
    pen.setTransform(canvas.width / width, 0, 0, canvas.height / height, 0, 0);
    pen.drawImage(kept.image, 0, 0, width, height);
    for (const { node, at } of canvases(sitter.host, edge)) pen.drawImage(node, ...at);
  };
  const before = { position: clock.position, speed: clock.speed, loop: clock.loop };
  const recorder = new MediaRecorder(canvas.captureStream(FRAMES), { mimeType: kind(), videoBitsPerSecond: 6e6 });
  /** @type {Blob[]} */
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const stopped = new Promise((resolve) => (recorder.onstop = resolve));
  try {
    clock.pauseAt(0);
    clock.setLoop(false);
    clock.setSpeed(Math.max(clock.pace, clock.tape.length / LONGEST));
    await nextFrame();
    paint();
    recorder.start(500);
    clock.play();
    const begun = performance.now();
    while (clock.moves && !signal.aborted && performance.now() - begun < 1000 * PATIENCE * LONGEST) {
      await nextFrame();
      paint();
      progress(clock.position / Math.max(1, clock.halt));
    }
    for (const end = performance.now() + TAIL_MS; !signal.aborted && performance.now() < end; paint())
      await nextFrame();
  } finally {
    over.abort();
    if (recorder.state !== "inactive") recorder.stop();
    for (const track of recorder.stream.getTracks()) track.stop();
    clock.setSpeed(before.speed);
    clock.setLoop(before.loop);
    clock.pauseAt(before.position);
  }
  await stopped;
  return signal.aborted ? null : new Blob(parts, { type: "video/webm" });
}
