"""What a run is: every choice that decides how a model trains.

Equal specs give equal runs, bit for bit, so a `RunSpec` is also a run's address: its field names are the parameters
of its URL.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar, Final, Self

from components.spec.choices import DRAWS, MODELS, OPTIMIZERS, WIRINGS, Chosen, Draw, Optimizer, chosen
from components.spec.conflicts import BY_HAND, WIRED, conflicts, whole_shape
from components.spec.held import Rows, divided
from components.spec.knobs import Knob
from components.spec.layers import sizes
from components.spec.plan import Course, unpack_plan
from components.spec.run_knobs import KNOBS
from components.spec.start import drawn_start, pack_start, start_name, unpack_start, weight_names
from components.spec.subject import Subject
from components.spec.tables import Dataset, dataset_of, keep, ready

_NETWORKS: Final = frozenset({"hidden", "activation"})
"""What makes a difference to a network only."""

VALIDATION: Final = 20
"""The share of rows, in percent, that is held out where patience needs some."""


@dataclass(frozen=True)
class RunSpec(Subject):
    """Everything that decides a training run.

    Raises ValueError for a value outside its knob, and for values that do not go together: a batch of more rows than
    there are, another optimizer or loss than its own for the model from scratch, a wrong wiring for another model,
    numbers set by hand for a network, a plan or a penalty for a wrong wiring, a plan of more than rates for the model
    from scratch, or one whose warm-up takes all epochs, powers of more than one input, more rows held out than there
    are, or patience without any. `turned` finds values that do. `hidden` and `activation` make a difference to a
    network only. An edited `table` that is the problem's own becomes "".

    `validation` and `test` are shares of the rows, in percent, that are held out: all else is about the rows that are
    left. With `degree` > 1 the inputs are the powers of the one that the data have.

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
    degree: int = 1
    validation: int = 0
    test: int = 0
    split: str = "random"
    model: str = "scratch"
    hidden: str = "4"
    activation: str = "sigmoid"
    loss: str = "mse"
    l2: float = 0.0
    l1: float = 0.0
    optimizer: str = "sgd"
    lr: float = 1e-5
    plan: str = ""
    epochs: int = 100
    patience: int = 0
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
        for conflict in conflicts(self.values):
            raise ValueError(conflict.sentence)

    @property
    def chosen(self) -> Chosen:
        """Its model, activation, loss, optimizer and wiring, and so what they can do."""
        return chosen(self.model, self.activation, self.loss, self.optimizer, self.wiring)

    @cached_property
    def data(self) -> RunSpec:
        """The run of the same numbers to learn from with all else as ever: equal where what decides those is equal, the
        problem, its table, the powers of its input, which rows are held out, and how inputs are scaled."""
        drawn = {"split": self.split, "seed": self.seed if self.split == "random" else 0} if self.held_out else {}
        return RunSpec(
            problem="crops_5" if self.table else self.problem,
            table=self.table,
            scale=self.scale,
            degree=self.degree,
            validation=self.validation,
            test=self.test,
            **drawn,  # type: ignore[arg-type]
        )

    @cached_property
    def bowl(self) -> RunSpec:
        """The same with the penalty: equal where the squared error of a linear model is the same bowl."""
        return replace(self.data, l2=self.l2) if self.l2 else self.data

    @property
    def used(self) -> Collection[str]:
        unused = set(_NETWORKS) if self.chosen.model.linear else set()
        wiring, drawn = self.chosen.wiring, self.shuffle and self.batch is not None
        if self.batch is None:
            unused.add("shuffle")
        if not (wiring.rated and wiring.moves):
            unused.add("lr")
        named = start_name(self.start)
        if not self.held_out:
            unused.add("split")
        if not self.validation:
            unused.add("patience")
        if self.degree == 1 and self._whole[1] != 1:
            unused.add("degree")
        drawn |= bool(self.held_out) and self.split == "random"
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
        """The three sizes (N, d, k) of what the model learns from: rows, inputs, targets."""
        _, inputs, targets = self._whole
        return self.divided.training, inputs * self.degree, targets

    @property
    def divided(self) -> Rows:
        """How many rows of the data it learns from, and how many are held out."""
        return divided(self._whole[0], self.validation, self.test)

    @property
    def held_out(self) -> bool:
        """Whether some rows of the data are not learned from."""
        return bool(self.validation or self.test)

    @property
    def _whole(self) -> tuple[int, int, int]:
        return whole_shape(self.problem, self.table)

    @property
    def rows(self) -> int:
        """Number of rows N that it learns from."""
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
        """Number of updates T of the whole run. A run that PyTorch stops makes fewer, and so does one that runs out of
        patience."""
        return self.epochs * self.updates_per_epoch

    @property
    def end(self) -> float:
        return self.updates

    def turned(self, values: Mapping[str, Any]) -> tuple[Self, list[str]]:
        """This run with other values of some fields, and a sentence for each that could not be kept.

        What is turned stays, and what does not go with it gives way: another optimizer or loss brings nn.Linear, and so
        does a plan of more than rates; a wrong wiring the model from scratch, a plan, a penalty or patience the right
        wiring, patience some rows to validate on, another model what fits it, another problem its own table, another
        seed a start that it draws, as before without what was set by hand.
        """
        asked: dict[str, Any] = {name: KNOBS[name].check(value) for name, value in values.items()}
        wanted = {**self.values, **asked}
        if "table" not in asked and wanted["problem"] != self.problem:
            wanted["table"] = ""
        if "start" not in asked and wanted["seed"] != self.seed:
            wanted["start"] = drawn_start(wanted["start"])
        if any(asked.get(name) for name in ("plan", *WIRED)) and "wiring" not in asked:
            wanted["wiring"] = "right"
        if asked.get("patience") and not wanted["validation"] and "validation" not in asked:
            wanted["validation"] = VALIDATION
        if "model" not in asked:
            if not WIRINGS[asked.get("wiring", "right")].right:
                wanted["model"] = "scratch"
            elif MODELS[wanted["model"]].by_hand and (
                any(asked.get(name, own) != own for name, own in BY_HAND.items())
                or unpack_plan(asked.get("plan", "")).needs_torch
            ):
                wanted["model"] = "linear"
        sentences = []
        for conflict in list(conflicts(wanted)):
            wanted[conflict.field] = conflict.fitting
            if conflict.field in asked:
                sentences.append(conflict.sentence)
        return replace(self, **wanted), sentences

    def also(self, before: Subject, asked: Collection[str]) -> list[str]:
        given = {**before.values, **{name: self.values[name] for name in asked}}
        why = "".join(f" Why: {conflict.why}." for conflict in conflicts(given))
        sentences = super().also(before, asked)
        return [*sentences[:-1], sentences[-1] + why] if sentences else []
