"""The losses of all runners of a race, update by update, on one pair of axes."""

from components.pictures.picture import Picture

race_curves = Picture("race_curves", also=("descent",), view="pictures/race_curves/view.js", rivals=True)
