"""What the model predicts for a row that sliders set."""

from components.pictures.picture import Picture

new_region = Picture("new_region", view="pictures/new_region/view.js")
