"""A table of every weight: value, gradient, step, new value."""

from components.pictures.picture import Picture

updates = Picture("updates", chooses=True)
