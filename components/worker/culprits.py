"""Remembers what ended the worker, also when the server is started again, so that it is refused at once."""

from __future__ import annotations

import json
import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from components.settings import settings
from components.version import VERSION

MOST: Final = 1_000
"""Culprits that are remembered; the oldest are forgotten first."""

log = logging.getLogger(__name__)


class Culprits:
    """Keys of requests, as hashes, in a small file. It holds for one version of the code: a mended one tries again.

    A file that cannot be read or written is no harm: what is in it is then not known, what is new lasts as long as this
    process. Not thread-safe.
    """

    def __init__(self, file: Path | None = None, version: str = VERSION) -> None:
        self._file, self._version = file or default_file(), version
        self._known = dict.fromkeys(self._read())

    def __contains__(self, key: str) -> bool:
        return _hashed(key) in self._known

    def add(self, key: str) -> None:
        """Remembers a key, beside those that other servers have written meanwhile."""
        known = dict.fromkeys([*self._known, *self._read(), _hashed(key)])
        self._known = dict.fromkeys(list(known)[-MOST:])
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            written = self._file.with_suffix(f".{os.getpid()}")
            written.write_text(json.dumps({"version": self._version, "culprits": list(self._known)}))
            written.replace(self._file)
        except OSError as error:
            log.warning("What ended the worker is forgotten when the server ends: %s", error)

    def _read(self) -> Iterator[str]:
        try:
            kept = json.loads(self._file.read_text())
            if kept["version"] == self._version:
                yield from (key for key in kept["culprits"] if isinstance(key, str))
        except (OSError, ValueError, KeyError, TypeError):
            return


def _hashed(key: str) -> str:
    return sha256(key.encode()).hexdigest()[:32]


def default_file() -> Path:
    """Where the settings say, else in this user's cache, else where temporary files are."""
    if settings.cache_folder:
        return Path(settings.cache_folder) / "culprits.json"
    try:
        home = Path.home()
    except RuntimeError:  # a user without a home
        home = Path(tempfile.gettempdir())
    if sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        folder = home / "Library" / "Caches"
    else:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return folder / "gradient-descent-visualizer" / "culprits.json"
