// The bracket rule in words: how deep each bracket lies, what one reads level by level, and what to say of a guess.

const ORDER = ["outermost", "second", "third", "fourth", "fifth", "sixth"];

/**
 * The characters of a text, each with the number of brackets around it.
 * @param {string} text
 */
export function deep(text) {
  let depth = 0;
  return [...text].map((letter) => {
    const [opens, closes] = ["[(".includes(letter), "])".includes(letter)];
    if (closes) depth -= 1;
    const found = { letter, depth, bracket: opens || closes };
    if (opens) depth += 1;
    return found;
  });
}

/**
 * @param {number} size
 * @param {string} name
 */
const several = (size, name) => `${size} ${name}${size === 1 ? "" : "s"}`;

/**
 * What the bracket at a level, from 1, says of the shape.
 * @param {number} level
 * @param {number[]} shape
 */
export function reading(level, shape) {
  const last = level === shape.length;
  const which = last && level > 1 ? "innermost" : ORDER[level - 1];
  return `The ${which} bracket holds ${several(shape[level - 1], last ? "number" : "list")}.`;
}

/**
 * The shape as far as it is read, and what the last bracket told.
 * @param {import("./view.js").Drawing} drawing
 * @param {number} level
 */
export function told({ shape, dtype, ragged }, level) {
  if (!shape) return { said: ragged ? "shape: none" : "", reads: "" };
  const said = `shape [${shape.map((size, i) => (i < level ? size : "?")).join(", ")}]`;
  if (!shape.length) return { said, reads: `No bracket: a single number, ${dtype}.` };
  return { said, reads: level > 0 ? reading(level, shape) : "" };
}

/**
 * Whether a guess is right; after a wrong one, what to look at.
 * @param {number[]} said
 * @param {number[]} shape
 */
export function verdict(said, shape) {
  if (said.join() === shape.join()) return `Right: the shape is [${shape.join(", ")}].`;
  return `Not quite: you said [${said.join(", ")}]. ${hint(said, shape)}`;
}

/**
 * @param {number[]} said
 * @param {number[]} shape
 */
function hint(said, shape) {
  if (said.length !== shape.length)
    return (
      `Count how many brackets stand at the very beginning: ${shape.length}. ` +
      `So the shape has ${several(shape.length, "number")}. Watch:`
    );
  if ([...said].sort().join() === [...shape].sort().join())
    return "The numbers are right, their order is not: begin at the outermost bracket. Watch:";
  return "Watch how each bracket is counted:";
}
