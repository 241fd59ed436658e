"""The heights of all balls of a race, step by step, on one pair of axes."""

from components.pictures.picture import Picture

race_curves = Picture("race_curves", subject="descent", view="pictures/race_curves/view.js")
