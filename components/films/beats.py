"""Films that are told in beats instead of trained in updates: an expression's operations, a graph's two passes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Unpack

from components.films.format import Arrays, pack
from components.films.header import Beat, BeatsHeader, More
from components.spec import Subject


def beats_film(
    subject: Subject,
    beats: Sequence[Beat],
    pictures: Mapping[str, Any],
    summary: str = "",
    still: Arrays = MappingProxyType({}),
    **more: Unpack[More],
) -> bytes:
    """The film of a subject: frame i is before beat i, and the last frame is the end. `more` goes into the header, and
    `still` are arrays without time.

    `pictures` holds what each picture's view reads, by the picture's name: plain JSON values, no inf and no nan.
    """
    header: BeatsHeader = {
        "query": subject.query(),
        "done": True,
        "from": 0,
        "count": len(beats) + 1,
        "frames": len(beats) + 1,
        "stride": 1,
        "updates": len(beats),
        "updates_per_epoch": 1,
        "phases": [],
        "notes": [],
        "left_float_range": None,
        "beats": beats,
        "pictures": pictures,
        "summary": summary,
        **more,
    }
    return pack(header, {}, still)
