"""The tensors of an expression; every element travels from where it was to where it goes."""

from components.pictures.picture import Picture

tensors = Picture("tensors", "expression", "stage/tensors/view.js")
