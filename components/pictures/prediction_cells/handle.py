"""inputs @ w.t() + b, cell by cell."""

from components.pictures.picture import Picture

prediction_cells = Picture("prediction_cells", view="pictures/prediction_cells/view.js")
