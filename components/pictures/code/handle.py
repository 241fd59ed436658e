"""The program that is running, its lines lit by phase."""

from components.pictures.picture import Picture

code = Picture("code")
