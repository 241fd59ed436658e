// The fonts of the page, to be taken along: a file that is opened elsewhere cannot ask for them.

/** By address. @type {Map<string, Promise<string>>} */
const known = new Map();

/**
 * What a style sheet says of the fonts that texts of an element have, with the fonts themselves.
 * @param {Element} element
 * @param {string[]} names of the variables that hold the families
 */
export async function fontFaces(element, names = ["--st-font", "--st-code-font"]) {
  const style = getComputedStyle(element);
  const families = names.map((name) => family(style.getPropertyValue(name)));
  const wanted = rules().filter(
    ({ style: face }) =>
      families.includes(family(face.getPropertyValue("font-family"))) && !/italic/.test(face.fontStyle),
  );
  return (await Promise.all(wanted.map(carried))).join("");
}

/** The first of a list of families, as it is written everywhere. @param {string} list */
const family = (list) =>
  list
    .split(",")[0]
    .trim()
    .replace(/^["']|["']$/g, "");

/** @returns {CSSFontFaceRule[]} */
function rules() {
  return [...document.styleSheets].flatMap((sheet) => {
    try {
      return [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule);
    } catch {
      return []; // another site's
    }
  });
}

/** @param {CSSFontFaceRule} rule */
async function carried(rule) {
  const [, address] = /url\(["']?([^"')]+)["']?\)/.exec(rule.style.getPropertyValue("src")) ?? [];
  if (!address) return "";
  const full = new URL(address, rule.parentStyleSheet?.href ?? document.baseURI).href;
  if (!known.has(full)) known.set(full, asked(full));
  const data = await known.get(full);
  if (!data) return "";
  const name = rule.style.getPropertyValue("font-family");
  return `@font-face{font-family:${name};font-weight:${rule.style.fontWeight || "400"};src:url(${data})}`;
}

/** A file as an address that holds it; nothing where it cannot be had: other letters are better than none. @param {string} address */
async function asked(address) {
  try {
    const response = await fetch(address);
    return response.ok ? await inAddress(await response.blob()) : "";
  } catch {
    return "";
  }
}

/**
 * @param {Blob} blob
 * @returns {Promise<string>}
 */
function inAddress(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
