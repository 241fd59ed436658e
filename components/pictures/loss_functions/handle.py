"""Three loss functions, each with the errors of this run on it."""

from components.pictures.picture import Picture

loss_functions = Picture("loss_functions")
