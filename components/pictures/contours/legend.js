// What each colour on the map is: of what acts on the ball, or whose ball it is.

import { element } from "../../stage/kit/dom.js";
import { colourOf } from "../../stage/kit/palette.js";

const FORCES = [
  ["gradient", "gradient, uphill"],
  ["step", "next step"],
  ["prediction", "velocity"],
  ["limit", "how it curves here"],
];

export class Legend {
  node = element("div", { class: "contours-legend" });
  told = "";

  /**
   * @param {import("../../stage/play/race.js").Runner[]} runners of a race; of a ball alone what acts on it is told
   * @param {boolean} velocity whether its optimizer remembers one
   * @param {import("../../stage/kit/theme.js").Theme} theme
   */
  tell(runners, velocity, theme) {
    const marks =
      runners.length > 1
        ? runners.map(({ mark, place, name }) => [colourOf(mark, theme), `${place} ${name}`])
        : FORCES.filter(([role]) => role !== "prediction" || velocity).map(([role, name]) => [
            `var(--role-${role})`,
            name,
          ]);
    const told = JSON.stringify(marks);
    if (told === this.told) return;
    this.told = told;
    this.node.replaceChildren(...marks.map(([colour, name]) => element("span", { style: `--mark: ${colour}` }, name)));
  }
}
