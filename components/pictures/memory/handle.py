"""A NumPy array and a tensor, and the memory below them. Numbers are edited in it."""

from components.pictures.picture import Picture

memory = Picture("memory", "memory", "pictures/memory/view.js")
