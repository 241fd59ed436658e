"""The program that rolls the ball, its lines lit by phase."""

from components.pictures.picture import Picture

ball_program = Picture("ball_program", subject="descent")
