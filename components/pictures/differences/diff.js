// What differs between two texts, line by line, and within a changed line word by word: the longest that both have in
// common stays, the rest is taken out of the one or is new in the other.

/**
 * A piece of a line, and whether it is what has changed.
 * @typedef {{ text: string, changed: boolean }} Piece
 *
 * A line that both have, that only the first has ("less"), or only the second ("more").
 * @typedef {{ kind: "same" | "less" | "more", text: string, pieces: Piece[] }} Line
 *
 * Lines one below the other; `folded` are all the same, and need not be seen.
 * @typedef {{ folded: boolean, lines: Line[] }} Block
 */

const AROUND = 2; // lines that stay seen before and after a change
const ALIKE = 0.4; // share of its words that a changed line has in common with what it was, at least

/**
 * The places of a longest sequence that both lists have in common, as pairs. (Hunt and McIlroy's table, by length.)
 * @param {string[]} a
 * @param {string[]} b
 * @returns {[number, number][]}
 */
export function common(a, b) {
  const longest = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1)); // of what is still to come
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      longest[i][j] = a[i] === b[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
  /** @type {[number, number][]} */
  const pairs = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (longest[i + 1][j] >= longest[i][j + 1]) i += 1;
    else j += 1;
  }
  return pairs;
}

/** Words, numbers, gaps, and each other sign by itself. @param {string} line */
const words = (line) => line.match(/[\p{L}_][\p{L}\p{N}_]*|\d+(?:\.\d+)?(?:e-?\d+)?|\s+|./gu) ?? [];

/**
 * Two lines in pieces, each with what it has changed; as a whole where they have little in common.
 * @param {string} before
 * @param {string} after
 * @returns {[Piece[], Piece[]]}
 */
export function changed(before, after) {
  const [a, b] = [words(before), words(after)];
  const pairs = common(a, b);
  const count = (/** @type {string[]} */ all) => all.filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const [kept, most] = [count(pairs.map(([i]) => a[i])), Math.max(count(a), count(b))];
  if (kept < ALIKE * most) return [whole(before), whole(after)];
  return [pieces(a, new Set(pairs.map(([i]) => i))), pieces(b, new Set(pairs.map(([, j]) => j)))];
}

/** @param {string} text @returns {Piece[]} */
const whole = (text) => [{ text, changed: false }];

/**
 * Words that are kept or not, joined to as few pieces as say so.
 * @param {string[]} all
 * @param {Set<number>} kept
 */
function pieces(all, kept) {
  /** @type {Piece[]} */
  const found = [];
  all.forEach((text, i) => {
    const last = found.at(-1);
    if (last && last.changed === !kept.has(i)) last.text += text;
    else found.push({ text, changed: !kept.has(i) });
  });
  return found;
}

/**
 * All lines of two texts: those that are the same, and where they part those of the first before those of the second.
 * @param {string[]} a
 * @param {string[]} b
 * @returns {Line[]}
 */
export function diff(a, b) {
  /** @type {Line[]} */
  const found = [];
  let [i, j] = [0, 0];
  for (const [to, at] of [...common(a, b), /** @type {[number, number]} */ ([a.length, b.length])]) {
    const [less, more] = [a.slice(i, to), b.slice(j, at)];
    const both = less.slice(0, more.length).map((line, n) => changed(line, more[n]));
    less.forEach((text, n) => found.push({ kind: "less", text, pieces: both[n]?.[0] ?? whole(text) }));
    more.forEach((text, n) => found.push({ kind: "more", text, pieces: both[n]?.[1] ?? whole(text) }));
    if (to < a.length) found.push({ kind: "same", text: a[to], pieces: whole(a[to]) });
    [i, j] = [to + 1, at + 1];
  }
  return found;
}

/**
 * The lines in blocks: many that are the same are folded, but for a few beside each change.
 * @param {Line[]} lines
 * @returns {Block[]}
 */
export function folded(lines) {
  const near = lines.map((_, i) =>
    lines.slice(Math.max(0, i - AROUND), i + AROUND + 1).some(({ kind }) => kind !== "same"),
  );
  /** @type {Block[]} */
  const blocks = [];
  lines.forEach((line, i) => {
    const last = blocks.at(-1);
    if (last && last.folded === !near[i]) last.lines.push(line);
    else blocks.push({ folded: !near[i], lines: [line] });
  });
  return blocks.map((block) => (block.lines.length > AROUND ? block : { ...block, folded: false }));
}
