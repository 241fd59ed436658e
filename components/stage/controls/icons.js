// The buttons of the player, each with the drawing that stands on it.

import { button, svg } from "../kit/dom.js";
import { hint } from "./keys.js";

const ICONS = {
  Start: "M6 5v14M19 5 9 12l10 7z",
  "Step back": "M17 5 7 12l10 7z",
  "Previous phase": "M15 7l-6 5 6 5",
  Play: "M7 4v16l13-8z",
  Pause: "M7 5h4v14H7zM14 5h4v14h-4z",
  "Next phase": "M9 7l6 5-6 5",
  "Step forward": "M7 5l10 7-10 7z",
  End: "M18 5v14M5 5l10 7-10 7z",
  Loop: "M5 12a6 6 0 0 1 6-6h6m-3-3 3 3-3 3M19 12a6 6 0 0 1-6 6H7m3 3-3-3 3-3",
  "More buttons": "M5 12h.1M12 12h.1M19 12h.1",
  Present: "M4 5h16v11H4zM12 16v4M8 20h8",
  Keys: "M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 18h.1",
  "Take home": "M12 4v11m-5-5 5 5 5-5M5 20h14",
  Room: "M12 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM6 20v-1a6 6 0 0 1 12 0v1M4 11a2 2 0 1 0 0-4M2 17a4 4 0 0 1 2-3M20 11a2 2 0 1 1 0-4M22 17a4 4 0 0 0-2-3",
  Runs: "M6 4h12v16l-6-5-6 5z",
  Share: "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 6l1-1",
};

/** @param {keyof typeof ICONS} name */
export function icon(name) {
  return svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));
}

/**
 * A button of the bar.
 * @param {keyof typeof ICONS} name
 * @param {() => void} press
 */
export function keyOf(name, press) {
  return button(icon(name), press, {
    class: `stage-key stage-key-${name.toLowerCase().replace(" ", "-")}`,
    "aria-label": name,
    title: hint(name),
  });
}
