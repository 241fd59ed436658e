// The linear model at a moment of a run: its weights, and what it says of a row.

/** { w: [k][d], b: [k] } at a moment, while the weights are on their way too. */
export function weightsAt(film, moment, k, d) {
  const at = (column) => film.sample({ array: "weights", column }, moment);
  const w = Array.from({ length: k }, (_, row) => Array.from({ length: d }, (_, column) => at(row * d + column)));
  return { w, b: Array.from({ length: k }, (_, row) => at(k * d + row)) };
}

/** What the model says of a row of measured inputs: it sees (x - shift) / spread. */
export function predict({ w, b }, target, row, { shift, spread }) {
  return row.reduce((sum, x, i) => sum + (w[target][i] * (x - shift[i])) / spread[i], b[target]);
}

export const NO_PLANE = "This picture is of a linear model. Choose “From scratch” or “nn.Linear” under Model.";
