// Numbers as people type them: the twin of components/spec/numbers.py. Both are held to tests/numbers.json.

const GAP = "[ \\u00a0\\u2009\\u202f_’']";
const TYPED = new RegExp(`^([+-]?)((?:\\d|[.,]|${GAP})*\\d(?:\\d|[.,])*)(e[+-]?\\d{1,3})?$`, "i");
const SPACED = new RegExp(`^[1-9]\\d{0,2}(${GAP})\\d{3}(?:\\1\\d{3})*(?:[.,]\\d*)?$`);
const GROUPED = /^[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d*)?$/;
const PLAIN = /^\d*[.,]?\d*$/;
const TWO_WAYS = /^[1-9]\d{0,2},\d{3}$/;
const LIKE = "Write one like 67 or 12.5.";
const SHOWN = 30; // characters of what was typed in a sentence

/**
 * What a visitor typed: `{value, text}`, the number and how Python writes it, or `{problem}`, a sentence. A decimal comma
 * and thousands in groups are understood where they can be meant in one way only; 1,234 is asked about. `like` says
 * what to
 * write instead of what is no number.
 * @param {string} typed
 * @returns {{ value: number, text: string, problem?: undefined } | { problem: string, value?: undefined, text?: undefined }}
 */
export function readNumber(typed, like = LIKE) {
  const trimmed = typed.trim().replaceAll("−", "-");
  if (trimmed === "") return { problem: `Nothing is written here. ${like}` };
  const shown = `“${trimmed.length > SHOWN ? `${trimmed.slice(0, SHOWN - 1)}…` : trimmed}”`;
  const [, sign, digits, power = ""] = TYPED.exec(trimmed) ?? [];
  if (digits === undefined) return { problem: `${shown} is no number. ${like}` };
  if (TWO_WAYS.test(digits)) {
    const [thousands, decimals] = ["", "."].map((point) => sign.replace("+", "") + digits.replace(",", point) + power);
    return { problem: `${shown} can be read in two ways. Write ${thousands} or ${decimals}.` };
  }
  const plain = decimal(digits);
  if (plain === null) return { problem: `${shown} is no number. ${like}` };
  const text = sign.replace("+", "") + plain + power.toLowerCase();
  const value = Number(text);
  return Number.isFinite(value) ? { value, text } : { problem: `${shown} is larger than any number here.` };
}

/**
 * Digits, points, commas and gaps as a decimal with a point: "1.234,5" -> "1234.5"; null if they make no number.
 * @param {string} digits
 */
function decimal(digits) {
  const [spaced, grouped] = [SPACED.exec(digits), GROUPED.exec(digits)];
  const several = grouped && (digits.split(grouped[1]).length > 2 || (digits.includes(".") && digits.includes(",")));
  const between = spaced ? spaced[1] : several ? grouped[1] : "";
  const kept = between ? digits.replaceAll(between, "") : digits;
  return PLAIN.test(kept) ? kept.replace(",", ".").replace(/^\./, "0.").replace(/\.$/, ".0") : null;
}
