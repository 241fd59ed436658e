"""What does not go together in a run: each conflict with a value that does, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Any, Final

from components.spec.choices import MODELS, WIRINGS
from components.spec.held import FEWEST, divided
from components.spec.knobs import Value, shown
from components.spec.plan import LAST_UPDATE, unpack_plan
from components.spec.start import STARTS, pack_start, start_name, unpack_start, weight_names
from components.spec.tables import LARGEST, MissingTableError, dataset_of, ready, shape_of

BY_HAND: Final[Mapping[str, str]] = {"optimizer": "sgd", "loss": "mse"}
"""The fields of which the model from scratch has one value, written by hand."""

WIRED: Final[Mapping[str, str]] = {
    "l2": "with its steps wired wrongly a run has no penalty",
    "l1": "with its steps wired wrongly a run has no penalty",
    "patience": "with its steps wired wrongly a run goes on to its end",
}
"""What needs the steps wired right, and why."""


def whole_shape(problem: str, table: str) -> tuple[int, int, int]:
    """The three sizes (N, d, k) of all the data, as it was measured."""
    return shape_of(table) if table else ready(problem).shape


@dataclass(frozen=True)
class Conflict:
    """A field whose value does not go with the rest, a value that does, and why."""

    field: str
    value: Value
    fitting: Value
    why: str
    allowed: str

    @property
    def sentence(self) -> str:
        return f"{self.field} = {shown(self.value)} is not possible: {self.why}. Allowed: {self.allowed}."


def conflicts(values: Mapping[str, Any]) -> Iterator[Conflict]:
    """What does not go together."""
    if MODELS[values["model"]].by_hand:
        for field, own in BY_HAND.items():
            if values[field] != own:
                why = f"the model from scratch has its {field} written by hand. Others need nn.Linear or a network"
                yield Conflict(field, values[field], own, why, own)
    elif not WIRINGS[values["wiring"]].right:
        why = "only the model from scratch has its five steps written out"
        yield Conflict("wiring", values["wiring"], "right", why, "right")
    plan, course = values["plan"], unpack_plan(values["plan"])
    if plan and not WIRINGS[values["wiring"]].right:
        yield Conflict("plan", plan, "", "with its steps wired wrongly a run keeps its learning rate", "constant")
    elif MODELS[values["model"]].by_hand and course.needs_torch:
        why = (
            "the update of the model from scratch is written by hand, so only its learning rate can change on the way. "
            "Other optimizers and schedules need nn.Linear or a network"
        )
        yield Conflict("plan", plan, "", why, "constant, or changes like 40~lr~0.001")
    elif (
        (schedule := unpack_plan(plan).schedule)
        and schedule.name == "cosine"
        and schedule.numbers[0] >= values["epochs"]
    ):
        why = f"a warm-up of {schedule.numbers[0]} epochs leaves none of {values['epochs']} for the cosine"
        yield Conflict("plan", plan, "", why, "a shorter warm-up, or more epochs")
    if unpack_start(values["start"]) and not MODELS[values["model"]].linear:
        why = "only the weights of a linear model can be set by hand, one by one"
        allowed = ", ".join(name or "random" for name in STARTS)
        yield Conflict("start", values["start"], start_name(values["start"]), why, allowed)
    if not WIRINGS[values["wiring"]].right:
        for field, why in WIRED.items():
            if values[field]:
                yield Conflict(field, values[field], type(values[field])(0), why, "0")
    rows, inputs, targets = whole_shape(values["problem"], values["table"])
    the_data, degree = "the table" if values["table"] else values["problem"], values["degree"]
    if degree > 1 and inputs > 1:
        why = f"{the_data} has {inputs} inputs, and powers are those of one"
        yield Conflict("degree", degree, 1, why, "1")
        degree = 1
    elif degree > 1 and (size := _size(values["problem"], values["table"])) ** degree > LARGEST:
        most = int(log(LARGEST) / log(size))
        why = f"{size:g} to the power of {degree} is too large. A float32 holds numbers up to 3.4e38"
        yield Conflict("degree", degree, most, why, f"1 to {most}" if most > 1 else "1")
        degree = most
    whole, validation = rows, values["validation"]
    rows = divided(whole, validation, values["test"]).training
    if values["test"] and rows < FEWEST:
        why = f"of the {whole} rows too few would be left to learn from"
        yield Conflict("test", values["test"], 0, why, "a smaller share, or 0")
        rows = divided(whole, validation, 0).training
    if validation and rows < FEWEST:
        why = f"of the {whole} rows too few would be left to learn from"
        yield Conflict("validation", validation, 0, why, "a smaller share, or 0")
        rows, validation = whole, 0
    if values["patience"] and not validation:
        why = "patience needs rows that are held out for validation"
        yield Conflict("patience", values["patience"], 0, why, "0, or a share of the rows for validation")
    inputs *= degree
    numbers, names = unpack_start(values["start"]), weight_names(inputs, targets)
    if lost := [name for name in numbers if name not in names]:
        why = f"a model of {inputs} inputs and {targets} targets has no weight {lost[0]}"
        kept = {name: number for name, number in numbers.items() if name in names}
        yield Conflict("start", values["start"], pack_start(kept, start_name(values["start"])), why, _from_to(names))
    batch = values["batch"]
    if batch is not None and batch > rows:
        why = f"{the_data} has {rows} rows{' to learn from' if rows < whole else ''}"
        yield Conflict("batch", batch, None, why, f"all, or 1 to {rows}")
        batch = None
    most = (LAST_UPDATE + 1) // (1 if batch is None else -(-rows // batch))
    if values["epochs"] > most:
        why = f"with {batch} of {rows} rows in a batch, {most} epochs are {LAST_UPDATE + 1} updates, the most of a run"
        yield Conflict("epochs", values["epochs"], most, why, f"1 to {most}, or larger batches")


def _size(problem: str, table: str) -> float:
    """The largest size of the one input; 0 where the table is not here, and so cannot be learned from."""
    try:
        return _largest(problem, table)
    except MissingTableError:
        return 0.0


@lru_cache(maxsize=32)
def _largest(problem: str, table: str) -> float:
    data = dataset_of(table) if table else ready(problem)
    return max(abs(row[0]) for row in data.numbers)


def _from_to(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) <= 8 else f"{names[0]} to {names[-1]}"
