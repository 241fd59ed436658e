"""The loss of a run over two of its weights, or two directions of all, with the run's path on it."""

from components.pictures.picture import Picture

landscape = Picture("landscape", view="pictures/landscape/view.js")
