"""The loss of every update's batch beside the loss on all rows."""

from components.pictures.picture import Picture

batch_loss = Picture("batch_loss")
