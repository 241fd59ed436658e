"""Classical programming and machine learning: a diagram whose parts change places."""

from components.pictures.picture import Picture

two_ways = Picture("two_ways", view="pictures/two_ways/view.js")
