"""A log that nobody can fill: the first time something goes wrong it is told whole, after that it is counted."""

from __future__ import annotations

import logging
from collections.abc import Hashable
from dataclasses import dataclass, replace
from threading import Lock, Timer
from typing import Any, Final

from components.settings import settings

_COUNT: Final = "log_count"
"""Marks a line of ours, which no filter takes."""

LONGEST: Final = 300
"""Characters of a message that are said again."""


@dataclass
class _Seen:
    logger: str
    level: int
    said: str
    more: int = 0


class Counting(logging.Filter):
    """Passes a warning or an error the first time, whole. What comes from the same place is counted instead.

    Every `pause` seconds one line says how often it came meanwhile; once it has not, it is forgotten, and the next is
    told whole again. The same is what one line of code logs about one kind of exception from one place: neither the
    message nor the values in it, which a visitor may choose. Thread-safe.
    """

    def __init__(self, pause: float = settings.log_pause) -> None:
        super().__init__()
        self._pause = pause
        self._lock = Lock()
        self._seen: dict[Hashable, _Seen] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING or hasattr(record, _COUNT):
            return True
        key = _place(record)
        with self._lock:
            seen = self._seen.get(key)
            if seen is not None:
                seen.more += 1
                return False
            if not self._seen:
                self._wait()
            self._seen[key] = _Seen(record.name, record.levelno, _line(record))
        return True

    def _wait(self) -> None:
        timer = Timer(self._pause, self.tell)
        timer.daemon = True
        timer.start()

    def tell(self) -> None:
        """Says how often each came since the last time; called by itself."""
        with self._lock:
            told = {key: seen for key, seen in self._seen.items() if seen.more}
            self._seen = {key: replace(seen, more=0) for key, seen in told.items()}
            if told:
                self._wait()
        for seen in told.values():
            logging.getLogger(seen.logger).log(
                seen.level, "%s (%d times more)", seen.said, seen.more, extra={_COUNT: seen.more}
            )


def _place(record: logging.LogRecord) -> Hashable:
    """Where a record comes from: the line that logged it; and the kind of its exception and the line that raised it."""
    kind, raised = None, None
    if isinstance(record.exc_info, tuple):
        kind, _, trace = record.exc_info
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        raised = trace and (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
    return record.name, record.levelno, record.pathname, record.lineno, kind, raised


def _line(record: logging.LogRecord) -> str:
    """A record in one line: what it says first, and its exception."""
    said = record.getMessage().split("\n")[0]
    if isinstance(record.exc_info, tuple) and record.exc_info[0] is not None:
        said += f" {record.exc_info[0].__name__}: {record.exc_info[1]}"
    return " ".join(said.split())[:LONGEST]


def count_repeats(pause: float = settings.log_pause) -> Counting:
    """From now on every logger of this process counts what it would repeat: those there are, and those to come."""
    counting = Counting(pause)

    class Counted(logging.getLoggerClass()):  # type: ignore[misc]
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            self.addFilter(counting)

    logging.setLoggerClass(Counted)
    known = [logger for logger in logging.root.manager.loggerDict.values() if isinstance(logger, logging.Logger)]
    for logger in (logging.root, *known):
        logger.addFilter(counting)
    return counting
