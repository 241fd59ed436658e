"""What the server asks of the worker for a visitor who takes a run home: one file of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self
from urllib.parse import parse_qsl

from components.spec import RunSpec
from components.spec.taken import TAKEN, Taken, file_name, read_moment
from components.worker.messages import read_subject, single, subject_of


@dataclass(frozen=True)
class TakeRequest:
    """A file of a run, by its name in TAKEN; of the moment `t`, in updates, where it is of one."""

    subject: RunSpec
    what: str
    t: int | None = None

    since: ClassVar = 0
    whole: ClassVar = True
    kept: ClassVar = False

    @property
    def file(self) -> Taken:
        return TAKEN[self.what]

    @property
    def file_name(self) -> str:
        """What a browser calls it on a disk."""
        return file_name(self.subject, self.file, self.t)

    @property
    def kind(self) -> str:
        """That of a run where it needs no more than runs do: a notebook needs what notebooks do."""
        return "notebook" if self.what.endswith(".ipynb") else RunSpec.kind

    @property
    def key(self) -> str:
        return f"{self.kind} {self.what} {self.subject.query()}"

    def header(self) -> dict[str, Any]:
        """`ask` is "take" for a file of a finished run, and "program" for one of its spec alone."""
        ask = "take" if self.file.trained else "program"
        return {"ask": ask, "subject": self.kind, "query": self.subject.query(), "what": self.what, "t": self.t}

    @classmethod
    def of(cls, message: Mapping[str, Any]) -> Self:
        """The request in a frame's header."""
        return cls(_run(read_subject(RunSpec.kind, message["query"])), message["what"], message["t"])

    @classmethod
    def from_url(cls, what: str, query: str) -> Self:
        """The request in a URL's query: every field of the run, perhaps `t`, `subject=run` and `version`, which changes
        nothing here. Raises ValueError with a sentence."""
        fields = single(parse_qsl(query, keep_blank_values=True))
        kind, t, _ = fields.pop("subject", RunSpec.kind), fields.pop("t", ""), fields.pop("version", "")
        if kind != RunSpec.kind:
            raise ValueError("Only a run can be taken home as a file.")
        spec = _run(subject_of(kind, fields))
        moment = read_moment(t, spec)
        return cls(spec, what, moment if TAKEN[what].at else None)


def _run(subject: object) -> RunSpec:
    assert isinstance(subject, RunSpec)
    return subject
