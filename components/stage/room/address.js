// Addresses of pages as a room tells of them: the path below the site, with its query.

/** What Streamlit says of the window in the query, not of the page. */
const WINDOW = ["embed", "embed_options"];

/**
 * The page that a window shows: "loss?lr=0.1"; the home page is "".
 * @param {string} href
 * @param {string} site
 */
export function below(href, site) {
  const { pathname, search } = new URL(href);
  const root = new URL(site).pathname;
  const path = pathname.startsWith(root) ? pathname.slice(root.length) : "";
  return path + kept(search);
}

/** @param {string} search */
function kept(search) {
  const pairs = search.slice(1).split("&");
  const left = pairs.filter((pair) => pair && !WINDOW.includes(pair.split("=")[0])).join("&");
  return left && `?${left}`;
}

/**
 * The whole address of a page; null where it would lead out of the site.
 * @param {string} address
 * @param {string} site
 */
export function whole(address, site) {
  const root = new URL(site);
  if (!URL.canParse(address || "./", site)) return null;
  const url = new URL(address || "./", site);
  return url.origin === root.origin && url.pathname.startsWith(root.pathname) ? url : null;
}

/**
 * Whether two addresses show the same: how a query is written, and in which order, says nothing.
 * @param {string} one
 * @param {string} other
 */
export function same(one, other) {
  const parts = (/** @type {string} */ address) => {
    const [path, query = ""] = address.split("?");
    return JSON.stringify([path.replace(/\/$/, ""), [...new URLSearchParams(query)].map(String).sort()]);
  };
  return parts(one) === parts(other);
}
