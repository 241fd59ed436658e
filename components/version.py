"""What browsers get of this code, and its version, so that what they keep for ever is kept for this version only."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
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


def imports(name: str, source: str) -> Iterator[str]:
    """The modules that a module imports as it loads, by their paths below `components`; not those it names for their
    types alone, nor those it loads when they are asked for.
    """
    for other in re.findall(r'^(?:import|export)\b[^;]*?"(\.[^"]+)";', source, re.MULTILINE):
        yield posixpath.normpath(f"{PurePosixPath(name).parent}/{other}")


VERSION: Final = _fingerprint(FOLDER)
"""Twelve hexadecimal digits: part of the addresses of films and of the stage's files."""
