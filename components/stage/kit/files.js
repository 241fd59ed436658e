// Files that a visitor keeps: what they are called, and how they come to be there.

/**
 * What a file is called where it is kept.
 * @param {string[]} parts such as the page's name, the picture's and the moment
 * @param {string} kind
 */
export function fileName(parts, kind) {
  const words = parts
    .join(" ")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return `${(words ?? ["picture"]).join("-").slice(0, 80)}.${kind}`;
}

/**
 * Keeps something as a file of the visitor's.
 * @param {Blob} blob
 * @param {string} name
 */
export function saved(blob, name) {
  const href = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement("a"), { href, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000); // the browser may still be writing it
}
