// Colours of the style sheet as drawings have them: a colour without its transparency, and how opaque it is.

/**
 * @typedef {{ paint: string, alpha: number }} Ink
 */

const NOTHING = { paint: "none", alpha: 0 };

/**
 * A computed colour, or one that a canvas is given: "#0072b2", "rgba(0, 0, 0, 0.1)", "color(srgb 0 0.5 1 / 0.2)".
 * @param {string} colour
 * @returns {Ink}
 */
export function ink(colour) {
  const [, kind, inside] = /^(rgba?|color)\((?:srgb )?([^)]*)\)$/.exec(colour.trim()) ?? [];
  if (!kind) return colour === "transparent" ? NOTHING : { paint: colour, alpha: 1 };
  const [red, green, blue, alpha = 1] = inside.split(/[\s,/]+/).map(Number);
  if (!alpha) return NOTHING;
  const parts = [red, green, blue].map((part) => Math.round(kind === "color" ? 255 * part : part));
  return { paint: `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`, alpha };
}
