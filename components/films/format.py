"""How a film is packed: a JSON header, and arrays of numbers behind it.

A film is the four bytes "FILM", the header's length H (uint32), the header, and one array after another in the order of
header["arrays"], which says of each its name, dtype, shape, and which of its axes is time: 0, a row a frame, or null.
All numbers are little-endian. Spaces behind the header and zeros behind an array make lengths multiples of 8, so that
every array begins at one.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

import numpy as np
from numpy.typing import NDArray

VERSION: Final = 2

Dtype = Literal["float32", "float64", "int32", "uint8"]
"""What an array may hold: what JavaScript has an array for."""

DTYPES: Final[tuple[Dtype, ...]] = get_args(Dtype)

Arrays = Mapping[str, NDArray[np.generic]]


def pack(header: Mapping[str, Any], arrays: Arrays, still: Arrays = MappingProxyType({})) -> bytes:
    """The bytes of a film. `arrays` have a row a frame, those `still` have no time.

    The header is JSON's values, and dataclasses, which are written as their fields. It gets the film's `version` and
    `arrays`. Raises ValueError for a dtype that is not one of DTYPES.
    """
    every = [*((name, array, 0) for name, array in arrays.items()), *((name, a, None) for name, a in still.items())]
    if odd := [f"{name} is {array.dtype}" for name, array, _ in every if array.dtype.name not in DTYPES]:
        raise ValueError(f"A film holds {', '.join(DTYPES)}, but {odd[0]}.")
    told = [{"name": name, "dtype": a.dtype.name, "shape": a.shape, "time": time} for name, a, time in every]
    whole = {"version": VERSION, **header, "arrays": told}
    text = json.dumps(whole, default=vars, allow_nan=False, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    numbers = (array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes() for _, array, _ in every)
    return b"".join([b"FILM", struct.pack("<I", len(text)), text, *(part + bytes(-len(part) % 8) for part in numbers)])
