// What a run's plan changes on its way, as a link carries it: the twin of components/spec/plan.py. Both are held to
// tests/plans.json.

import { count, rate } from "./format.js";

const [NEXT, IS, RATE, CONSTANT] = ["_", "~", "lr", "constant"];

/**
 * From an update on, another learning rate, as a link writes it, and another optimizer where one is named.
 * @typedef {{ update: number, lr: string, optimizer: string | null }} Change
 */

/**
 * The changes of a plan that Python has passed; null where a schedule decides every rate.
 * @param {string} packed
 * @returns {Change[] | null}
 */
export function unpackPlan(packed) {
  if (packed === "" || packed === CONSTANT) return [];
  const parts = packed.split(NEXT).map((part) => part.split(IS));
  if (!/^\d/.test(parts[0][0])) return null;
  return parts.map(([update, what, lr]) => ({ update: Number(update), lr, optimizer: what === RATE ? null : what }));
}

/**
 * The plan as a link carries it.
 * @param {Change[]} changes in order
 */
export function packPlan(changes) {
  return changes.map(({ update, lr, optimizer }) => [update, optimizer ?? RATE, lr].join(IS)).join(NEXT) || CONSTANT;
}

/**
 * The changes with one more at an update, or another there. What is not changed stays as it is planned there.
 * @param {Change[]} changes
 * @param {number} update
 * @param {string} lr
 * @param {string | null} [optimizer]
 */
export function changedAt(changes, update, lr, optimizer) {
  const there = changes.find((change) => change.update === update);
  const change = { update, lr, optimizer: optimizer ?? there?.optimizer ?? null };
  return [...changes.filter((other) => other !== there), change].sort((a, b) => a.update - b.update);
}

/**
 * The learning rate and the optimizer of an update.
 * @param {Change[]} changes
 * @param {number} update
 * @param {{ lr: string, optimizer: string }} start
 */
export function coursedAt(changes, update, start) {
  const made = changes.filter((change) => change.update <= update);
  return {
    lr: made.at(-1)?.lr ?? start.lr,
    optimizer: made.findLast(({ optimizer }) => optimizer)?.optimizer ?? start.optimizer,
  };
}

/**
 * A change in words: "from update 40: learning rate 0.001".
 * @param {Change} change
 * @param {Record<string, string>} optimizers the labels of all, by their names
 */
export function told({ update, lr, optimizer }, optimizers) {
  return `from update ${count(update)}: ${optimizer ? `${optimizers[optimizer]}, ` : ""}learning rate ${rate(Number(lr))}`;
}
