"""The run as two programs, from scratch and built-in, with the losses of both."""

from components.pictures.picture import Picture

code_pair = Picture("code_pair", view="pictures/code_pair/view.js")
