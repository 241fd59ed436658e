"""The brackets of a nested list, peeled off one by one while the shape fills in."""

from components.pictures.picture import Picture

brackets = Picture("brackets", "expression", "pictures/brackets/view.js")
