"""Where datasets wait under the hash of their content: specs and films carry the short key, not the text.

A key says the shape and the hash: "5x3x2.1c3f0a9b2d4e6f80". Whoever has the text has the key, on any machine; whoever
has the key alone finds the text on the shelf, or hears that it is missing.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from threading import Lock
from typing import Final

from components.spec.tables.dataset import Dataset, check_shape
from components.spec.tables.packed import LONGEST, pack, shape_in, unpack

KEY: Final = re.compile(r"(\d{1,4})x(\d{1,2})x(\d)\.([0-9a-f]{16})", re.ASCII)


MOST_BYTES: Final = 64 * 2**20
"""Most bytes of texts on the shelf of a process; the one that was used longest ago goes first."""


MOST_READ: Final = 8
"""Datasets that were read from such texts last, and are kept as they are."""


class MissingTableError(LookupError):
    """A key whose text is not here; its message is a sentence."""


def shape_of(key: str) -> tuple[int, int, int]:
    """The sizes (N, d, k) that a key names. Raises ValueError with a sentence for what is no key."""
    found = KEY.fullmatch(key)
    if not found:
        raise ValueError("This is no key of a table.")
    rows, inputs, targets = (int(size) for size in found.groups()[:3])
    check_shape(rows, inputs, targets)
    return rows, inputs, targets


def key_of(packed: str) -> str:
    """The key of a packed text, which is not read for that. Raises ValueError with a sentence for one that is no
    table."""
    rows, inputs, targets = shape_in(packed)
    return f"{rows}x{inputs}x{targets}.{sha256(packed.encode()).hexdigest()[:16]}"


class Shelf:
    """Texts of datasets by their keys, up to so many bytes. Threads may share it."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self.most = most
        self.behind: Callable[[str], str | None] = lambda _: None
        """Where a key is looked for whose text is not on the shelf."""
        self._texts: OrderedDict[str, str] = OrderedDict()
        self._read: OrderedDict[str, Dataset] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def put(self, packed: str) -> str:
        """Puts a canonical text there and gives its key. Raises ValueError as `unpack` does."""
        return self.keep(unpack(packed))

    def keep(self, data: Dataset, packed: str = "") -> str:
        """Puts a dataset there and gives its key. `packed` is its text, where that is known."""
        packed = packed or pack(data)
        key = key_of(packed)
        self._add(key, packed)
        self._remember(key, data)
        return key

    def dataset(self, key: str) -> Dataset:
        """The dataset of a key; the last few are not read again. Raises MissingTableError with a sentence."""
        with self._lock:
            found = self._read.get(key)
        if found is None:
            text = self.text(key)
            try:
                found = unpack(text)
            except ValueError as error:  # only a text that was made for that has a key and is none
                raise MissingTableError(f"What has come for this link is no table. {error}") from error
        self._remember(key, found)
        return found

    def short(self, key: str) -> str:
        """What stands for a key in a link: its text, where that is here and short enough; else the key."""
        with self._lock:
            found = self._texts.get(key, "")
        return found if 0 < len(found) <= LONGEST else key

    def text(self, key: str) -> str:
        """The text of a key. Raises MissingTableError with a sentence."""
        with self._lock:
            found = self._texts.get(key)
            if found is not None:
                self._texts.move_to_end(key)
                return found
        found = self.behind(key)
        if found is None:
            rows, inputs, targets = shape_of(key)
            raise MissingTableError(
                f"The table of this link is not here: {rows} rows of {inputs + targets} columns. It is too large for a "
                "link, so it stays with whoever made it. Open the same file, and the page goes on."
            )
        self._add(key, found)
        return found

    def _add(self, key: str, packed: str) -> None:
        with self._lock:
            if key not in self._texts:
                self._bytes += len(packed)
            self._texts[key] = packed
            self._texts.move_to_end(key)
            while self._bytes > self.most and len(self._texts) > 1:
                _, gone = self._texts.popitem(last=False)
                self._bytes -= len(gone)

    def _remember(self, key: str, data: Dataset) -> None:
        with self._lock:
            self._read[key] = data
            self._read.move_to_end(key)
            while len(self._read) > MOST_READ:
                self._read.popitem(last=False)


SHELF: Final = Shelf()
"""The shelf of this process."""


def dataset_of(key: str) -> Dataset:
    """The dataset of a key. Raises MissingTableError with a sentence."""
    return SHELF.dataset(key)


def keep(data: Dataset) -> str:
    """Puts a dataset on the shelf and gives its key."""
    return SHELF.keep(data)
