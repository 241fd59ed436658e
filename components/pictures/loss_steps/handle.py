"""From the errors to the loss: their average cancels, their squares do not."""

from components.pictures.picture import Picture

loss_steps = Picture("loss_steps", view="pictures/loss_steps/view.js")
