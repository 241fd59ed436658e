"""Points of one input and a target, and the line or the curve that the model draws through them."""

from components.pictures.picture import Picture

points = Picture("points", view="pictures/points/view.js")
"""The points, which a hand moves, and what the model says of every input; for data of one input."""
