// What somebody's answers come to: of a lesson, and of all of them.

/**
 * A lesson as Python tells of it: its name in an address and on the screen, and how many questions it asks.
 * @typedef {{ path: string, title: string, of: number }} Lesson
 *
 * How many questions are solved, of how many; the tries that it took; and how often a hint or an answer was asked for.
 * @typedef {{ of: number, solved: number, tries: number, hints: number, shown: number }} Count
 */

/**
 * Of a lesson. One that nobody has begun has no tries.
 * @param {import("../questions/kept.js").Page | undefined} page
 * @param {number} of questions, where the page does not say it
 * @returns {Count}
 */
export function counted(page, of) {
  const answers = Object.values(page?.answers ?? {});
  return {
    of: page?.of ?? of,
    solved: answers.filter(({ solved }) => solved).length,
    tries: answers.reduce((sum, { tries }) => sum + tries, 0),
    hints: answers.filter(({ hint }) => hint).length,
    shown: answers.filter(({ shown }) => shown).length,
  };
}

/** @param {Count[]} counts */
export function summed(counts) {
  const nothing = { of: 0, solved: 0, tries: 0, hints: 0, shown: 0 };
  return counts.reduce((sum, one) => {
    for (const name of /** @type {(keyof Count)[]} */ (Object.keys(sum))) sum[name] += one[name];
    return sum;
  }, nothing);
}

/**
 * The lessons of the site, and those that somebody has answers of and the site has no more.
 * @param {Lesson[]} lessons
 * @param {Record<string, import("../questions/kept.js").Page>[]} all
 * @returns {Lesson[]}
 */
export function every(lessons, all) {
  const known = new Set(lessons.map(({ path }) => path));
  const gone = new Set(all.flatMap((pages) => Object.keys(pages)).filter((path) => !known.has(path)));
  return [...lessons, ...[...gone].map((path) => ({ path, title: path, of: 0 }))];
}

/** "7 tries, 1 hint": empty where nothing was tried. @param {Count} count */
export function inWords({ tries, hints, shown }) {
  const told = [many(tries, "try", "tries"), many(hints, "hint"), many(shown, "answer shown", "answers shown")];
  return told.filter(Boolean).join(", ");
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} more than one
 */
const many = (count, one, more = `${one}s`) => (count ? `${count} ${count === 1 ? one : more}` : "");

/**
 * A question's text as it is read: what is live in it was another number each time.
 * @param {string} asked
 */
export function textOf(asked) {
  const text = JSON.parse(asked);
  const parts = Array.isArray(text) ? text : [text];
  return parts.map((part) => (typeof part === "string" ? part.replace(/[`*]/g, "") : "…")).join("");
}

/** How one question stands, in words. @param {import("../questions/kept.js").Answer} answer */
export function stood({ solved, tries, chosen, hint, shown }) {
  const helped = [hint && "the hint", shown && "the answer"].filter(Boolean).join(" and ");
  const how = solved
    ? tries > 1
      ? `Solved in ${tries} tries`
      : "Solved"
    : tries
      ? "Not solved yet"
      : "Only looked at";
  const wrong = (solved ? chosen.slice(0, -1) : chosen).filter(Boolean).map((one) => one.replace(/[`*]/g, ""));
  const tried = wrong.length ? `; not right: ${wrong.join(", ")}` : "";
  return `${how}${helped && `, after asking for ${helped}`}${tried}.`;
}

/** A day in words. @param {string} date */
export function dayOf(date) {
  return new Date(`${date}T12:00`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}
