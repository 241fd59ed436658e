"""The five steps as a machine that can be wired wrongly: a guess first, then the real outcome."""

from components.pictures.picture import Picture

wiring = Picture("wiring", view="pictures/wiring/view.js")
