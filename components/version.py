"""What browsers get of this code, and its version, so that what they keep for ever is kept for this version only."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent


def _fingerprint(folder: Path) -> str:
    """Changes with any file of ours below the folder."""
    files = sorted(file for file in folder.rglob("*") if file.suffix in (".py", ".js", ".css"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def browser_files() -> dict[str, Path]:
    """What a browser loads of ours, by its path below `components`: modules and style sheets, of which the stage's own
    comes first, so that the others can overrule it.
    """
    found = (file for wing in ("stage", "pictures") for file in (FOLDER / wing).rglob("*.[jc]s*"))
    named = {file.relative_to(FOLDER).as_posix(): file for file in found if not file.name.endswith(".test.js")}
    return {name: named[name] for name in sorted(named, key=lambda name: (name.count("/"), name))}


VERSION: Final = _fingerprint(FOLDER)
"""Twelve hexadecimal digits: part of the addresses of films and of the stage's files."""
