// The linear model at a moment of a run: its weights, and what it says of a row.

/** { w: [k][d], b: [k] } at a moment, while the weights are on their way too. */
export function weightsAt(film, moment, k, d) {
  const at = (column) => film.sample({ array: "weights", column }, moment);
  const w = Array.from({ length: k }, (_, row) => Array.from({ length: d }, (_, column) => at(row * d + column)));
  return { w, b: Array.from({ length: k }, (_, row) => at(k * d + row)) };
}

/** A row of measured inputs as the model sees it, by the scale of the film's header. */
export function seen(row, { shift, spread }) {
  return row.map((x, i) => (x - shift[i]) / spread[i]);
}

/** What the model says of a row of inputs as it sees them. */
export function predict({ w, b }, target, row) {
  return row.reduce((sum, x, i) => sum + w[target][i] * x, b[target]);
}

export const NO_PLANE = "This picture is of a linear model. Choose “From scratch” or “nn.Linear” under Model.";
