"""The run's random start among ten thousand draws of the same kind."""

from components.pictures.picture import Picture

start_values = Picture("start_values", chooses=True)
