// The modules that some others need, as a page that is one file has them: each by its name, whoever asks for it.

/** Where a module names another, at the beginning of a line. */
const NAMED = /^((?:import|export)\s(?:[\w\s{},*]+\sfrom\s)?")(\.[^"]+)(";)/gm;

/**
 * The name of a module that another names, below the folder of all of them.
 * @param {string} from
 * @param {string} to as it is written there
 */
const below = (from, to) => new URL(to, `http://all/${from}`).pathname.slice(1);

/**
 * Some modules and all that they need.
 * @param {string[]} names
 * @param {(name: string) => Promise<string>} read
 * @returns {Promise<Record<string, string>>} their texts by their names
 */
export async function needed(names, read) {
  /** @type {Map<string, Promise<string>>} */
  const found = new Map();
  /** @type {(name: string) => Promise<void>} */
  const follow = async (name) => {
    if (found.has(name)) return;
    const text = read(name);
    found.set(name, text);
    await Promise.all([...(await text).matchAll(NAMED)].map(([, , to]) => follow(below(name, to))));
  };
  await Promise.all(names.map(follow));
  const texts = await Promise.all([...found].map(async ([name, text]) => /** @type {const} */ ([name, await text])));
  return Object.fromEntries(texts);
}

/**
 * The same modules, which name each other by their full names.
 * @param {Record<string, string>} modules
 */
export const named = (modules) =>
  Object.fromEntries(
    Object.entries(modules).map(([name, text]) => [
      name,
      text.replaceAll(NAMED, (_, before, to, after) => before + below(name, to) + after),
    ]),
  );
