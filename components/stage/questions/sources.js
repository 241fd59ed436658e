// What a question looks at, read off the film: numbers of a run, fields of the address, an expression's result; and
// conditions on them.

import { number } from "../kit/format.js";

/**
 * What a question looks at, or a condition on it, as components/spec/questions.py writes them.
 * @typedef {{ kind: string, [field: string]: any }} Part
 *
 * The film, if there is one yet, and the clock's position in its frames; and the same of every reel of the page, by
 * its name.
 * @typedef {{ film: import("../play/film.js").Film | null | undefined, position: number }} Seen
 * @typedef {Seen & { reels?: Record<string, Seen> }} Clocked
 * @typedef {{ film: import("../play/film.js").Film, position: number }} Filmed
 */

/**
 * A source's value at a moment, or undefined while it is not known.
 * @param {any} source what is no source is its own value
 * @param {Clocked} moment
 * @returns {any}
 */
export function valueOf(source, moment) {
  if (typeof source !== "object" || source === null) return source;
  if (Array.isArray(source)) return source;
  const { film, position } = (source.reel && moment.reels?.[source.reel]) || moment;
  return film ? READ[source.kind]?.(source, { film, position }) : undefined;
}

/** @type {Record<string, (source: Part, moment: Filmed) => any>} */
const READ = {
  live({ array, column, at, times }, { film, position }) {
    const numbers = film.arrays[array];
    if (array === "lr" && !numbers) return film.header.spec?.lr * times; // a rate that stays is in no array
    const frame = frameOf(film, at, position);
    if (!numbers || frame === undefined || column >= numbers.columns) return undefined;
    const value = numbers.data[frame * numbers.columns + column] * times;
    return Number.isNaN(value) && array.endsWith("loss") ? Infinity : value;
  },
  field({ name }, { film }) {
    const text = new URLSearchParams(film.header.query).get(name);
    return text === null ? undefined : text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
  },
  header({ path }, { film }) {
    return (
      path
        .split(".")
        .reduce(
          (/** @type {any} */ value, /** @type {string} */ name) =>
            Array.isArray(value) ? value.at(Number(name)) : value?.[name],
          film.header,
        ) ?? undefined
    );
  },
  shape({ dim }, { film }) {
    const shape = resultOf(film)?.shape;
    return dim === null ? shape : shape?.at(dim);
  },
  dimensions: (_, { film }) => resultOf(film)?.shape.length,
  dtype: (_, { film }) => resultOf(film)?.dtype,
  elements: (_, { film }) => resultOf(film)?.values.length,
  result({ element }, { film }) {
    const value = resultOf(film)?.values[element];
    return typeof value === "string" ? Number(value.replace("inf", "Infinity")) : value;
  },
  node({ name, what }, { film }) {
    const nodes = film.header.pictures.graph?.nodes ?? [];
    const found =
      name === "y"
        ? nodes.at(-1)
        : nodes.find((/** @type {Part} */ node) => node.name === name && node.kind === "variable");
    return typeof found?.[what] === "number" ? found[what] : undefined;
  },
  combined({ sign, left, right }, moment) {
    const [a, b] = [valueOf(left, moment), valueOf(right, moment)];
    return typeof a === "number" && typeof b === "number" ? JOIN[sign](a, b) : undefined;
  },
};

