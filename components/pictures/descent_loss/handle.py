"""How high the ball is after every step."""

from components.pictures.picture import Picture

descent_loss = Picture("descent_loss", subject="descent")
