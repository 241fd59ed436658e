"""The loss of every update's batch beside the loss on all rows."""

from __future__ import annotations

from components.engine import History
from components.films.axes import axis, figure, log_axis, loss_range, loss_title, still
from components.films.drawings import kept
from components.films.marks import Beads, Drawing, Line, Panel, Point, Shown, Track, Value
from components.programs import EVERY
from components.spec import RunSpec

LOSS, BATCH_LOSS = Value("loss"), Value("batch_loss")


def draw(history: History) -> Drawing:
    """The loss of every update's batch, the loss on all rows, and the losses that `fit` prints."""
    return _drawing(still(history.spec))


@kept
def _drawing(spec: RunSpec) -> Drawing:
    epochs = axis("epoch", 0, spec.epochs, nticks=6, tickformat=",~r")
    low, high = loss_range(spec)
    scale = log_axis(loss_title(spec), low, high)
    plot = figure([], epochs, scale, {"l": 66, "r": 14, "t": 8, "b": 42})
    tracks: tuple[Track, ...] = (Line(role="loss", x="epoch", y=LOSS), Point(role="loss", x="epoch", y=LOSS))
    if spec.batch is not None:
        each = EVERY * spec.updates_per_epoch
        marks = Beads(role="limit", x="epoch", y=BATCH_LOSS, first=each - 1, each=each)
        tracks = (Line(role="muted", x="epoch", y=BATCH_LOSS), *tracks, marks)
    penalised = ", with the penalty" if spec.l2 or spec.l1 else ""
    words = (
        (f"This batch{penalised}: ", Shown(BATCH_LOSS), f". All {spec.rows} rows: ", Shown(LOSS), "."),
        ("Thin grey: the loss of each update's batch. Thick: the loss on all rows. Dots: what fit prints.",),
    )
    alt = (
        "A grey line jumps up and down: the loss of each batch. A coloured line, the loss on all rows, goes through "
        "it. Dots mark what fit prints: the last batch of every tenth epoch."
    )
    return Drawing(
        "The loss of each batch, and of all rows", alt, panels=(Panel("", plot, tracks, words, climbs=True),)
    )
