"""The data as a table. Its cells are edited in it."""

from components.pictures.picture import Picture

crop_table = Picture("crop_table", view="pictures/crop_table/view.js")