/** @type {Record<string, (a: number, b: number) => number>} */
const JOIN = { "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, "/": (a, b) => a / b };

/**
 * @param {import("../play/film.js").Film} film
 * @param {"start" | "now" | "end" | number} at
 * @param {number} position
 */
function frameOf(film, at, position) {
  if (at === "start") return 0;
  if (at === "end") return film.header.done ? film.end : undefined;
  const frame = at === "now" ? Math.floor(position + 1e-6) : film.frame(at);
  return Number.isInteger(frame) && frame <= film.end && (at === "now" || film.update(frame) === at)
    ? frame
    : undefined;
}

/** @param {import("../play/film.js").Film} film */
function resultOf(film) {
  const drawn = film.header.pictures.tensors;
  return drawn && drawn.result !== null ? drawn.tensors[drawn.result] : undefined;
}

/**
 * Whether a condition holds: true, false, or undefined while it is not known.
 * @param {Part} condition
 * @param {Clocked} moment
 * @returns {boolean | undefined}
 */
export function holds(condition, moment) {
  return TEST[condition.kind](condition, moment);
}

/** @type {Record<string, (condition: Part, moment: Clocked) => boolean | undefined>} */
const TEST = {
  between({ source, low, high }, moment) {
    const [value, least, most] = [source, low, high].map((part) => valueOf(part, moment));
    if (typeof value !== "number" || least === undefined || most === undefined) return known(moment);
    return (least === null || value > least) && (most === null || value < most);
  },
  equal({ source, value: wanted, within }, moment) {
    const [value, right] = [source, wanted].map((part) => valueOf(part, moment));
    if (value === undefined || right === undefined) return known(moment);
    if (typeof value === "number" && typeof right === "number") return near(value, right, within);
    return JSON.stringify(value).toLowerCase() === JSON.stringify(right).toLowerCase();
  },
  contains({ source, text }, moment) {
    const value = valueOf(source, moment);
    return value === undefined ? known(moment) : String(value).toLowerCase().includes(text.toLowerCase());
  },
  together({ conditions, every }, moment) {
    const found = conditions.map((/** @type {Part} */ condition) => holds(condition, moment));
    if (found.includes(!every)) return !every;
    return found.includes(undefined) ? undefined : every;
  },
};

/**
 * What a whole film does not tell is not true; a film that grows may tell it yet.
 * @param {Clocked} moment
 */
function known({ film }) {
  return film?.header.done ? false : undefined;
}

/**
 * Whether two numbers are as good as equal: `within` is a share of the right one, where that is not zero.
 * @param {number} value
 * @param {number} right
 * @param {number} within
 */
export function near(value, right, within) {
  if (!Number.isFinite(right)) return value === right;
  return Math.abs(value - right) <= (right === 0 ? within : within * Math.abs(right)) + 1e-12;
}

/**
 * Whether a condition looks at the moment that the clock shows.
 * @param {any} part
 * @returns {boolean}
 */
export function looksAtNow(part) {
  if (typeof part !== "object" || part === null) return false;
  return part.at === "now" || Object.values(part).some(looksAtNow);
}

/**
 * The sources that say why a condition does not hold; or, where it does, why.
 * @param {Part} condition
 * @param {Clocked} moment
 * @param {boolean} reached
 * @returns {Part[]}
 */
function sourcesOf(condition, moment, reached) {
  if (condition.kind !== "together") return [condition.source];
  const telling = condition.conditions.filter((/** @type {Part} */ part) => (holds(part, moment) === true) === reached);
  return (condition.every && !reached ? telling.slice(0, 1) : telling).flatMap((/** @type {Part} */ part) =>
    sourcesOf(part, moment, reached),
  );
}

/** @type {Record<string, string>} */
const TIMES = { start: " at the start", now: " now", end: " at the end" };

/**
 * A source in words: "the loss at the end".
 * @param {Part} source
 * @param {Clocked} moment
 * @returns {string}
 */
export function nameOf(source, moment) {
  if (source.named) return source.named;
  if (source.kind === "live") {
    const { weights, targets, rows } = /** @type {Record<string, any>} */ (moment.film?.header ?? {});
    const weight = weights?.[source.column]?.short;
    const row = Math.floor(source.column / (targets?.length ?? 1));
    /** @type {Record<string, string>} */
    const names = {
      loss: "the loss",
      batch_loss: "the loss of the batch",
      lr: "the learning rate",
      weights: weight,
      grads: `the gradient of ${weight}`,
      predictions: `the prediction for ${rows?.[row]}, ${targets?.[source.column % targets.length]}`,
    };
    return (names[source.array] ?? source.array) + (TIMES[source.at] ?? ` after ${source.at} updates`);
  }
  if (source.kind === "node") return source.what === "gradient" ? `${source.name}.grad` : source.name;
  return source.kind === "field" ? source.name : source.path.split(".").at(-1).replaceAll("_", " ");
}

/**
 * A value in words.
 * @param {any} value
 */
export function textOf(value) {
  if (value === undefined || value === null) return "not known";
  if (typeof value === "number") return number(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  return Array.isArray(value) ? `[${value.join(", ")}]` : String(value);
}

/**
 * "the loss at the end is 402"
 * @param {Part} condition
 * @param {Clocked} moment
 */
export function stateOf(condition, moment, reached = false) {
  const told = sourcesOf(condition, moment, reached).map((source) => {
    const value = valueOf(source, moment);
    return value === undefined ? "" : `${nameOf(source, moment)} is ${textOf(value)}`;
  });
  return [...new Set(told)].filter(Boolean).join(", ");
}
