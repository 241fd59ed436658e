"""A line of a program."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CodeLine:
    """A line of a program, and the phase of an update that it belongs to, where it has one."""

    text: str
    phase: str | None = None
