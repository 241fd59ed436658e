// What a class has answered, counted: bars for choices, bins for numbers, and what is said of one's own answer.

import { count, number, trimmed } from "../kit/format.js";
import { near } from "../questions/sources.js";

const CLOSE = 0.05; // so near a share of the true value is right
const BINS = 12; // at most, and one at each end for what lies far away
const FAR = 3; // times the spread of the middle half
const WIDE = 50; // times from low to high: then the bins grow by a factor

/**
 * @typedef {Omit<import("../room/room.js").Question, "id">} Asked
 * @typedef {import("../room/room.js").Tally} Tally
 * @typedef {{ label: string, count: number, share: number, right: boolean | null }} Bar
 *
 * From `low` to below `high`, where the last one has its `high` as well; those at the ends may be open.
 * @typedef {{ low: number, high: number, count: number }} Bin
 */

/** @type {Record<string, string>} */
const ARROWS = { up: "↑ up", down: "↓ down", stays: "→ stays" };

/**
 * What a choice is called.
 * @param {Asked} question
 * @param {number} place
 */
export function labelOf({ kind, choices = [] }, place) {
  const choice = choices[place] ?? "";
  return kind === "direction" ? (ARROWS[choice] ?? choice) : choice;
}

/**
 * A bar for every choice; its share is that of the longest.
 * @param {Asked} question
 * @param {Tally | null} tally
 * @returns {Bar[]}
 */
export function bars(question, tally) {
  const counts = (question.choices ?? []).map((_, place) => tally?.counts?.[place] ?? 0);
  const most = Math.max(1, ...counts);
  const answer = tally?.revealed ? (tally.answer ?? question.answer ?? null) : null;
  return counts.map((one, place) => ({
    label: labelOf(question, place),
    count: one,
    share: one / most,
    right: answer === null ? null : place === answer,
  }));
}

/**
 * The value below which a share of sorted numbers lies.
 * @param {number[]} sorted
 * @param {number} share
 */
function quantile(sorted, share) {
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (at - Math.floor(at)) * (high - low);
}

/**
 * Bins of round numbers for guesses. Who guessed far beyond all others stands in an open bin at the end, so one wild
 * number squeezes nobody; the true value is always inside.
 * @param {number[]} values
 * @param {number | null} [answer]
 * @returns {Bin[]}
 */
export function histogram(values, answer = null) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (!sorted.length) return [];
  const [low, high] = ends(sorted, answer);
  const edges = low > 0 && high / low > WIDE ? factors(low, high) : steps(low, high);
  const bins = edges.slice(1).map((edge, i) => ({ low: edges[i], high: edge, count: 0 }));
  const below = { low: -Infinity, high: edges[0], count: 0 };
  const above = { low: edges[edges.length - 1], high: Infinity, count: 0 };
  for (const value of sorted) {
    const inside = bins.find(
      (bin, i) => value >= bin.low && (value < bin.high || (i === bins.length - 1 && value === bin.high)),
    );
    (inside ?? (value < below.high ? below : above)).count += 1;
  }
  return [...(below.count ? [below] : []), ...bins, ...(above.count ? [above] : [])];
}

/**
 * @param {number[]} sorted
 * @param {number | null} answer
 */
function ends(sorted, answer) {
  const [first, third] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  const room = FAR * (third - first || Math.abs(first) || 1);
  const kept = sorted.filter((value) => value >= first - room && value <= third + room);
  const all = [...kept, ...(answer !== null && Number.isFinite(answer) ? [answer] : [])];
  return [Math.min(...all), Math.max(...all)];
}

/**
 * @param {number} low
 * @param {number} high
 */
function steps(low, high) {
  const rough = (high - low) / (BINS - 2) || Math.abs(low) / 5 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((round) => round * power >= rough * (1 - 1e-9)) ?? 10);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.floor(high / step + 1e-9) + 1);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/**
 * Edges 1, 2, 5, 10 ...; where those are too many, powers of ten, or of more.
 * @param {number} low
 * @param {number} high
 */
function factors(low, high) {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high) + 1e-9)];
  const each = Math.max(1, Math.ceil((last - first) / BINS));
  const all = [];
  for (let power = first; power < last + each; power += each)
    for (const round of 3 * (last - first) <= BINS ? [1, 2, 5] : [1])
      all.push(Number((round * 10 ** power).toPrecision(12)));
  const from = Math.max(
    0,
    all.findLastIndex((edge) => edge <= low),
  );
  const to = all.findIndex((edge) => edge > high);
  return all.slice(from, to < 0 ? all.length : to + 1);
}

/**
 * Where along the bins a value lies, 0 to 1.
 * @param {Bin[]} bins
 * @param {number} value
 */
export function along(bins, value) {
  const place = bins.findIndex(({ low, high }) => value >= low && value < high);
  if (place < 0) return bins.length && value <= bins[0].low ? 0 : 1;
  const { low, high } = bins[place];
  const within = Number.isFinite(high - low) ? (value - low) / (high - low) : 0.5;
  return (place + within) / bins.length;
}

/**
 * "17 of 30 answered"
 * @param {Tally | null} tally
 * @param {number} here
 */
export function answered(tally, here) {
  const answers = tally?.answers ?? 0;
  return `${count(answers)} of ${count(Math.max(answers, here))} answered`;
}

/** @param {number} value @param {string} [unit] */
export const withUnit = (value, unit) => `${number(value)}${unit ? ` ${unit}` : ""}`;

/**
 * What is right, in a sentence; none where nobody knows.
 * @param {Asked} question
 * @param {number | null | undefined} answer
 */
export function truth(question, answer) {
  if (answer === null || answer === undefined) return "";
  return question.kind === "number"
    ? `It is ${withUnit(answer, question.unit)}.`
    : `Right: ${labelOf(question, answer)}.`;
}

/**
 * What is said to one who has answered, once it is revealed; `right` is null where nobody knows.
 * @param {Asked} question
 * @param {Tally} tally
 * @param {number | null} mine
 * @returns {{ right: boolean | null, told: string }}
 */
export function verdict(question, tally, mine) {
  const answer = tally.answer ?? question.answer ?? null;
  if (answer === null)
    return { right: null, told: mine === null ? "You did not answer." : "No answer is known to be right." };
  const told = truth(question, answer);
  if (mine === null) return { right: null, told: `You did not answer. ${told}` };
  if (question.kind !== "number") {
    const right = mine === answer;
    return { right, told: right ? `Yours is right. ${told}` : `Yours is not right. ${told}` };
  }
  const right = near(mine, answer, CLOSE);
  const closer = (tally.values ?? []).filter((value) => Math.abs(value - answer) > Math.abs(mine - answer)).length;
  const others = (tally.values ?? []).length - 1;
  const rest = `${count(others)} other${others === 1 ? "" : "s"}`;
  const among = closer > 0 ? ` You are closer than ${count(closer)} of ${rest}.` : "";
  return {
    right,
    told: `${right ? "Yours is right, or near enough." : `You said ${withUnit(mine, question.unit)}.`} ${told}${among}`,
  };
}

/** What stands on the ground of the bins, in words: for who does not see them. @param {Bin} bin @param {string} [unit] */
export function binName({ low, high }, unit) {
  const edge = (/** @type {number} */ value) => `${trimmed(value)}${unit ? ` ${unit}` : ""}`;
  if (low === -Infinity) return `below ${edge(high)}`;
  if (high === Infinity) return `${edge(low)} or more`;
  return `${trimmed(low)} to ${edge(high)}`;
}
