"""The rows as cards, dealt into batches; the batch of this update is lit."""

from components.pictures.picture import Picture

batches = Picture("batches", view="pictures/batches/view.js")
