"""Writes components/stage/told.d.ts, what the browser knows of films: `python3 -m tests.typedefs`.

Each TypedDict and each dataclass that a header, a mark or a picture's data is made of becomes an interface of the same
name; a picture's `Data` has the picture's name, "DataTable". Two that would have one name are an error.
"""

from __future__ import annotations

import inspect
import json
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Literal, NotRequired, Required, Union, get_args, get_origin, get_type_hints, is_typeddict

from components.engine.autograd import Number
from components.films import expression, formula, marks, memory
from components.films.header import BeatsHeader, DescentHeader, Packed, RunHeader
from components.pictures import PICTURES
from components.pictures.picture import PLOTS
from components.programs import CodeLine
from components.spec import Side

FILE: Final = Path(__file__).resolve().parents[1] / "components" / "stage" / "told.d.ts"
HEAD: Final = "// What films say. Written by `python3 -m tests.typedefs`: change the types in Python, not these.\n"
TRACKS: Final = [one for one in vars(marks).values() if isinstance(one, type) and marks.Track in one.__bases__]
NAMED: Final[Mapping[str, Any]] = {
    "Role": marks.Role,
    "Source": marks.Source,
    "Tool": marks.Tool,
    "Told": Number,
    "Side": Side,
    "Track": Union[*TRACKS],
}
"""Types that are no classes, and have a name in the browser too."""
PLAIN: Final[Mapping[Any, str]] = {
    int: "number",
    float: "number",
    str: "string",
    bool: "boolean",
    type(None): "null",
    Any: "any",
    object: "unknown",
    **{kind: name for name, kind in NAMED.items()},
    marks.Track: "Track",
}
UNIONS: Final = (Literal, Union, types.UnionType)


def data_of(name: str) -> type | None:
    """The type of what a picture's view reads; None for plots, which read panels, tables and code."""
    picture = PICTURES[name]
    if picture.view == PLOTS:
        return None
    if picture.subject in ("run", "surface", "descent", "sweep"):
        found: type = import_module(f"components.pictures.{name}.draw").Data
        return found
    return {**expression.DATA, **formula.DATA, **memory.DATA}[name]


def roots() -> Iterator[tuple[str, type]]:
    """The types that the browser asks for by name, each with that name; all others are parts of these."""
    yield from (
        (one.__name__, one)
        for one in (RunHeader, BeatsHeader, DescentHeader, Packed, marks.Panel, marks.Table, marks.Code, marks.Guess)
    )
    for name in sorted(PICTURES):
        if data := data_of(name):
            yield "".join(part.capitalize() for part in name.split("_")), data


def omitted(kind: type, field: str, hint: Any) -> bool:
    """Whether a field may be left out: of a TypedDict where it says so, of what `marks.plain` writes if it is None."""
    if is_typeddict(kind):
        optional = field in getattr(kind, "__optional_keys__", ())
        return get_origin(hint) is NotRequired or (optional and get_origin(hint) is not Required)
    return kind.__module__ in (marks.__name__, CodeLine.__module__) and type(None) in get_args(hint)


class Writer:
    """Writes interfaces, each type once, by the name under which it was first asked for."""

    def __init__(self) -> None:
        self.names: dict[type, str] = {}
        self.written: dict[str, str] = {}

    def name(self, kind: type, name: str = "") -> str:
        """The name of a type's interface, which is written if it is new. Raises ValueError for a name that is taken."""
        if kind not in self.names:
            name = self.names[kind] = name or kind.__name__
            if name in self.written:
                raise ValueError(f"Two types would be {name}.")
            self.written[name] = ""
            self.written[name] = self.interface(kind, name)
        elif name and name != self.names[kind]:
            self.written[name] = f"export type {name} = {self.names[kind]};\n"
        return name or self.names[kind]

    def interface(self, kind: type, name: str) -> str:
        words = (inspect.getdoc(kind) if "__doc__" in vars(kind) else None) or ""
        lines = [f" * {line}".rstrip() for line in words.split("\n")] if words else []
        said = [f"/**{lines[0][2:]} */"] if len(lines) == 1 else ["/**", *lines, " */"] if lines else []
        own = [f'  kind: "{kind.__name__.lower()}";'] if kind in TRACKS else []
        for field, hint in get_type_hints(kind, include_extras=True).items():
            told = self.type_of(hint)
            if omitted(kind, field, hint):
                own.append(f"  {field}?: {told if is_typeddict(kind) else told.replace(' | null', '')};")
            else:
                own.append(f"  {field}: {told};")
        return "\n".join([*said, f"export interface {name} {{", *own, "}"]) + "\n"

    def type_of(self, hint: Any) -> str:
        """A type in TypeScript. Raises TypeError for one that JSON cannot carry."""
        origin, parts = get_origin(hint), get_args(hint)
        if hint in PLAIN:
            return PLAIN[hint]
        if origin in (NotRequired, Required):
            return self.type_of(parts[0])
        if origin in UNIONS:
            return self.union(hint)
        if origin is not None and issubclass(origin, Mapping):
            return f"Record<{self.type_of(parts[0])}, {self.type_of(parts[1])}>"
        if origin is not None and issubclass(origin, (Sequence, tuple)):
            inner, several = self.type_of(parts[0]), get_origin(parts[0]) in UNIONS and parts[0] not in PLAIN
            return f"({inner})[]" if several else f"{inner}[]"
        if is_typeddict(hint) or is_dataclass(hint):
            return self.name(hint)
        raise TypeError(f"The browser has nothing for {hint}.")

    def union(self, hint: Any) -> str:
        """One of several types, or one of several words."""
        words = get_origin(hint) is Literal
        told = [json.dumps(part) if words else self.type_of(part) for part in get_args(hint)]
        return " | ".join(dict.fromkeys(told))


def text() -> str:
    """The file as it should be."""
    writer = Writer()
    for name, kind in NAMED.items():
        writer.written[name] = f"export type {name} = {writer.union(kind)};\n"
    for name, kind in roots():
        writer.name(kind, name)
    return "\n".join([HEAD, *(writer.written[name] for name in sorted(writer.written))])


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
    print(f"{FILE} is written.")
