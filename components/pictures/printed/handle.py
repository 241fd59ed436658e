"""What `fit` prints every tenth epoch, and what is true."""

from components.pictures.picture import Picture

printed = Picture("printed", view="pictures/printed/view.js")
