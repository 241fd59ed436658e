"""A surface in three dimensions, to be turned, with the ball that rolls down it."""

from components.pictures.picture import Picture

relief = Picture("relief", subject="surface", view="pictures/relief/view.js", reel="surface")
