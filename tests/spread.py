"""Runs of every kind: each value of each choice is there, in combinations that chance deals, the same each time."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, Final, TypeVar

from components.engine import History, examined
from components.spec import RunSpec
from components.spec.choices import ACTIVATIONS, DRAWS, LOSSES, MODELS, OPTIMIZERS, WIRINGS
from components.spec.tables import READY, Column, Dataset, keep

COUNT: Final = 100
_MOST_UPDATES: Final = 40

T = TypeVar("T")


def dataset(rows: int, inputs: Sequence[str], targets: Sequence[str], seed: int = 0, whole: bool = False) -> Dataset:
    """A table that chance makes, with a unit for every second column; `whole` asks for whole numbers."""
    chance = Random(seed)
    columns = [Column(name, "m²" if at % 2 else "") for at, name in enumerate([*inputs, *targets])]
    numbers = [[chance.gauss(3, 20) for _ in columns] for _ in range(rows)]
    if whole:
        numbers = [[float(round(value)) for value in row] for row in numbers]
    split = len(inputs)
    return Dataset("row", tuple(columns[:split]), tuple(columns[split:]), tuple(map(tuple, numbers)))


def _same(data: Dataset, column: int, value: float) -> Dataset:
    """The table with one number all down a column."""
    numbers = tuple((*row[:column], value, *row[column + 1 :]) for row in data.numbers)
    return Dataset(data.row, data.inputs, data.targets, numbers, data.names)


ODD: Final = dataset(9, ("class", "a → b", "<b>*x*</b>", '"q", $1'), ("loss", "=1+1", "bias"), seed=1)
"""Names that mean something elsewhere: in Python, Markdown, HTML, CSV, and in the program itself."""
WIDE: Final = dataset(30, [f"input {n}" for n in range(1, 13)], [f"target_{n}" for n in range(1, 9)], seed=2)
LONG: Final = dataset(400, ("x",), ("y",), seed=3, whole=True)
FLAT: Final = _same(dataset(8, ("one", "two", "three"), ("end",), seed=4), 1, 0.1)
HUGE: Final = _same(dataset(6, ("small", "huge"), ("end",), seed=5), 1, 3e20)

_DATA: Final = (
    *({"problem": name} for name in READY),
    *({"table": keep(data)} for data in (ODD, WIDE, LONG, FLAT, HUGE)),
)
_BY_HAND: Final = ("", "", "2~lr~0.0001", "1~lr~1e-06_3~lr~0.01")
_PLANS: Final = (
    *("", "2~lr~0.0001", "1~adam~0.01_3~lr~0.1", "2~momentum~1e-05"),
    *("step~2~0.5", "inverse~2", "cosine~1", "plateau~0~0.3"),
)
_ALWAYS: Final[dict[str, tuple[Any, ...]]] = {
    "scale": ("raw", "standardised"),
    "dtype": ("float32", "float64"),
    "shuffle": (False, True),
    "lr": (1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 10.0),
}
_HELD: Final[tuple[dict[str, Any], ...]] = (
    *({}, {}, {"validation": 20}, {"validation": 40, "split": "last"}),
    *({"test": 20}, {"validation": 10, "test": 10}),
)
_PENALTIES: Final[tuple[dict[str, float], ...]] = ({}, {}, {"l2": 0.1}, {"l1": 0.5}, {"l2": 0.01, "l1": 2.0})
_WIRED: Final = (*WIRINGS, *["right"] * 6)


class _Decks:
    """Deals the values of each choice in an order that chance makes, all of them before any comes again."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)
        self._decks: dict[str, list[Any]] = {}

    def deal(self, name: str, values: Sequence[T]) -> T:
        deck = self._decks.setdefault(name, [])
        if not deck:
            deck += self._chance.sample(values, len(values))
        dealt: T = deck.pop()
        return dealt


def spread(count: int = COUNT, seed: int = 12) -> list[RunSpec]:
    """So many runs of few updates each."""
    decks = _Decks(seed)
    return [_run(decks, number) for number in range(count)]


def _run(decks: _Decks, number: int) -> RunSpec:
    model = decks.deal("model", tuple(MODELS))
    by_hand = MODELS[model].by_hand
    fields: dict[str, Any] = {**decks.deal("data", _DATA), "model": model, "seed": number}
    fields["wiring"] = decks.deal("wiring", _WIRED) if by_hand else "right"
    if not by_hand:
        fields |= {"optimizer": decks.deal("optimizer", tuple(OPTIMIZERS)), "loss": decks.deal("loss", tuple(LOSSES))}
    if WIRINGS[fields["wiring"]].right:
        fields["plan"] = decks.deal(f"plan {by_hand}", _BY_HAND if by_hand else _PLANS)
    by_number = decks.deal("by number", ("", "", "b1~0.5")) if MODELS[model].linear else ""
    fields["start"] = "_".join(filter(None, (decks.deal("start", ("", *DRAWS)), by_number)))
    if not MODELS[model].linear:
        fields["hidden"] = decks.deal("hidden", ("1", "4", "16-16", "100-50-10"))
        fields["activation"] = decks.deal("activation", tuple(ACTIVATIONS))
    for name, values in _ALWAYS.items():
        fields[name] = decks.deal(name, values)
    fields |= decks.deal("held", _HELD)
    if WIRINGS[fields["wiring"]].right:
        fields |= decks.deal("penalty", _PENALTIES)
        fields["patience"] = decks.deal("patience", (0, 1, 2)) if fields.get("validation") else 0
    if RunSpec(**{name: fields[name] for name in ("problem", "table") if name in fields}).shape[1] == 1:
        fields["degree"] = decks.deal("degree", (1, 2, 9))
    of_data = ("problem", "table", "validation", "test")
    rows = RunSpec(**{name: fields[name] for name in of_data if name in fields}).rows
    batch = decks.deal("batch", (None, None, 1, 2, 4, rows))
    fields["batch"] = batch and min(max(batch, -(-rows // _MOST_UPDATES)), rows)
    each = 1 if fields["batch"] is None else -(-rows // fields["batch"])
    fields["epochs"] = max(2, min(9, _MOST_UPDATES // each))
    return RunSpec(**fields)


def printed(history: History) -> list[float]:
    """The losses that the program of a run prints: of each update's batch, and at the end on all rows; of one that
    failed, those that it came to. Beside each is the validation loss, and behind all that of the test, where rows are
    held out for them."""
    losses: list[float] = history.batch_loss.tolist()
    if history.failed:
        return [loss for loss in losses if loss == loss]
    losses = [*losses[:-1], float(history.loss[-1])]
    if not history.spec.chosen.wiring.right:
        return losses
    if history.spec.validation:
        losses = [loss for pair in zip(losses, history.validation.tolist(), strict=True) for loss in pair]
    test = examined(history.spec, history.flat_weights[-1])
    return losses if test is None else [*losses, test]
