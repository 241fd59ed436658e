"""Films: what the worker makes of a subject for the browser to play, and what pictures share to draw it."""
