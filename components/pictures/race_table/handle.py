"""The table of a race: how high each ball is now and at best, when it reached a height, and who flew out."""

from components.pictures.picture import Picture

race_table = Picture("race_table", subject="descent", view="pictures/race_table/view.js")
