"""How a film is packed: a JSON header, and arrays of numbers behind it.

A film is the four bytes "FILM", the header's length H (uint32), the header, and one float32 array after another in the
order of header["arrays"], each with a row a frame. All numbers are little-endian. Spaces behind the header make H a
multiple of 4, so that every array begins at one.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

VERSION: Final = 1


def pack(header: Mapping[str, Any], arrays: Mapping[str, NDArray[np.float32]]) -> bytes:
    """The bytes of a film. Each array is [frames, columns]. The header gets the film's `version` and `arrays`."""
    columns = [{"name": name, "columns": array.shape[1]} for name, array in arrays.items()]
    whole = {"version": VERSION, **header, "arrays": columns}
    text = json.dumps(whole, allow_nan=False, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    return b"".join([b"FILM", struct.pack("<I", len(text)), text, *(array.tobytes() for array in arrays.values())])
