"""What Python's collector of garbage need not look through, again and again."""

from __future__ import annotations

import gc
from functools import cache


def keep_loaded() -> None:
    """What is loaded stays: looking through it at each full collection stops everybody for 0.1 s and more.

    What it refers to is still freed once nothing refers to it; only circles that are here now stay.
    """
    gc.collect()
    gc.freeze()


keep_loaded_once = cache(keep_loaded)
"""The same, only the first time in a process."""
