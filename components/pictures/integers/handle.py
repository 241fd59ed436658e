"""What whole numbers do where numbers with a point are needed, tried line by line."""

from components.pictures.picture import Picture

integers = Picture("integers", "memory", "pictures/integers/view.js")
