"""The way of one target's weights across the bowl of their loss, from above."""

from components.pictures.picture import Picture

path = Picture("path")
