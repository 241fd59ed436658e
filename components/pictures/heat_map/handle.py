"""Every value of one field, every epoch: the loss of each as a colour. A click makes that run the page's own."""

from components.pictures.picture import Picture

heat_map = Picture("heat_map", subject="sweep", view="pictures/heat_map/view.js")
