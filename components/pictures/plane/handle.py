"""Two inputs and one target in three dimensions: the data, and the model's plane where the other inputs are held."""

from components.pictures.picture import Picture

plane = Picture("plane", view="pictures/plane/view.js")
