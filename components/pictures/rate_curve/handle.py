"""The learning rate of the whole run against epochs."""

from components.pictures.picture import Picture

rate_curve = Picture("rate_curve")
