"""Two runs side by side: the settings in which they differ, their programs line by line, and what came of them."""

from components.pictures.picture import Picture

differences = Picture("differences", view="pictures/differences/view.js", rivals=True)
