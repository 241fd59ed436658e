"""Reads films in tests, as the stage does in the browser."""

from __future__ import annotations

import json
import struct
from typing import Any, NamedTuple, NoReturn

import numpy as np
from numpy.typing import NDArray


class Film(NamedTuple):
    """A film's header, and its arrays [count, columns] by name."""

    header: dict[str, Any]
    arrays: dict[str, NDArray[np.float32]]

    def value(self, source: Any, frame: int) -> float:
        """What a source says at a frame."""
        if source == "epoch":
            update = min(frame * self.header["stride"], self.header["updates"])
            return float(update / self.header["updates_per_epoch"])
        if isinstance(source, dict):
            return float(self.arrays[source["array"]][frame, source["column"]])
        return float(source)


def read(content: bytes) -> Film:
    """The film in these bytes. Fails where they are not exactly one film, or where JSON holds NaN or Infinity."""
    assert content[:4] == b"FILM"
    (size,) = struct.unpack("<I", content[4:8])
    header = json.loads(content[8 : 8 + size], parse_constant=refuse)
    at, arrays = 8 + size, {}
    for array in header["arrays"]:
        assert at % 4 == 0
        shape = (header["count"], array["columns"])
        count = shape[0] * shape[1]
        arrays[array["name"]] = np.frombuffer(content, "<f4", count, at).reshape(shape)
        at += 4 * count
    assert at == len(content)
    return Film(header, arrays)


def refuse(constant: str) -> NoReturn:
    raise AssertionError(f"{constant} is no JSON")
