"""The network: every unit lit by its activation, every edge as wide as its weight, one row running through it."""

from components.pictures.picture import Picture

network = Picture("network", view="pictures/network/view.js")
