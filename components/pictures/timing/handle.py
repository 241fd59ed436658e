"""How long one operation takes in NumPy and on every device."""

from components.pictures.picture import Picture

timing = Picture("timing", "timing")
