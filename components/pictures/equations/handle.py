"""The model's equations, and the matrices that they are."""

from components.pictures.picture import Picture

equations = Picture("equations", view="pictures/equations/view.js")
