"""What can be asked of the worker, and what it answers: plain values that go through a pipe or a URL."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any, Final, Literal, Protocol
from urllib.parse import parse_qsl

from components.pictures import pictures_of
from components.spec import SUBJECTS, RunSpec, Subject, read_query, shown
from components.spec.cards import Cards
from components.spec.outcome import Outcome

MAX_SINCE: Final = 10**7
"""Larger than the number of frames of any run."""
MAX_WEIGHTS: Final = 320
"""Most characters of names of weights: those of as many as a picture shows are shorter."""

Status = Literal["ok", "refused", "missing", "busy", "failed"]


@dataclass(frozen=True)
class Answer:
    """What became of a request, and why, in a sentence, unless it is ok.

    ok: `data` holds the bytes that were asked for; `done` says that they are whole. refused: the request itself is
    wrong. missing: it needs a table that is not here. busy: ask again in a second. failed: an error of ours, whose
    traceback is in the log. `took` are the seconds that a finished run was computed; a film cannot say them, since
    another time they are others.
    """

    status: Status
    data: bytes = b""
    done: bool = False
    sentence: str = ""
    took: float | None = None


class Request(Hashable, Protocol):
    """Something that the worker can be asked for. Equal requests in flight share one answer."""

    @property
    def kept(self) -> bool:
        """Whether the server keeps the answer, once it is whole, for whoever asks the same."""

    @property
    def key(self) -> str:
        """Its kind, a space, and what matters of it if it stops the worker: what would do the same has the same key."""

    def header(self) -> dict[str, Any]:
        """The request as a frame's header; `ask` names its kind."""


@dataclass(frozen=True)
class OutcomeRequest:
    """What becomes of a piece of code: an Outcome's bytes."""

    code: str
    seed: int = 0

    @property
    def kept(self) -> bool:
        return True

    @property
    def key(self) -> str:
        return f"outcome {self.code}"

    def header(self) -> dict[str, Any]:
        return {"ask": "outcome", "code": self.code, "seed": self.seed}


@dataclass(frozen=True)
class NotebookRequest:
    """Function cards as a Jupyter notebook's bytes. `outcomes` are those of `cards.codes`."""

    cards: Cards
    outcomes: tuple[Outcome, ...]

    @property
    def kept(self) -> bool:
        return False

    @property
    def key(self) -> str:
        return f"notebook {self.cards.pack()}"

    def header(self) -> dict[str, Any]:
        return {
            "ask": "notebook",
            "cards": self.cards.pack(),
            "outcomes": [asdict(outcome) for outcome in self.outcomes],
        }


@dataclass(frozen=True)
class RateRequest:
    """The learning rate of the run `before` at the same share of the limit of `after`: a Carried as JSON, or null."""

    before: RunSpec
    after: RunSpec

    @property
    def kept(self) -> bool:
        return True

    @property
    def key(self) -> str:
        return f"{RunSpec.kind} limit {self.after.query()}"

    def header(self) -> dict[str, Any]:
        return {
            "ask": "rate",
            "subject": RunSpec.kind,
            "before": self.before.query(),
            "after": self.after.query(),
        }


@dataclass(frozen=True)
class TableRequest:
    """What is in a visitor's table, a Told of jobs/table.py as JSON: the bytes of a file, or of what was pasted.

    `answers` are pairs of a question's key and an answer. `turns` change what is proposed, one after another: the
    place of a column; `role`, `name` or `unit`; and its new value. `row` is what one row is called, "" as proposed;
    `missing` says what becomes of cells without a number: "out", "mean", or "" for what is not decided.
    """

    content: bytes = field(repr=False)
    answers: tuple[tuple[str, str], ...] = ()
    turns: tuple[tuple[int, str, str], ...] = ()
    row: str = ""
    missing: str = ""

    @property
    def kept(self) -> bool:
        """A visitor's own data are kept by nobody else."""
        return False

    @property
    def key(self) -> str:
        return f"{RunSpec.kind} table {sha256(self.content).hexdigest()}"

    def header(self) -> dict[str, Any]:
        return {
            "ask": "table",
            "subject": RunSpec.kind,
            "content": b64encode(self.content).decode("ascii"),
            "answers": self.answers,
            "turns": self.turns,
            "row": self.row,
            "missing": self.missing,
        }


