"""How sharply the loss curves along a run, as a share of what its learning rate can take."""

from components.pictures.picture import Picture

sharpness = Picture("sharpness")
