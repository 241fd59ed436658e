"""What a run is: every choice that decides how a model trains.

Equal specs give equal runs, bit for bit, so a `RunSpec` is also a run's address: its field names are the parameters
of its URL.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final, Self

from components.spec.choices import DRAWS, MODELS, OPTIMIZERS, WIRINGS, Chosen, Draw, Optimizer, chosen
from components.spec.knobs import Knob, Value, shown
from components.spec.layers import sizes
from components.spec.plan import LAST_UPDATE, Course, unpack_plan
from components.spec.run_knobs import KNOBS
from components.spec.start import STARTS, drawn_start, pack_start, start_name, unpack_start, weight_names
from components.spec.subject import Subject
from components.spec.tables import Dataset, dataset_of, keep, ready, shape_of

_BY_HAND: Final[Mapping[str, str]] = {"optimizer": "sgd", "loss": "mse"}
"""The fields of which the model from scratch has one value, written by hand."""

_NETWORKS: Final = frozenset({"hidden", "activation"})
"""What makes a difference to a network only."""


@dataclass(frozen=True)
class RunSpec(Subject):
    """Everything that decides a training run.

    Raises ValueError for a value outside its knob, and for values that do not go together: a batch of more rows than
    there are, another optimizer or loss than its own for the model from scratch, a wrong wiring for another model,
    numbers set by hand for a network, a plan for a wrong wiring, one of more than rates for the model from scratch, or
    one whose warm-up takes all epochs. `turned` finds values that do. `hidden` and `activation` make a difference to a
    network only. An edited `table` that is the problem's own becomes "".

    `start` names how the first weights come, where the model's own way is not wanted, and holds the numbers that were
    set by hand, as the model has them: with standardised inputs, the factors of those. The seed draws all others, and
    whatever is drawn is the same as without those.

    `optimizer` and `lr` are those of the start; `plan` is what changes on the way.
    """

    kind: ClassVar[str] = "run"
    knobs: ClassVar[Mapping[str, Knob]] = KNOBS

    problem: str = "crops_5"
    table: str = ""
    scale: str = "raw"
    model: str = "scratch"
    hidden: str = "4"
    activation: str = "sigmoid"
    loss: str = "mse"
    optimizer: str = "sgd"
    lr: float = 1e-5
    plan: str = ""
    epochs: int = 100
    batch: int | None = None
    shuffle: bool = False
    wiring: str = "right"
    seed: int = 0
    start: str = ""
    dtype: str = "float32"
    device: str = "cpu"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.table and self.table == keep(ready(self.problem)):
            object.__setattr__(self, "table", "")
        if start_name(self.start) and len(self.set_by_hand) == len(self.weight_names):
            object.__setattr__(self, "start", pack_start(self.set_by_hand))
        for conflict in _conflicts(self.values):
            raise ValueError(conflict.sentence)

    @property
    def chosen(self) -> Chosen:
        """Its model, activation, loss, optimizer and wiring, and so what they can do."""
        return chosen(self.model, self.activation, self.loss, self.optimizer, self.wiring)

    @property
    def data(self) -> tuple[str, str, str]:
        """What decides the numbers that the model learns from: the problem, its table, and how inputs are scaled."""
        return self.problem, self.table, self.scale

    @property
    def used(self) -> Collection[str]:
        unused = set(_NETWORKS) if self.chosen.model.linear else set()
        wiring, drawn = self.chosen.wiring, self.shuffle and self.batch is not None
        if self.batch is None:
            unused.add("shuffle")
        if not (wiring.rated and wiring.moves):
            unused.add("lr")
        named = start_name(self.start)
        if not drawn and (len(self.set_by_hand) == len(self.weight_names) or (named and not DRAWS[named].random)):
            unused.add("seed")
        if self.table:
            unused.add("problem")
        if self.plan and self.course.constant:
            unused.add("plan")
        return [name for name in self.knobs if name not in unused]

    @property
    def subtracts(self) -> bool:
        """Whether each update takes its learning rate times the gradient from the weights."""
        return all(optimizer.plain for optimizer in self.optimizers) and self.chosen.wiring.plain

    @property
    def course(self) -> Course:
        """What changes on the way, and comes before the run ends."""
        course = unpack_plan(self.plan)
        return replace(course, changes=tuple(change for change in course.changes if change.update < self.updates))

    @property
    def optimizers(self) -> tuple[Optimizer, ...]:
        """The optimizer of the start, and those that a plan brings, in order."""
        brought = (change.optimizer for change in self.course.changes)
        return (self.chosen.optimizer, *(OPTIMIZERS[name] for name in brought if name))

    @property
    def data_dtype(self) -> str:
        """The precision of inputs and targets: that of the weights, or the other one where it is wired so."""
        if self.chosen.wiring.typed:
            return self.dtype
        return next(str(other) for other in KNOBS["dtype"].choices if other != self.dtype)

    @property
    def dataset(self) -> Dataset:
        """What the model learns from. Raises MissingTableError where that is a table that is not here."""
        return dataset_of(self.table) if self.table else ready(self.problem)

    @property
    def shape(self) -> tuple[int, int, int]:
        """The three sizes (N, d, k) of the data: rows, inputs, targets."""
        return _shape(self.problem, self.table)

    @property
    def rows(self) -> int:
        """Number of rows N of the data."""
        return self.shape[0]

    @property
    def weight_names(self) -> tuple[str, ...]:
        """The short names of the weights of a linear model of the data, in flat order."""
        return weight_names(*self.shape[1:])

    @property
    def draw(self) -> Draw:
        """How its first weights come, but for those that were set by hand."""
        return DRAWS[start_name(self.start) or self.chosen.model.draws]

    @property
    def set_by_hand(self) -> Mapping[str, float]:
        """The numbers of the start that were set by hand, by the names of their weights, in flat order."""
        return unpack_start(self.start)

    @property
    def units(self) -> tuple[int, ...]:
        """Number of units of each hidden layer; none where the model is linear."""
        return () if self.chosen.model.linear else sizes(self.hidden)

    @property
    def updates_per_epoch(self) -> int:
        """Number of batches that all rows make; the last may be short."""
        return 1 if self.batch is None else -(-self.rows // self.batch)

    @property
    def updates(self) -> int:
        """Number of updates T of the whole run. A run that PyTorch stops makes fewer."""
        return self.epochs * self.updates_per_epoch

    @property
    def end(self) -> float:
        return self.updates

    def turned(self, values: Mapping[str, Any]) -> tuple[Self, list[str]]:
        """This run with other values of some fields, and a sentence for each that could not be kept.

        What is turned stays, and what does not go with it gives way: another optimizer or loss brings nn.Linear, and so
        does a plan of more than rates; a wrong wiring the model from scratch, a plan the right wiring, another model
        what fits it, another problem its own table, another seed a start that it draws, as before without what was set
        by hand.
        """
        asked: dict[str, Any] = {name: KNOBS[name].check(value) for name, value in values.items()}
        wanted = {**self.values, **asked}
        if "table" not in asked and wanted["problem"] != self.problem:
            wanted["table"] = ""
        if "start" not in asked and wanted["seed"] != self.seed:
            wanted["start"] = drawn_start(wanted["start"])
        if asked.get("plan") and "wiring" not in asked:
            wanted["wiring"] = "right"
        if "model" not in asked:
            if not WIRINGS[asked.get("wiring", "right")].right:
                wanted["model"] = "scratch"
            elif MODELS[wanted["model"]].by_hand and (
                any(asked.get(name, own) != own for name, own in _BY_HAND.items())
                or unpack_plan(asked.get("plan", "")).needs_torch
            ):
                wanted["model"] = "linear"
        sentences = []
        for conflict in list(_conflicts(wanted)):
            wanted[conflict.field] = conflict.fitting
            if conflict.field in asked:
                sentences.append(conflict.sentence)
        return replace(self, **wanted), sentences

    def also(self, before: Subject, asked: Collection[str]) -> list[str]:
        given = {**before.values, **{name: self.values[name] for name in asked}}
        why = "".join(f" Why: {conflict.why}." for conflict in _conflicts(given))
        sentences = super().also(before, asked)
        return [*sentences[:-1], sentences[-1] + why] if sentences else []


def _shape(problem: str, table: str) -> tuple[int, int, int]:
    """The three sizes (N, d, k) of the data."""
    return shape_of(table) if table else ready(problem).shape


@dataclass(frozen=True)
class _Conflict:
    """A field whose value does not go with the rest, a value that does, and why."""

    field: str
    value: Value
    fitting: Value
    why: str
    allowed: str

    @property
    def sentence(self) -> str:
        return f"{self.field} = {shown(self.value)} is not possible: {self.why}. Allowed: {self.allowed}."


def _conflicts(values: Mapping[str, Any]) -> Iterator[_Conflict]:
    """What does not go together."""
    if MODELS[values["model"]].by_hand:
        for field, own in _BY_HAND.items():
            if values[field] != own:
                why = f"the model from scratch has its {field} written by hand. Others need nn.Linear or a network"
                yield _Conflict(field, values[field], own, why, own)
    elif not WIRINGS[values["wiring"]].right:
        why = "only the model from scratch has its five steps written out"
        yield _Conflict("wiring", values["wiring"], "right", why, "right")
    plan, course = values["plan"], unpack_plan(values["plan"])
    if plan and not WIRINGS[values["wiring"]].right:
        yield _Conflict("plan", plan, "", "with its steps wired wrongly a run keeps its learning rate", "constant")
    elif MODELS[values["model"]].by_hand and course.needs_torch:
        why = (
            "the update of the model from scratch is written by hand, so only its learning rate can change on the way. "
            "Other optimizers and schedules need nn.Linear or a network"
        )
        yield _Conflict("plan", plan, "", why, "constant, or changes like 40~lr~0.001")
    elif (
        (schedule := unpack_plan(plan).schedule)
        and schedule.name == "cosine"
        and schedule.numbers[0] >= values["epochs"]
    ):
        why = f"a warm-up of {schedule.numbers[0]} epochs leaves none of {values['epochs']} for the cosine"
        yield _Conflict("plan", plan, "", why, "a shorter warm-up, or more epochs")
    if unpack_start(values["start"]) and not MODELS[values["model"]].linear:
        why = "only the weights of a linear model can be set by hand, one by one"
        allowed = ", ".join(name or "random" for name in STARTS)
        yield _Conflict("start", values["start"], start_name(values["start"]), why, allowed)
    rows, inputs, targets = _shape(values["problem"], values["table"])
    numbers, names = unpack_start(values["start"]), weight_names(inputs, targets)
    if lost := [name for name in numbers if name not in names]:
        why = f"a model of {inputs} inputs and {targets} targets has no weight {lost[0]}"
        kept = {name: number for name, number in numbers.items() if name in names}
        yield _Conflict("start", values["start"], pack_start(kept, start_name(values["start"])), why, _from_to(names))
    batch = values["batch"]
    if batch is not None and batch > rows:
        why = f"{'the table' if values['table'] else values['problem']} has {rows} rows"
        yield _Conflict("batch", batch, None, why, f"all, or 1 to {rows}")
        batch = None
    most = (LAST_UPDATE + 1) // (1 if batch is None else -(-rows // batch))
    if values["epochs"] > most:
        why = f"with {batch} of {rows} rows in a batch, {most} epochs are {LAST_UPDATE + 1} updates, the most of a run"
        yield _Conflict("epochs", values["epochs"], most, why, f"1 to {most}, or larger batches")


def _from_to(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) <= 8 else f"{names[0]} to {names[-1]}"
