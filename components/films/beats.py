"""Films that are told in beats instead of trained in updates: an expression's operations, a graph's two passes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from components.films.format import pack
from components.spec import Subject


@dataclass(frozen=True)
class Beat:
    """What happens between two frames: how many seconds it takes at speed 1, and how many parts it has to stop at.

    `caption` says it in words, for the transport bar; `code` is the line of the visitor's that does it.
    """

    seconds: float
    parts: int
    caption: str
    code: str = ""


def beats_film(
    subject: Subject, beats: Sequence[Beat], pictures: Mapping[str, Any], summary: str = "", **more: Any
) -> bytes:
    """The film of a subject: frame i is before beat i, and the last frame is the end. `more` goes into the header.

    `pictures` holds what each picture's view reads, by the picture's name: plain JSON values, no inf and no nan.
    """
    header = {
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
        "beats": [asdict(beat) for beat in beats],
        "pictures": pictures,
        "summary": summary,
    }
    return pack(header | more, {})
