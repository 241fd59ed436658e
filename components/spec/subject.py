"""What a film can be about, and how an address says so: every field of a subject is a parameter of its URL."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from math import inf
from typing import Any, ClassVar, Self, TypeVar
from urllib.parse import urlencode

from components.spec.knobs import Knob, Value


@dataclass(frozen=True)
class Subject:
    """Everything that decides a film. Equal subjects give equal films, so a subject is also a film's address.

    A subclass has a field for each of its `knobs`. Raises ValueError for a value outside its knob.
    """

    kind: ClassVar[str]
    """Its name in an address."""
    knobs: ClassVar[Mapping[str, Knob]]
    """The knob of each field, in the order of the fields."""
    lasting: ClassVar[bool] = True
    """Whether its film is the same whenever and wherever it is made. One that is not is kept by no browser."""

    def __post_init__(self) -> None:
        for name, knob in self.knobs.items():
            object.__setattr__(self, name, knob.check(getattr(self, name)))

    @property
    def end(self) -> float:
        """The last moment t of the film, where it is known before the film is made."""
        return inf

    @property
    def beside(self) -> Mapping[str, Subject]:
        """What else is shown with it, each on a reel of its own, by the reel's name: its fields decide that, too."""
        return {}

    def following(self, _lead: Subject, /) -> Subject:
        """What this becomes where a page shows it beside another subject, `_lead`: itself, unless it is made of it."""
        return self

    @property
    def used(self) -> Collection[str]:
        """The fields that make a difference to it as it is."""
        return self.knobs

    @property
    def values(self) -> dict[str, Value]:
        """The value of each field, in order."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def query(self) -> str:
        """The one address: every field, in order, as a URL's query."""
        return urlencode({name: self.knobs[name].write(value) for name, value in self.values.items()})

    def turned(self, values: Mapping[str, Any]) -> tuple[Self, list[str]]:
        """This subject with other values of some fields, and a sentence for each that could not be kept.

        Raises ValueError for a value outside its knob.
        """
        return replace(self, **values), []

    def also(self, before: Subject, asked: Collection[str]) -> list[str]:
        """A sentence for each field that is not what it was `before`, though only those `asked` for were turned."""
        return [
            f"“{self.knobs[name].label}” is now “{self.knobs[name].name(value)}”."
            for name, value in self.values.items()
            if name not in asked and value != before.values[name]
        ]


S = TypeVar("S", bound=Subject)


def read_query(query: Mapping[str, str], start: S) -> tuple[S, list[str]]:
    """The subject that a URL's parameters ask for, and a sentence for each one that was ignored.

    Parameters that are missing or impossible keep their value in `start`. Names that are no field are the caller's to
    judge.
    """
    values: dict[str, Value] = {}
    ignored: list[str] = []
    for name, knob in start.knobs.items():
        if name in query:
            try:
                values[name] = knob.parse(query[name])
            except ValueError as error:
                ignored.append(str(error))
    subject, conflicts = start.turned(values)
    return subject, ignored + conflicts
