"""The loss of the whole run against epochs."""

from components.pictures.picture import Picture

loss_curve = Picture("loss_curve")
