"""The version of this code, so that what browsers keep for ever is kept for this version only."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Final


def _fingerprint(folder: Path) -> str:
    """Changes with any file of ours below the folder."""
    files = sorted(file for file in folder.rglob("*") if file.suffix in (".py", ".js", ".css"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


VERSION: Final = _fingerprint(Path(__file__).parent)
"""Twelve hexadecimal digits: part of the addresses of films and of the stage's files."""
