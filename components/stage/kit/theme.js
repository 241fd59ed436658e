// Colours: Streamlit's theme for text and lines, and one colour for each role, the same on every page; and how large
// pictures write.

const LIGHT = {
  target: "#3d4450",
  prediction: "#0072b2",
  loss: "#d55e00",
  gradient: "#e69f00",
  step: "#009e73",
  limit: "#a3478a",
  floor: "#6b7280",
  muted: "#9aa3ae",
  held: "#7d6b00",
};
const DARK = {
  target: "#d5dae1",
  prediction: "#56b4e9",
  loss: "#ff8a3d",
  gradient: "#f5c04a",
  step: "#3ddba4",
  limit: "#e59ac9",
  floor: "#9aa3ae",
  muted: "#76808d",
  held: "#f0e442",
};

/** The same for words: dark enough on the page and on a ground tinted with their role. In the dark they are the roles themselves. */
const LIGHT_WORDS = {
  ...LIGHT,
  prediction: "#005b8f",
  loss: "#a84700",
  gradient: "#8a5d00",
  step: "#006b4e",
  limit: "#8a3a74",
};

/**
 * Colours as the style sheet writes them; `roles` for marks, `words` for text. `name` changes when any of them does.
 * @typedef {{
 *   dark: boolean, background: string, text: string, grid: string, axis: string, font: string,
 *   roles: typeof LIGHT, words: typeof LIGHT, scale: number, name: string,
 * }} Theme `scale` is how much larger than usual pictures write
 *
 * @typedef {number[]} Rgb red, green and blue, 0 to 255
 */

/**
 * The colours in force at an element.
 * @param {Element} element
 * @returns {Theme}
 */
export function themeAt(element) {
  const style = getComputedStyle(element);
  const read = (/** @type {string} */ name, /** @type {string} */ otherwise) =>
    style.getPropertyValue(name).trim() || otherwise;
  const background = read("--st-background-color", "#ffffff");
  const dark = luminance(background) < 0.4;
  const theme = {
    dark,
    background,
    text: read("--st-text-color", dark ? "#f4f6f8" : "#1c2430"),
    grid: dark ? "rgba(255,255,255,0.10)" : "rgba(20,30,45,0.09)",
    axis: dark ? "rgba(255,255,255,0.34)" : "rgba(20,30,45,0.34)",
    font: read("--st-font", "sans-serif"),
    roles: dark ? DARK : LIGHT,
    words: dark ? DARK : LIGHT_WORDS,
    scale: Number(read("--letters", "1")),
  };
  return { ...theme, name: JSON.stringify(theme) };
}

/** @type {CanvasRenderingContext2D} */
let probe; // one for all: pictures ask for colours at every frame, and a canvas each would cost more than their drawing

/**
 * A colour of the style sheet in its parts.
 * @param {string} colour an opaque one
 * @returns {Rgb}
 */
export function rgb(colour) {
  probe ??= /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  probe.fillStyle = colour;
  return [1, 3, 5].map((at) => parseInt(String(probe.fillStyle).slice(at, at + 2), 16)); // "#0072b2"
}

/**
 * A share of a colour over a background.
 * @param {Rgb} background
 * @param {Rgb} colour
 * @param {number} share
 */
export function tint(background, colour, share) {
  return `rgb(${background.map((part, i) => Math.round(part + (colour[i] - part) * share)).join(",")})`;
}

/** @param {string} colour */
function luminance(colour) {
  const [r, g, b] = rgb(colour).map((part) => part / 255);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Lengths of a figure that belong to its letters, by the key of what holds them. @type {[RegExp, string[]][]} */
const LETTERS = [
  [/font$/, ["size"]],
  [/^margin$/, ["l", "r", "t", "b"]],
  [/^title$/, ["standoff"]],
  [/^annotations$/, ["xshift", "yshift"]],
];

/**
 * A figure with its roles turned into colours, and the theme's text, grid and axis lines, and letters as large as the
 * theme says. The figure itself is left as it is.
 * @param {any} figure Plotly's
 * @param {Theme} theme
 */
export function themed(figure, theme) {
  /** @type {(value: any, key?: string) => any} */
  const paint = (value, key = "") => {
    if (typeof value === "string" && value.startsWith("role:"))
      return theme.roles[/** @type {keyof Theme["roles"]} */ (value.slice(5))];
    if (Array.isArray(value)) return value.map((one) => paint(one, key));
    if (!value || typeof value !== "object") return value;
    const larger = LETTERS.find(([name]) => name.test(key))?.[1] ?? [];
    const entries = Object.entries(value).map(([k, v]) => [k, larger.includes(k) ? v * theme.scale : paint(v, k)]);
    return Object.fromEntries(entries);
  };
  const { data, layout } = paint(figure);
  const axis = {
    gridcolor: theme.grid,
    linecolor: theme.axis,
    tickcolor: theme.axis,
    zeroline: false,
    showline: true,
    ticks: "outside",
    ticklen: 4,
    automargin: false,
  };
  for (const name of Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key)))
    layout[name] = { ...axis, ...layout[name] };
  return {
    data,
    layout: {
      separators: ".\u202f",
      dragmode: matchMedia("(pointer: coarse)").matches ? false : "zoom",
      hovermode: "closest",
      showlegend: false,
      ...layout,
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { size: 13 * theme.scale, ...layout.font, color: theme.text, family: theme.font },
    },
  };
}

/**
 * One role, one colour: as variables for tables, code and words below a place.
 * @param {HTMLElement} host
 */
export function setRoles(host) {
  const theme = themeAt(host);
  document.documentElement.style.setProperty("--stage-page", theme.background);
  host.classList.toggle("stage-dark", theme.dark);
  for (const [role, colour] of Object.entries(theme.roles)) host.style.setProperty(`--role-${role}`, colour);
  for (const [role, colour] of Object.entries(theme.words)) host.style.setProperty(`--text-${role}`, colour);
}
