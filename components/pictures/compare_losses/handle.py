"""The loss over epochs, beside the best linear model's and that of always predicting the mean."""

from components.pictures.picture import Picture

compare_losses = Picture("compare_losses")
