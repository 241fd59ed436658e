"""The loss along each weight, as it is now: a parabola each."""

from components.pictures.picture import Picture

weight_slices = Picture("weight_slices", chooses=True)
