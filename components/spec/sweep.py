"""A sweep: one run with one field turned through many values, all of them side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar, Final
from urllib.parse import parse_qsl

from components.spec.choices import MODELS
from components.spec.knobs import Knob, Text, Value, shown
from components.spec.run import RunSpec
from components.spec.start import drawn_start
from components.spec.subject import Subject, read_query

SEEDS: Final = 32
"""So many random starts stand side by side: those from a multiple of it on."""
LONGEST: Final = 4_000
"""Most characters of a run's address: one with a table of its own has about 1 000."""

OVER: Final = Knob(
    "over",
    "Side by side",
    "Which field of the run takes all its values at once.",
    ("lr", "seed", "batch", "optimizer"),
    {"lr": "Learning rates", "seed": "Random starts", "batch": "Batch sizes", "optimizer": "Optimizers"},
)


def read_run(address: str) -> RunSpec:
    """The run at an address, as RunSpec.query() writes it. Raises ValueError with a sentence for what is none."""
    fields = dict[str, str]()
    for name, text in parse_qsl(address, keep_blank_values=True):
        if name not in RunSpec.knobs:
            raise ValueError(f"There is no setting {shown(name)}. Settings: {', '.join(RunSpec.knobs)}.")
        if name in fields:
            raise ValueError(f"{name} is given more than once.")
        fields[name] = text
    spec, ignored = read_query(fields, RunSpec())
    if ignored:
        raise ValueError(" ".join(ignored))
    return spec


@dataclass(frozen=True)
class Run(Text):
    """A knob for a run, by its address."""

    @property
    def allowed(self) -> str:
        return "the address of a run, as in model=linear&lr=0.0001"

    def check(self, value: object) -> Value:
        if not isinstance(value, str) or len(value) > self.longest:
            raise self.refuse(value)
        try:
            return read_run(value).query()
        except ValueError as error:
            raise ValueError(f"{self.field} = {shown(value)} is not possible: {error}") from error


def _base(spec: RunSpec, over: str) -> RunSpec:
    """What all runs of a sweep share, with a value of the swept field that any of them has: so that runs of one sweep
    have one address."""
    if over == "seed":
        return replace(spec, seed=spec.seed - spec.seed % SEEDS, start=drawn_start(spec.start))
    if over == "optimizer":  # other optimizers than its own need nn.Linear in place of the model from scratch
        return spec.turned({"optimizer": "sgd", **({"model": "linear"} if MODELS[spec.model].by_hand else {})})[0]
    return replace(spec, **{over: getattr(RunSpec(), over)})


@dataclass(frozen=True)
class Sweep(Subject):
    """All values of the field `over` in one run. What that field is in `run` makes no difference, and is forgotten.

    Learning rates lie around the limit, where there is one; random starts are SEEDS in a row.
    """

    kind: ClassVar[str] = "sweep"
    knobs: ClassVar[Mapping[str, Knob]] = {
        "run": Run("run", "Run", "The run of which one field takes many values, by its address.", longest=LONGEST),
        "over": OVER,
    }

    run: str = RunSpec().query()
    over: str = "lr"

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "run", _base(read_run(self.run), self.over).query())

    @cached_property
    def spec(self) -> RunSpec:
        """What its runs share."""
        return read_run(self.run)

    def following(self, lead: Subject, /) -> Subject:
        return replace(self, run=lead.query()) if isinstance(lead, RunSpec) else self

    def turns(self, value: Value) -> dict[str, Any]:
        """The fields to turn, and their values, for a run to become that of `value`."""
        also = {"seed": {"start": self.spec.start}, "optimizer": {"model": self.spec.model}}
        return {self.over: value, **also.get(self.over, {})}
