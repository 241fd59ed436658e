"""Reads films in tests, as the stage does in the browser."""

from __future__ import annotations

import json
import math
import struct
from typing import Any, NamedTuple, NoReturn

import numpy as np
from numpy.typing import NDArray


class Film(NamedTuple):
    """A film's header, and its arrays by name: [count, columns] of those with time, as they are of others."""

    header: dict[str, Any]
    arrays: dict[str, NDArray[Any]]

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
        assert at % 8 == 0
        shape, dtype = tuple(array["shape"]), np.dtype(array["dtype"]).newbyteorder("<")
        found = np.frombuffer(content, dtype, math.prod(shape), at)
        at += -(-found.nbytes // 8) * 8
        if array["time"] is None:
            arrays[array["name"]] = found.reshape(shape)
            continue
        assert (array["time"], shape[0]) == (0, header["count"])
        arrays[array["name"]] = found.reshape(shape[0], math.prod(shape[1:]))
    assert at == len(content)
    return Film(header, arrays)


def refuse(constant: str) -> NoReturn:
    raise AssertionError(f"{constant} is no JSON")
