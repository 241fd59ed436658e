"""The activation curve with the hidden units of every row on it, and the share of them where it is flat."""

from components.pictures.picture import Picture

saturation = Picture("saturation")
