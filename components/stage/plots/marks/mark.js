// What all kinds of marks share: with what they are drawn, in which colour, and how they stand out in their phase.

/**
 * @typedef {import("../../kit/theme.js").Theme} Theme
 * @typedef {import("../../play/film.js").Film} Film
 * @typedef {import("../../play/film.js").Source} Source
 * @typedef {import("../../play/reel.js").Moment} Shown
 *
 * What draws: on a canvas, through the axes of its plot, with the trails that it keeps.
 * @typedef {{
 *   context: CanvasRenderingContext2D, axes: import("./geometry.js").Axes, theme: Theme,
 *   trail: (track: import("./trail.js").Way, film: Film) => Path2D,
 * }} Pen
 *
 * A mark as components/films/marks.py packs it: of each kind, with more of its own.
 * @typedef {{ kind: string, role: keyof Theme["roles"], phase?: string }} Track
 */

/**
 * How a kind of mark is drawn.
 * @template [Own={}]
 * @typedef {(pen: Pen, track: Track & Own, moment: Shown) => void} Mark
 */

/**
 * @param {Pen} pen
 * @param {{ role: keyof Theme["roles"] }} track
 */
export const colour = ({ theme }, { role }) => theme.roles[role];

/**
 * Whether the phases of an update are shown one by one, and one has begun.
 * @param {Shown} moment
 */
export const isPhase = ({ position, frame }) => position !== frame;

/**
 * A mark of a phase stands out in that phase, and steps back a little in the others while they are shown one by one.
 * @param {Track} track
 * @param {Shown} moment
 */
export const lit = ({ phase }, moment) => !phase || !moment.doing || !isPhase(moment) || moment.doing === phase;
