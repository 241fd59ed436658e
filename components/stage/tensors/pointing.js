// What is pointed at: the element under a pointer, the next one for an arrow key, and frames around what belongs to it.

/**
 * An element that is pointed at: of the tensor in this place of the scene; behind the inputs lies the result.
 * @typedef {{ place: number, element: number }} Aimed
 *
 * @typedef {import("./stageplay.js").Stageplay} Stageplay
 */

/**
 * The element whose cell lies under a point.
 * @param {Stageplay} play
 * @param {{ wide: number, high: number }} size of a cell
 * @param {import("./stageplay.js").Point} point
 * @param {number} share of the beat that is over
 * @returns {Aimed | null}
 */
export function elementUnder(play, { wide, high }, [x, y], share) {
  const { inputs } = play.scene;
  const inside = (/** @type {number[]} */ [cx, cy]) => x >= cx && x < cx + wide && y >= cy && y < cy + high;
  const spread = play.spread(share);
  for (let o = 0; o < play.count; o += 1)
    if (inside(play.outputAt(o, spread))) return { place: inputs.length, element: o };
  for (const [place, id] of inputs.entries()) {
    for (let e = 0; e < play.tensors[id].values.length; e += 1)
      if (inside(play.inputAt(place, e))) return { place, element: e };
  }
  return null;
}

/**
 * Arrow keys go through the result, element by element and row by row; null for other keys, and without elements.
 * @param {Stageplay} play
 * @param {Aimed | null} aimed
 * @param {string} key
 * @returns {Aimed | null}
 */
export function nextElement({ scene, output, count }, aimed, key) {
  const { columns } = output.box;
  const move = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[key];
  if (!move || !count) return null;
  const place = scene.inputs.length;
  const from = aimed?.place === place ? aimed.element + move : 0;
  return { place, element: Math.max(0, Math.min(count - 1, from)) };
}

/**
 * Frames the element that is pointed at, and what it depends on or what depends on it.
 * @param {import("./pen.js").Pen} pen
 * @param {Stageplay} play
 * @param {Aimed} aimed
 * @param {number} share of the beat that is over
 */
export function highlight(pen, play, { place, element }, share) {
  const ink = pen.theme.text;
  if (place === play.scene.inputs.length) {
    pen.frame(play.outputAt(element, play.spread(share)), ink, 3);
    for (const [i, e] of play.sources(element)) pen.frame(play.inputAt(i, e), ink);
  } else {
    pen.frame(play.inputAt(place, element), ink, 3);
    play.scene.from.forEach((pairs, o) => {
      if (pairs.some(([i, e]) => i === place && e === element)) pen.frame(play.outputAt(o), ink);
    });
  }
}
