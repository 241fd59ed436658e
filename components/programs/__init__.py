"""The PyTorch programs of a run, line by line, each with its phase: what pictures show and pages give away."""

from components.programs.line import CodeLine, Section
from components.programs.pair import EVERY, built_in, common, scratch
from components.programs.run import ONE_THREAD, by_phase, lines, script, sections
from components.programs.short import short

__all__ = [
    "EVERY",
    "ONE_THREAD",
    "CodeLine",
    "Section",
    "built_in",
    "by_phase",
    "common",
    "lines",
    "scratch",
    "script",
    "sections",
    "short",
]
