// What is copied into a page of another site, so that it shows a picture, or a whole page of this site.

/** Widths that pages have room for, in px. */
export const WIDTHS = [360, 480, 640, 800, 1000];
export const WHOLE = 800; // px of height in which a whole page is read well

const NAMES = ["embed", "embed_options", "picture"];

/**
 * The address of a page as it is with all around it.
 * @param {string} address
 */
export function whole(address) {
  const url = new URL(address);
  for (const name of NAMES) url.searchParams.delete(name);
  return url.href;
}

/**
 * A link as it is without the site's menu; with a picture's name, only that picture.
 * @param {string} link
 * @param {string} picture
 */
export const embedded = (link, picture) => `${link}&embed=true${picture && `&picture=${picture}`}`;

/**
 * The height in px that a picture is well seen in.
 * @param {number} width
 * @param {number} needed without which something is cut
 * @param {number} tall how much taller than others the picture stands on its page
 */
export function heightFor(width, needed = 0, tall = 1) {
  return Math.ceil(Math.max(needed, (200 + 0.4 * width) * tall) / 10) * 10;
}

/** @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/**
 * @param {{ src: string, link: string, title: string, page: string, width: number, heights: Map<number, number> }} told
 * the address that is embedded, and that of the whole page; what is seen there, and what the page is called; and the
 * right height at each width, in px
 */
export function htmlFor({ src, link, title, page, width, heights }) {
  const sizes = [...heights].map(([wide, high]) => `${wide} px wide, ${high} px high`).join("; ");
  const size = `width="${width}" height="${heights.get(width) ?? WHOLE}" style="border: 0; max-width: 100%"`;
  return [
    ...(sizes ? [`<!-- Right sizes: ${sizes}. -->`] : []),
    `<iframe src="${escaped(src)}" title="${escaped(title)}" ${size} loading="lazy" allow="clipboard-write; fullscreen"></iframe>`,
    `<p><a href="${escaped(link)}">${escaped(page)}</a></p>`,
  ].join("\n");
}
