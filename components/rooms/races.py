"""The class's race: one problem, and what a run that a student brings to it may have turned."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final
from urllib.parse import parse_qsl

from components.rooms.checks import RefusedError
from components.rooms.messages import LONGEST_QUERY
from components.spec import MissingTableError, RunSpec, read_query, shown

_OWN: Final = frozenset({"pictures", "since", "subject", "version", "weights"})
"""What an address of a film may hold beside its run."""


def checked_race(race: dict[str, Any]) -> dict[str, Any]:
    """A race whose problem can be run. Raises RefusedError with a sentence."""
    problem = _run(race["query"], RunSpec())
    for name in race["fields"]:
        if name not in problem.knobs:
            raise RefusedError(f"There is no setting {shown(name)} that could be turned.")
    return {**race, "query": _written(problem)}


def checked_run(query: str, race: dict[str, Any]) -> str:
    """The address of a run that may take part, written in the one way. Raises RefusedError with a sentence."""
    problem = _run(race["query"], RunSpec())
    run = _run(query, problem)
    if (differ := _differ(run, problem, race["fields"])) and run != _turned(run, problem, race["fields"]):
        label = run.knobs[differ[0]].label
        may = ", ".join(f"“{run.knobs[name].label}”" for name in race["fields"])
        raise RefusedError(f"This run is of another “{label}” than the race's. What you may turn: {may}.")
    return _written(run)


def _differ(run: RunSpec, problem: RunSpec, fields: Collection[str]) -> list[str]:
    """The settings in which a run is not the problem's, but for those that may be turned."""
    return [name for name, value in run.values.items() if name not in fields and value != problem.values[name]]


def _turned(run: RunSpec, problem: RunSpec, fields: Collection[str]) -> RunSpec | None:
    """What becomes of the problem where only these fields are turned: what does not go with them gives way."""
    values = {name: run.values[name] for name in fields if run.values[name] != problem.values[name]}
    try:
        return problem.turned(values)[0]
    except (ValueError, LookupError):
        return None


def _run(query: str, start: RunSpec) -> RunSpec:
    """The run at an address; what it does not name is as in `start`."""
    fields: dict[str, str] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name in fields or name not in {*start.knobs, *_OWN}:
            raise RefusedError(f"{shown(name)} is no setting of a run, or is given twice.")
        fields[name] = value
    try:
        run, ignored = read_query(fields, start)
    except MissingTableError:
        raise RefusedError("This run's table is not on this site, so the class cannot race with it.") from None
    except ValueError as error:
        raise RefusedError(str(error)) from None
    if ignored:
        raise RefusedError(" ".join(ignored))
    return run


def _written(run: RunSpec) -> str:
    query = run.query()
    if len(query) > LONGEST_QUERY:
        raise RefusedError(f"This run's address is too long for a race: at most {LONGEST_QUERY} characters.")
    return query
