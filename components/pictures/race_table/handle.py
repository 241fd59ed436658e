"""The table of a race: how low each runner is now and at best, when it reached a level, and who left the numbers."""

from components.pictures.picture import Picture

race_table = Picture("race_table", also=("descent",), view="pictures/race_table/view.js", rivals=True)
