"""Temperature, rainfall and one target in three dimensions: the data, and the model's plane at one humidity."""

from components.pictures.picture import Picture

plane = Picture("plane", view="pictures/plane/view.js")
