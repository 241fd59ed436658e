// The surface as a mesh of tiles, far ones first, so that near ones cover them.

import { clipped } from "./box.js";
import { rgb } from "./theme.js";

const TALLEST = 1.15; // of the scale: what is higher stands there
const CUT = 99; // of the scale: no tile is taller before it is cut off
const OVER = 0.07; // of a tile lies under its neighbours, so that there are no seams
const LIGHT = [-0.45, -0.35, 0.82]; // from where the light comes

/**
 * @typedef {import("./box.js").Box} Box
 * @typedef {import("./theme.js").Theme} Theme
 *
 * A tile: the places of its corners in the mesh, its middle in the box, and how much light falls on it, 0 to 1.
 * @typedef {{ corners: number[], middle: number[], light: number, share: number }} Tile
 */

/**
 * The height of a place in the box, -1 to 1.
 * @param {number} share of the scale
 */
export const lifted = (share) => 2 * Math.min(share, TALLEST) - 1;

/**
 * The ticks of an upright axis: round heights of a scale, and where they stand in the box.
 * @param {import("./scale.js").Scale} scale
 */
export const upright = (scale) => scale.ticks().map((value) => ({ value, at: lifted(scale.share(value)) }));

export class Mesh {
  /** Places of the box, three numbers each. @type {number[][]} */
  places = [];
  /** @type {Tile[]} */
  tiles = [];

  /**
   * @param {number} sides tiles along each side
   * @param {(column: number, row: number) => number} at where a corner of a tile stands on the scale
   */
  constructor(sides, at) {
    for (let row = 0; row <= sides; row += 1)
      for (let column = 0; column <= sides; column += 1)
        this.places.push([(2 * column) / sides - 1, (2 * row) / sides - 1, 2 * Math.min(at(column, row), CUT) - 1]);
    for (let row = 0; row < sides; row += 1)
      for (let column = 0; column < sides; column += 1) {
        const a = row * (sides + 1) + column;
        this.tile([a, a + 1, a + sides + 2, a + sides + 1]);
      }
  }

  /**
   * A tile, as far as it lies below the box's lid.
   * @param {number[]} corners
   */
  tile(corners) {
    const whole = corners.map((place) => this.places[place]);
    const [a, b, c, d] = whole;
    if (!Number.isFinite(a[2] + b[2] + c[2] + d[2])) return;
    if (whole.some(([, , z]) => z > 1)) {
      const left = clipped(whole);
      if (left.length < 3) return;
      corners = left.map((place) => this.places.push(place) - 1);
    }
    const middle = [0, 1, 2].map(
      (axis) => corners.reduce((sum, place) => sum + this.places[place][axis], 0) / corners.length,
    );
    const [u, v] = [c, d].map((corner, i) => corner.map((value, axis) => value - [a, b][i][axis]));
    const normal = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
    const size = Math.hypot(...normal) || 1;
    const light = normal.reduce((sum, part, axis) => sum + (part / size) * LIGHT[axis], 0);
    this.tiles.push({ corners, middle, light: Math.abs(light), share: (middle[2] + 1) / 2 });
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Box} box
   * @param {Theme} theme
   */
  draw(context, box, theme) {
    const pixels = this.places.map((place) => box.project(place));
    const middles = this.tiles.map(({ middle }) => box.project(middle));
    const order = this.tiles.map((_, i) => i).sort((one, other) => middles[other][2] - middles[one][2]);
    const [ground, tint] = [rgb(theme.background), rgb(theme.roles.muted)];
    context.globalAlpha = 1;
    for (const i of order) {
      const { corners, light, share } = this.tiles[i];
      const strength = 0.16 + 0.34 * Math.min(1, share);
      const shade = theme.dark ? 0.55 + 0.65 * light : 0.72 + 0.34 * light;
      const colour = ground.map((part, c) => Math.round(Math.min(255, (part + (tint[c] - part) * strength) * shade)));
      context.fillStyle = `rgb(${colour.join()})`;
      const [x, y] = middles[i];
      context.beginPath();
      for (const corner of corners) {
        const [px, py] = pixels[corner];
        context.lineTo(px + OVER * (px - x), py + OVER * (py - y));
      }
      context.fill();
    }
  }
}
