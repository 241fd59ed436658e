"""How pictures are drawn: by `draw` in each one's folder, which loads when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from components.films.marks import Drawing


@cache
def drawing(name: str) -> Callable[..., Drawing]:
    """What draws a picture: a run from its History, a ball from its Track, a surface from it and its Ground."""
    draw: Callable[..., Drawing] = import_module(f"components.pictures.{name}.draw").draw
    return draw
