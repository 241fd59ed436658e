"""All learning rates on one axis, with the exact limit and the loss each of them ends at."""

from components.pictures.picture import Picture

learning_rate_axis = Picture("learning_rate_axis")
