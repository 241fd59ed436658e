"""A surface from above: its contours, and the ball's way over them, which a hand can start anywhere."""

from components.pictures.picture import Picture

contours = Picture("contours", subject="descent", view="pictures/contours/view.js", rivals=True)
