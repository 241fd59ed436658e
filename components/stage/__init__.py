"""Plays films: the stage, its clock and its pictures, in the browser."""
