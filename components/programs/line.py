"""A line of a program, and what its lines are gathered in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CodeLine:
    """A line of a program, and the phase of an update that it belongs to, where it has one."""

    text: str
    phase: str | None = None


@dataclass(frozen=True)
class Section:
    """A part of a program that does one thing, by its name."""

    name: str
    lines: tuple[CodeLine, ...]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)
