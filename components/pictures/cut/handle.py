"""The surface cut open along the steepest way down from the ball: tangent, parabola and step."""

from components.pictures.picture import Picture

cut = Picture("cut", subject="descent", view="pictures/cut/view.js")
