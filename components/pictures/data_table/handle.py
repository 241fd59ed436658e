"""The data as a table. Its cells are edited in it."""

from components.pictures.picture import Picture

data_table = Picture("data_table", view="pictures/data_table/view.js")
