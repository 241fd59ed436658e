"""Rooms of a class: a teacher's page is followed by others, who answer questions and race. Nothing outlives a room."""

from components.rooms.codes import read_code
from components.rooms.hub import Hub, shared

__all__ = ["Hub", "read_code", "shared"]
