"""What the model says for each row, against what is true."""

from components.pictures.picture import Picture

predictions = Picture("predictions")
