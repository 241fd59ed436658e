// Where the units of a network stand: its layers side by side, or below each other where there is little room.

import { clamp } from "../../stage/kit/shares.js";

const PHONE = 560; // px: narrower, and the layers stand below each other

/** @typedef {{ radius: number, units: number[][] }} Place how large the units of a layer are, and [x, y] of each */

/**
 * The places of all layers. Where not all units of a layer are shown, one place more is for the number of the others.
 * @param {{ sizes: number[], shown: number[] }} net
 * @param {number} width
 * @param {number} room px of height there are for layers side by side
 * @returns {{ down: boolean, height: number, places: Place[] }}
 */
export function laid({ sizes, shown }, width, room) {
  const depth = sizes.length - 1;
  const down = width < PHONE;
  const height = down ? 118 * depth + 150 : clamp(room, 240, 640);
  const middle = down ? width / 2 : 32 + (height - 36) / 2;
  const places = shown.map((units, layer) => {
    const slots = units + Number(sizes[layer] > units);
    const share = layer / depth;
    const along = down ? 74 + share * (height - 150) : 168 + share * (width - 168 - 210);
    const gap = down ? Math.min(104, width / slots) : Math.min(92, (height - 44) / slots);
    const lying = gap >= 62 ? (gap - 22) / 2 : 0.4 * gap; // with room for names, where there is some
    const radius = down ? clamp(0.42 * gap, 9, 24) : clamp(lying, 10, 28);
    const across = Array.from({ length: slots }, (_, i) => middle + (i - (slots - 1) / 2) * gap);
    return { radius, units: across.map((place) => (down ? [place, along] : [along, place])) };
  });
  return { down, height, places };
}
