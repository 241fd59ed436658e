"""What can be asked of the worker, and what it answers: plain values that go through a pipe or a URL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import parse_qsl

from components.pictures import PICTURES
from components.spec import KNOBS, RunSpec, read_query, shown

MAX_SINCE: Final = 10**7
"""Larger than the number of frames of any run."""

Status = Literal["ok", "refused", "busy", "failed"]


@dataclass(frozen=True)
class Answer:
    """What became of a request, and why, in a sentence, unless it is ok.

    ok: `data` holds the film's bytes; `done` says that the run is finished, so that they never change. refused: the
    request itself is wrong. busy: ask again in a second. failed: an error of ours, whose traceback is in the log.
    """

    status: Status
    data: bytes = b""
    done: bool = False
    sentence: str = ""


@dataclass(frozen=True)
class FilmRequest:
    """The pictures of a run as bytes, from frame `since` on. Raises ValueError for impossible pictures and frames."""

    spec: RunSpec
    pictures: tuple[str, ...]
    since: int = 0

    def __post_init__(self) -> None:
        known = ", ".join(PICTURES)
        if not self.pictures:
            raise ValueError(f"A film needs at least one picture. Pictures: {known}.")
        for name in self.pictures:
            if name not in PICTURES:
                raise ValueError(f"There is no picture {shown(name)}. Pictures: {known}.")
        if len(set(self.pictures)) < len(self.pictures):
            raise ValueError("Each picture can be asked for once.")
        if not 0 <= self.since <= MAX_SINCE:
            raise _impossible_since(self.since)

    def header(self) -> dict[str, Any]:
        """The request as a frame's header."""
        return {"ask": "film", "query": self.spec.query(), "pictures": self.pictures, "since": self.since}

    @classmethod
    def of(cls, query: str, pictures: Sequence[str], since: int = 0) -> FilmRequest:
        """The request for the run at `query`, its address (RunSpec.query()). Raises ValueError with a sentence."""
        return cls(_spec(_single(parse_qsl(query, keep_blank_values=True))), tuple(pictures), since)

    @classmethod
    def from_url(cls, query: str) -> FilmRequest:
        """The request in a URL's query: the run's fields, `pictures=a,b`, perhaps `since`. Raises ValueError.

        `version` may be there too: it changes nothing here, but keeps browsers from showing films of older code.
        """
        fields = _single(parse_qsl(query, keep_blank_values=True))
        pictures, since, _ = fields.pop("pictures", ""), fields.pop("since", "0"), fields.pop("version", "")
        if not (since.isascii() and since.isdigit() and len(since) <= len(str(MAX_SINCE))):
            raise _impossible_since(since)
        return cls(_spec(fields), tuple(pictures.split(",") if pictures else ()), int(since))


def _impossible_since(value: str | int) -> ValueError:
    return ValueError(f"since = {shown(value)} is not possible. Allowed: a whole number from 0 to {MAX_SINCE}.")


def _single(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Parameters by name. Raises ValueError if one is given twice."""
    found: dict[str, str] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"{shown(name)} is given more than once.")
        found[name] = value
    return found


def _spec(fields: Mapping[str, str]) -> RunSpec:
    """The spec that has exactly these fields. Raises ValueError for one that is unknown, missing or impossible."""
    for name in fields:
        if name not in KNOBS:
            raise ValueError(f"There is no parameter {shown(name)}. Parameters: {', '.join(KNOBS)}.")
    missing = [name for name in KNOBS if name not in fields]
    if missing:
        raise ValueError(f"The address of a run names each of its fields; {', '.join(missing)} is missing.")
    spec, ignored = read_query(fields)
    if ignored:
        raise ValueError(" ".join(ignored))
    return spec
