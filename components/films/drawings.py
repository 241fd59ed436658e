"""How pictures are drawn: by `draw` in each one's folder, which loads when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from importlib import import_module
from typing import Final, ParamSpec, TypeVar

from components.films.marks import Drawing

KEPT: Final = 64
"""So many drawings does each picture keep, by what they are drawn of: a learning rate that is dragged needs no new one.
All pictures together keep 0.4 MB for a run."""

P = ParamSpec("P")
T = TypeVar("T")


@cache
def drawing(name: str) -> Callable[..., Drawing]:
    """What draws a picture: a run from its History, a ball from its Track, a surface from it and its Ground."""
    draw: Callable[..., Drawing] = import_module(f"components.pictures.{name}.draw").draw
    return draw


def kept(draw: Callable[P, T]) -> Callable[P, T]:
    """Draws each of the last KEPT only once. What is drawn is shared: nobody may change it."""
    return lru_cache(maxsize=KEPT)(draw)  # type: ignore[return-value]
