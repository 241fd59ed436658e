"""The loss of every row of the data, and their mean, which training lowers."""

from components.pictures.picture import Picture

row_losses = Picture("row_losses")
