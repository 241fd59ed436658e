"""Tables that are too large for a link, for the time of a visit: a folder of files that server and workers share.

Only this user may read it. Nobody can list it: who has the key of a table, which is the hash of its content, has the
table. It goes with the server.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Final

from components.settings import settings
from components.spec.tables import KEY, key_of

_PREFIX: Final = "viz-tables-"
_ENDING: Final = ".table"


class Folder:
    """Packed texts of tables by their keys, as files, up to so many bytes; the one that was put longest ago goes first.

    One process puts, others may read. Threads may share it.
    """

    def __init__(self, path: Path, most: int = settings.max_tables_bytes) -> None:
        self.path, self.most = path, most
        self._sizes: OrderedDict[str, int] = OrderedDict()
        self._lock = Lock()

    def put(self, packed: str) -> str:
        """Keeps a packed text and gives its key; the text itself is not read for that. Raises ValueError with a
        sentence for one that is no table."""
        key = key_of(packed)
        content = packed.encode()
        with self._lock:
            if key not in self._sizes:
                self._write(key, content)
            self._sizes[key] = len(content)
            self._sizes.move_to_end(key)
            while sum(self._sizes.values()) > self.most and len(self._sizes) > 1:
                oldest, _ = self._sizes.popitem(last=False)
                self._file(oldest).unlink(missing_ok=True)
        return key

    def text(self, key: str) -> str | None:
        """The text of a key; None where it is not here, or is not what the key says."""
        if not KEY.fullmatch(key):
            return None
        try:
            packed = self._file(key).read_text(encoding="utf-8")
            return packed if key_of(packed) == key else None
        except (OSError, ValueError):
            return None

    def _file(self, key: str) -> Path:
        return self.path / f"{key}{_ENDING}"

    def _write(self, key: str, content: bytes) -> None:
        """In one step, so that nobody reads half of it."""
        part = self.path / f"{key}.part"
        part.touch(0o600)
        part.write_bytes(content)
        part.replace(self._file(key))


@cache
def folder() -> Folder:
    """The folder of this server: made when first asked for, gone when it ends."""
    return Folder(Path(_made().name))


@cache
def _made() -> TemporaryDirectory[str]:
    """Nobody but this user may look into it, and Python removes it at the end of the process."""
    return TemporaryDirectory(prefix=_PREFIX, dir=settings.tables_folder or None)
