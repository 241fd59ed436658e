"""The same before the first update, with the random weights behind it: it stands still."""

from components.pictures.picture import Picture

first_predictions = Picture("first_predictions")
