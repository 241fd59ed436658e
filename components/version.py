"""What browsers get of this code, and its version, so that what they keep for ever is kept for this version only."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent


def _fingerprint(folder: Path) -> str:
    """Changes with any file of ours below the folder."""
    files = sorted(file for file in folder.rglob("*") if file.suffix in (".py", ".js", ".css"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


@cache
def browser_files() -> dict[str, Path]:
    """What a browser loads of ours, by its path below `components`: modules and style sheets, of which the stage's own
    comes first and those of pictures last, so that these can overrule it.
    """
    found: dict[str, Path] = {}
    for wing in ("stage", "pictures"):
        files = [file for file in (FOLDER / wing).rglob("*.[jc]s*") if not file.name.endswith(".test.js")]
        found |= {
            file.relative_to(FOLDER).as_posix(): file
            for file in sorted(files, key=lambda file: (len(file.parts), file))
        }
    return found


VERSION: Final = _fingerprint(FOLDER)
"""Twelve hexadecimal digits: part of the addresses of films and of the stage's files."""
