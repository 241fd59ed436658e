// A surface in three dimensions: a hand turns it, and the ball of the page rolls down it.

import { Box } from "../../stage/kit/box.js";
import { Brush } from "../../stage/kit/brush.js";
import { Canvas } from "../../stage/kit/canvas.js";
import { element } from "../../stage/kit/dom.js";
import { Ground } from "../../stage/kit/ground.js";
import { lifted, Mesh, upright } from "../../stage/kit/mesh.js";
import { clamp } from "../../stage/kit/shares.js";
import { disc } from "../../stage/kit/strokes.js";
import { Turn } from "../../stage/kit/turn.js";
import { View } from "../../stage/kit/view.js";
import { walls } from "../../stage/kit/walls.js";
import { averaged } from "./averaged.js";

const TILES = 52; // along each side

/** @typedef {import("../../stage/play/film.js").Film} Film */

export default class ReliefView extends View {
  stand = new Turn(-0.5, 0.55, () => this.player.schedule());
  canvas = new Canvas({
    class: "relief-canvas",
    role: "application",
    "aria-label": "The surface and the ball on it. Arrow keys turn it.",
    ...this.stand.hands,
  });
  said = element(
    "p",
    { class: "relief-said" },
    "Drag it to turn it. Heights are drawn on the scale of the map's lines.",
  );
  /** @type {Ground | null} */
  ground = null;
  /** @type {Mesh | null} */
  mesh = null;
  back = new Canvas();
  painted = "";

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "relief");
    this.root.append(this.canvas.node, this.said);
    this.watch(this.canvas.node);
  }

  shapeOf() {
    return "";
  }

  /**
   * @param {unknown} _
   * @param {Film} film
   */
  take(_, film) {
    this.ground = Ground.of(film);
    this.mesh = this.ground && new Mesh(TILES, averaged(this.ground, TILES));
    this.painted = "";
  }

  /** @param {any} data */
  refresh(data) {
    super.refresh(data);
    this.painted = "";
  }

  resize() {
    if (this.fit(this.canvas)) this.player.schedule();
  }

  /** The ball's film and moment, where one rolls on this very surface. */
  rolling() {
    const { player } = this.player;
    const moment = player.moment();
    return moment && moment.film.header.surface === this.player.film?.header.query ? moment : null;
  }

  draw() {
    const { canvas, ground, mesh } = this;
    const { width, height } = canvas;
    if (!width || !ground || !mesh) return;
    const [x0, x1, y0, y1] = ground.measure.window;
    const { around, lift } = this.stand;
    const box = new Box({ width, height, around, lift, low: [x0, y0, 0], high: [x1, y1, 1] });
    const key = JSON.stringify([around, lift, width, height, canvas.ratio, this.theme.name, Canvas.takes]);
    if (key !== this.painted) {
      this.painted = key;
      this.back.scale = canvas.scale;
      this.back.fit(width * canvas.scale, height * canvas.scale);
      const context = this.back.pen();
      walls(new Brush(context, box, this.theme), ["x", "y", "height"], upright(ground.scale));
      mesh.draw(context, box, this.theme);
    }
    const context = canvas.pen();
    context.drawImage(this.back.node, 0, 0, width, height);
    const moment = this.rolling();
    if (moment) this.ball(context, box, moment);
  }

  /**
   * Where a place of the surface is in the box, kept inside its walls.
   * @param {Box} box
   * @param {number[]} place x, y and height
   */
  inBox(box, [x, y, height]) {
    const [u, v] = [box.share(0, x), box.share(1, y)];
    const share = /** @type {Ground} */ (this.ground).scale.share(height);
    return box.project([clamp(u, -1.2, 1.2), clamp(v, -1.2, 1.2), lifted(share)]);
  }

  /**
   * The way so far and the ball; what will come is faint.
   * @param {CanvasRenderingContext2D} context
   * @param {Box} box
   * @param {import("../../stage/play/reel.js").Moment} moment
   */
  ball(context, box, moment) {
    const { film, frame, secret } = moment;
    const { roles, background } = this.theme;
    const source = (/** @type {number} */ axis) =>
      axis < 2 ? { array: "places", column: axis } : { array: "loss", column: 0 };
    const at = (/** @type {number} */ i) => [0, 1, 2].map((axis) => film.at(source(axis), i));
    const now = [0, 1, 2].map((axis) => film.sample(source(axis), moment));
    const draw = (/** @type {number[][]} */ places, /** @type {number} */ alpha, /** @type {number} */ width) => {
      context.beginPath();
      places.forEach((place, i) => {
        const [x, y] = this.inBox(box, place);
        if (i) context.lineTo(x, y);
        else context.moveTo(x, y);
      });
      context.strokeStyle = roles.loss;
      context.lineWidth = width;
      context.globalAlpha = alpha;
      context.stroke();
    };
    context.lineJoin = "round";
    const past = Array.from({ length: Math.min(frame, film.halt) + 1 }, (_, i) => at(i));
    if (!secret) draw([now, ...Array.from({ length: film.halt - frame }, (_, i) => at(frame + 1 + i))], 0.35, 1.5);
    draw([...past, now], 1, 2.5);
    context.fillStyle = roles.loss;
    context.strokeStyle = background;
    context.lineWidth = 2;
    disc(context, this.inBox(box, now.every(Number.isFinite) ? now : at(film.halt)), 7);
    context.fill();
    context.stroke();
  }
}
