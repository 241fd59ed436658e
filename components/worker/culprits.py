"""Remembers what ended the worker, also when the server is started again, so that it is refused at once."""

from __future__ import annotations

import json
import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Final

from components.settings import settings
from components.version import VERSION

MOST: Final = 1_000
"""Culprits that are remembered; the oldest are forgotten first."""
LASTS: Final = settings.remember_culprits

log = logging.getLogger(__name__)


class Culprits:
    """Keys of requests, as hashes with the time of the deed, in a small file. It holds for a day, and for one version
    of the code: a mended one tries again.

    A file that cannot be read or written is no harm: what is in it is then not known, what is new lasts as long as this
    process. Not thread-safe.
    """

    def __init__(
        self, file: Path | None = None, version: str = VERSION, clock: Callable[[], float] = time.time
    ) -> None:
        self._file, self._version, self._clock = file or default_file(), version, clock
        self._known = self._read()

    def __contains__(self, key: str) -> bool:
        return self._clock() - self._known.get(_hashed(key), -LASTS) < LASTS

    def add(self, key: str) -> None:
        """Remembers a key, beside those that other servers have written meanwhile."""
        known = {**self._read(), **self._known, _hashed(key): self._clock()}
        self._known = dict(sorted(known.items(), key=lambda one: one[1])[-MOST:])
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            written = self._file.with_suffix(f".{os.getpid()}")
            written.write_text(json.dumps({"version": self._version, "culprits": self._known}))
            written.replace(self._file)
        except OSError as error:
            log.warning("What ended the worker is forgotten when the server ends: %s", error)

    def _read(self) -> dict[str, float]:
        try:
            kept = json.loads(self._file.read_text())
            return {key: float(at) for key, at in kept["culprits"].items()} if kept["version"] == self._version else {}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}


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
