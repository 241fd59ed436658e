"""A table: each torch dtype, its twin in NumPy, its bytes, and the numbers it holds."""

from components.pictures.picture import Picture

twins = Picture("twins", "memory", "pictures/twins/view.js")