@dataclass(frozen=True)
class FilmRequest:
    """The pictures of a subject as bytes, from frame `since` on; of a run of many weights, `weights` names those that
    its pictures show. Raises ValueError for what is impossible."""

    subject: Subject
    pictures: tuple[str, ...]
    since: int = 0
    weights: str = ""

    def __post_init__(self) -> None:
        known = pictures_of(self.subject.kind)
        if not self.pictures:
            raise ValueError(f"A film needs at least one picture. Pictures: {', '.join(known)}.")
        for name in self.pictures:
            if name not in known:
                raise ValueError(f"There is no picture {shown(name)}. Pictures: {', '.join(known)}.")
        if len(set(self.pictures)) < len(self.pictures):
            raise ValueError("Each picture can be asked for once.")
        if not 0 <= self.since <= MAX_SINCE:
            raise _impossible_since(self.since)
        if len(self.weights) > MAX_WEIGHTS or (self.weights and not isinstance(self.subject, RunSpec)):
            raise ValueError(f"weights = {shown(self.weights)} is not possible. Allowed: names of weights of a run.")

    @property
    def kept(self) -> bool:
        return self.since == 0

    @property
    def whole(self) -> bool:
        """Whether it waits for the end of a run: a film shows what there is."""
        return False

    @property
    def key(self) -> str:
        """A text, whatever its seed and numbers; else the whole subject."""
        return f"{self.subject.kind} {getattr(self.subject, 'text', None) or self.subject.query()}"

    def header(self) -> dict[str, Any]:
        kind, query = self.subject.kind, self.subject.query()
        told = {"ask": "film", "subject": kind, "query": query, "pictures": self.pictures, "since": self.since}
        return {**told, "weights": self.weights} if self.weights else told

    @classmethod
    def of(cls, kind: str, query: str, pictures: Sequence[str], since: int = 0, weights: str = "") -> FilmRequest:
        """The request for the subject at `query`, its address (Subject.query()). Raises ValueError with a sentence."""
        return cls(read_subject(kind, query), tuple(pictures), since, weights)

    @classmethod
    def from_url(cls, query: str) -> FilmRequest:
        """The request in a URL's query: the subject's fields, `pictures=a,b`, perhaps `since` and `weights`. Raises
        ValueError.

        `subject` names its kind: a run, if it is missing. `version` may be there too: it changes nothing here, but
        keeps browsers from showing films of older code.
        """
        fields = single(parse_qsl(query, keep_blank_values=True))
        pictures, since, _ = fields.pop("pictures", ""), fields.pop("since", "0"), fields.pop("version", "")
        if not (since.isascii() and since.isdigit() and len(since) <= len(str(MAX_SINCE))):
            raise _impossible_since(since)
        kind, weights = fields.pop("subject", "run"), fields.pop("weights", "")
        return cls(subject_of(kind, fields), tuple(pictures.split(",") if pictures else ()), int(since), weights)


def read_subject(kind: str, query: str) -> Subject:
    """The subject of this kind at `query`, its address (Subject.query()). Raises ValueError with a sentence."""
    return subject_of(kind, single(parse_qsl(query, keep_blank_values=True)))


def _impossible_since(value: str | int) -> ValueError:
    return ValueError(f"since = {shown(value)} is not possible. Allowed: a whole number from 0 to {MAX_SINCE}.")


def single(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Parameters by name. Raises ValueError if one is given twice."""
    found: dict[str, str] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"{shown(name)} is given more than once.")
        found[name] = value
    return found


def subject_of(kind: str, fields: Mapping[str, str]) -> Subject:
    """The subject of this kind that has exactly these fields. Raises ValueError for an unknown kind, and for a field
    that is unknown, missing or impossible."""
    if kind not in SUBJECTS:
        raise ValueError(f"There is no subject {shown(kind)}. Subjects: {', '.join(SUBJECTS)}.")
    start = SUBJECTS[kind]()
    for name in fields:
        if name not in start.knobs:
            raise ValueError(f"There is no parameter {shown(name)}. Parameters: {', '.join(start.knobs)}.")
    missing = [name for name in start.knobs if name not in fields]
    if missing:
        raise ValueError(f"The address of a {kind} names each of its fields; {', '.join(missing)} is missing.")
    subject, ignored = read_query(fields, start)
    if ignored:
        raise ValueError(" ".join(ignored))
    return subject
