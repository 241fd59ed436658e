// The colours of elements: by their value, or by where they came from.

import { rgb, tint } from "../kit/theme.js";

const ORIGINS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9"];

/**
 * @typedef {import("../kit/theme.js").Rgb} Rgb
 * @typedef {import("../kit/theme.js").Theme} Theme
 * @typedef {import("./layout.js").Tensor} Tensor
 * @typedef {import("./layout.js").Scene} Scene
 */

/**
 * For every tensor the colour of each element, as the style sheet writes it.
 * @param {string} choice "Value" or "Origin"
 * @param {{ tensors: Tensor[], scenes: Scene[] }} data
 * @param {Theme} theme
 */
export function coloursOf(choice, { tensors, scenes }, theme) {
  const background = rgb(theme.background);
  return choice === "Value" ? byValue(tensors, background, theme) : byOrigin(tensors, scenes, background, theme);
}

/**
 * Blue for positive, orange for negative numbers, the stronger the larger.
 * @param {Tensor[]} tensors
 * @param {Rgb} background
 * @param {Theme} theme
 */
function byValue(tensors, background, theme) {
  const [positive, negative] = [rgb(theme.roles.prediction), rgb(theme.roles.gradient)];
  return tensors.map(({ values }) => {
    const finite = values.map(Number).filter(Number.isFinite);
    const most = Math.max(1e-12, ...finite.map(Math.abs));
    return values.map((value) => {
      const number = Number(value);
      const share = Number.isFinite(number) ? Math.abs(number) / most : 1;
      return tint(background, number < 0 ? negative : positive, 0.06 + 0.5 * share);
    });
  });
}

/**
 * A tensor that was written down has a colour of its own, weaker for its later elements; what is computed mixes its
 * sources' colours.
 * @param {Tensor[]} tensors
 * @param {Scene[]} scenes
 * @param {Rgb} background
 * @param {Theme} theme
 */
function byOrigin(tensors, scenes, background, theme) {
  /** @type {Map<number, { inputs: number[], from: number[][][] }>} where each computed tensor came from */
  const made = new Map();
  for (const scene of scenes.filter(({ ends, style }) => ends && style !== "create")) {
    let start = 0;
    for (const { output } of scene.parts) {
      made.set(output, {
        inputs: scene.inputs,
        from: scene.from.slice(start, (start += tensors[output].values.length)),
      });
    }
  }
  /** @type {number[][][]} of each element red, green, blue and the share of them */
  const mixes = [];
  let roots = 0;
  tensors.forEach(({ values }, id) => {
    const scene = made.get(id);
    if (!scene) {
      const own = rgb(ORIGINS[roots++ % ORIGINS.length]);
      mixes[id] = values.map((_, i) => [
        ...own,
        (theme.dark ? 0.62 : 0.5) - (0.34 * i) / Math.max(1, values.length - 1),
      ]);
    } else {
      mixes[id] = values.map((_, o) => mix(scene.from[o].map(([i, e]) => mixes[scene.inputs[i]]?.[e]).filter(Boolean)));
    }
  });
  return mixes.map((elements) => elements.map(([r, g, b, share]) => tint(background, [r, g, b], share)));
}

/** @param {number[][]} colours */
function mix(colours) {
  if (colours.length === 0) return [128, 128, 128, 0.1];
  return [0, 1, 2, 3].map((part) => colours.reduce((sum, colour) => sum + colour[part], 0) / colours.length);
}
