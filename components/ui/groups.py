"""Knobs that stand together behind one button, which says how they are turned."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from components.spec import KNOBS, SCHEDULES, RunSpec
from components.spec.knobs import plain


@dataclass(frozen=True)
class Group:
    """Fields of a run that stand together, and what they are called."""

    name: str
    fields: tuple[str, ...]


def group(name: str, *fields: str) -> Group:
    """Puts the knobs of these fields behind a button, which always says what they stand at."""
    return Group(name, fields)


def turned_to(spec: RunSpec, fields: Sequence[str]) -> str:
    """What these fields of a run stand at, in few words; nothing of what makes no difference to it."""
    return ", ".join(filter(None, (_word(spec, field) for field in fields)))


def _word(spec: RunSpec, field: str) -> str:
    if field in _WORDS:
        return _WORDS[field](spec)
    return KNOBS[field].name(spec.values[field])


def _problem(spec: RunSpec) -> str:
    return f"own table of {sum(spec.divided)} rows" if spec.table else KNOBS["problem"].name(spec.problem)


def _activation(spec: RunSpec) -> str:
    return KNOBS["activation"].name(spec.activation) if spec.units else ""


def _wiring(spec: RunSpec) -> str:
    return "" if spec.chosen.wiring.right else f"wired wrongly: {spec.chosen.wiring.label}"


def _plan(spec: RunSpec) -> str:
    schedule = spec.course.schedule
    if schedule is None:
        return "" if spec.course.constant else "changed on the way"
    label = SCHEDULES[schedule.name].label
    return label[0].lower() + label[1:]


def _batch(spec: RunSpec) -> str:
    return "all rows" if spec.batch is None else f"batches of {spec.batch}"


def _start(spec: RunSpec) -> str:
    if spec.set_by_hand:
        return "start set by hand"
    return f"start: {KNOBS['start'].name(spec.start)}" if spec.start else ""


_WORDS: Final[Mapping[str, Callable[[RunSpec], str]]] = {
    "problem": _problem,
    "table": lambda _: "",
    "degree": lambda spec: f"{spec.degree} powers" if spec.degree > 1 else "",
    "validation": lambda spec: f"{spec.validation} % validation" if spec.validation else "",
    "test": lambda spec: f"{spec.test} % test" if spec.test else "",
    "split": lambda spec: KNOBS["split"].name(spec.split).lower() if spec.held_out and spec.split != "random" else "",
    "l2": lambda spec: f"L2 {plain(spec.l2)}" if spec.l2 else "",
    "l1": lambda spec: f"L1 {plain(spec.l1)}" if spec.l1 else "",
    "patience": lambda spec: f"patience {spec.patience}" if spec.patience else "",
    "scale": lambda spec: KNOBS["scale"].name(spec.scale).lower(),
    "hidden": lambda spec: spec.hidden if spec.units else "",
    "activation": _activation,
    "wiring": _wiring,
    "plan": _plan,
    "epochs": lambda spec: f"{spec.epochs:,} epoch{'s' * (spec.epochs > 1)}".replace(",", "\u202f"),
    "batch": _batch,
    "shuffle": lambda spec: "shuffled" if spec.shuffle and spec.batch is not None else "",
    "seed": lambda spec: f"seed {spec.seed}",
    "start": _start,
    "device": lambda spec: "" if spec.device == "cpu" else spec.device,
}
"""What a field is called on a button, where that is not the name of its value."""
