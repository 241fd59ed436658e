"""How server and worker talk over a pair of pipes: frames of a JSON header and bytes, with their lengths in front."""

from __future__ import annotations

import json
from struct import Struct
from typing import IO, Any

_LENGTHS = Struct("<II")


def write(stream: IO[bytes], header: dict[str, Any], body: bytes = b"") -> None:
    """Sends one frame. Raises OSError when nobody reads any more; blocks while the pipe is full."""
    text = json.dumps(header).encode()
    stream.write(_LENGTHS.pack(len(text), len(body)) + text)
    stream.write(body)
    stream.flush()


def read(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """Waits for the next frame; None when the other side has ended, also in the middle of a frame."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    text_length, body_length = _LENGTHS.unpack(lengths)
    text = stream.read(text_length)
    body = stream.read(body_length)
    if len(text) < text_length or len(body) < body_length:
        return None
    return json.loads(text), body
