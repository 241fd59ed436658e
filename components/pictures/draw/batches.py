"""How a run deals its rows into batches, what `fit` prints of it, and each batch's loss beside that of all rows."""

from __future__ import annotations

from functools import lru_cache

from components.engine import History, problem
from components.pictures.draw.axes import axis, figure, log_axis, loss_range, loss_title, still
from components.pictures.draw.marks import Beads, Drawing, Line, Panel, Point, Shown, Track, Value
from components.spec import RunSpec

EVERY = 10
"""`fit` prints every so many epochs."""

LOSS, BATCH_LOSS = Value("loss"), Value("batch_loss")


def cards(history: History) -> Drawing:
    """The rows as cards, dealt into batches."""
    spec = history.spec
    data = problem(spec)
    rows = [
        {"name": name, "inputs": inputs, "targets": targets}
        for name, inputs, targets in zip(data.row_names, data.inputs.tolist(), data.targets.tolist(), strict=True)
    ]
    size = spec.rows if spec.batch is None else spec.batch
    alt = (
        f"{spec.rows} cards, one a row of the data, lie in batches of {size}. The batch that this update learns from "
        f"is lit{', and every epoch the cards are dealt anew' if _dealt(spec) else ''}."
    )
    arrays = () if spec.batch is None else ("batch_rows",)
    return Drawing(
        "Which rows are in which batch", alt, arrays=arrays, data={"rows": rows, "size": size, "dealt": _dealt(spec)}
    )


def printed(history: History) -> Drawing:
    """The console of `fit`: the last batch's loss of every tenth epoch, and the loss on all rows beside it."""
    spec = history.spec
    alt = "What fit prints every tenth epoch: the loss of the last batch. Beside each line stands the loss on all rows."
    return Drawing("What fit prints, and what is true", alt, data={"every": EVERY, "rows": spec.rows})


def losses(history: History) -> Drawing:
    """The loss of every update's batch, the loss on all rows, and the losses that `fit` prints."""
    return _losses(still(history.spec))


@lru_cache(maxsize=256)
def _losses(spec: RunSpec) -> Drawing:
    epochs = axis("epoch", 0, spec.epochs, nticks=6, tickformat=",~r")
    low, high = loss_range(spec)
    scale = log_axis(loss_title(spec), low, high)
    plot = figure([], epochs, scale, {"l": 66, "r": 14, "t": 8, "b": 42})
    tracks: tuple[Track, ...] = (Line(role="loss", x="epoch", y=LOSS), Point(role="loss", x="epoch", y=LOSS))
    if spec.batch is not None:
        each = EVERY * spec.updates_per_epoch
        marks = Beads(role="limit", x="epoch", y=BATCH_LOSS, first=each - 1, each=each)
        tracks = (Line(role="muted", x="epoch", y=BATCH_LOSS), *tracks, marks)
    words = (
        ("This batch: ", Shown(BATCH_LOSS), f". All {spec.rows} rows: ", Shown(LOSS), "."),
        ("Thin grey: the loss of each update's batch. Thick: the loss on all rows. Dots: what fit prints.",),
    )
    alt = (
        "A grey line jumps up and down: the loss of each batch. A coloured line, the loss on all rows, goes through "
        "it. Dots mark what fit prints: the last batch of every tenth epoch."
    )
    return Drawing("The loss of each batch, and of all rows", alt, panels=(Panel("", plot, tracks, words),))


def _dealt(spec: RunSpec) -> bool:
    """Whether rows change their batch from epoch to epoch."""
    return spec.shuffle and spec.batch is not None and spec.updates_per_epoch > 1
