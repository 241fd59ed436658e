// Numbers as a reader wants them: three or four digits, a thin space between thousands, words for what is no number.

const THIN_SPACE = "\u202f";

/**
 * 33060.8 -> "33 061", 0.48312 -> "0.4831", -4252.1 -> "−4 252", 1.2e9 -> "1.2 × 10⁹".
 * @param {number} value
 */
export function number(value) {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value > 0 ? "infinity" : "−infinity";
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= 1e7 || size < 1e-6) return power(value);
  const digits = Math.max(0, Math.min(9, 3 - Math.floor(Math.log10(size))));
  const [whole, part = ""] = size.toFixed(digits).split(".");
  const decimals = size < 1 ? part.replace(/0+$/, "") : part.replace(/^0+$/, "");
  return (value < 0 ? "−" : "") + count(whole) + (decimals && `.${decimals}`);
}

/**
 * The same without zeros at its end: 5.2 -> "5.2", 0.15 -> "0.15".
 * @param {number} value
 */
export function trimmed(value) {
  return number(value)
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");
}

/**
 * -7 -> "10⁻⁷"
 * @param {number} exponent
 */
export function powerOfTen(exponent) {
  return `10${String(exponent).replace(/[-\d]/g, (c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(c)]))}`;
}

/** @param {number} value */
function power(value) {
  const [mantissa, exponent] = value.toExponential(2).split("e");
  return `${mantissa.replace("-", "−").replace(/\.?0+$/, "")} × ${powerOfTen(Number(exponent))}`;
}

/**
 * A whole number, all its digits: 16500 -> "16 500".
 * @param {number | string} value
 */
export function count(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
}

/**
 * Seconds, to two digits: 0.2134 -> "0.21", 1.5 -> "1.5", 1234 -> "1 200".
 * @param {number} value
 */
export function seconds(value) {
  const rounded = Number(value.toPrecision(2));
  return rounded < 1000 ? String(rounded) : count(rounded);
}

/**
 * A learning rate without an exponent: 1e-5 -> "0.00001".
 * @param {number} value
 */
export function rate(value) {
  return value.toFixed(10).replace(/\.?0+$/, "");
}

/**
 * A learning rate beside the limit: 0.09 -> "9 % of the limit", 1.5 -> "1.500 × the limit". Python has the same words.
 * @param {number} part of the limit
 */
export function shareOfLimit(part) {
  if (part >= 1) return `${number(part)} × the limit`;
  return `${part < 0.01 ? rate(Number((100 * part).toPrecision(1))) : Math.round(100 * part)} % of the limit`;
}

/**
 * How a value goes on from another: "falls to 3 512", "rises to 5 031".
 * @param {number} from
 * @param {number} to
 */
export function change(from, to) {
  if (Number.isNaN(to) || !Number.isFinite(to)) return `explodes (${number(to)})`;
  if (number(from) === number(to)) return `${from === to ? "stays at" : "hardly moves from"} ${number(to)}`;
  return `${to < from ? "falls" : "rises"} to ${number(to)}`;
}

/**
 * A value in a cell of a tensor: three digits, True and False, words for what is no number.
 * @param {number | boolean | string} value
 */
export function cellText(value) {
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return value === "inf" ? "∞" : value === "-inf" ? "−∞" : value;
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  if (size > 0 && (size >= 1e7 || size < 1e-3)) {
    const [digits, power] = value.toExponential(2).split("e");
    return `${digits.replace(/\.?0+$/, "")}e${power.replace("+", "")}`.replaceAll("-", "−");
  }
  return (size >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)))).replace("-", "−");
}

/**
 * A prediction, to two decimals: -0.5 -> "−0.50".
 * @param {number} value
 */
export function predicted(value) {
  return Math.abs(value) < 1e4 ? value.toFixed(2).replace("-", "−") : number(value);
}

/**
 * A number with its unit, "56 t/ha", or without one.
 * @param {string | number} value
 * @param {string} unit
 */
export const measured = (value, unit) => (unit ? `${value} ${unit}` : String(value));

/**
 * What an axis or a column is called: "rainfall, mm", or the name alone.
 * @param {string} name
 * @param {string} unit
 */
export const titled = (name, unit) => (unit ? `${name}, ${unit}` : name);

/**
 * A number where there is little room: of very large and small ones, and of what is none, as few letters as a cell has.
 * @param {number} value
 */
export function compact(value) {
  const size = Math.abs(value);
  return size === 0 || (size >= 1e-6 && size < 1e7) ? number(value) : cellText(value);
}
