// Numbers as Python writes them in scientific notation.

import { compact } from "../../stage/kit/format.js";

/**
 * 1288.4 -> "1.288e+03"
 * @param {number} value
 */
export function scientific(value) {
  if (!Number.isFinite(value)) return compact(value);
  return value.toExponential(3).replace(/e([+-])(\d)$/, "e$10$2");
}
