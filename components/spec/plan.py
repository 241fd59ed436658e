"""The plan of a run: what changes on its way, and how that travels in a link.

Either a hand changes the learning rate, or the optimizer with it, from some update on, or one schedule of
torch.optim.lr_scheduler turns the rate after every epoch. A plan is written with "_" between its changes and "~" within
them, which need no escape in a URL: "40~lr~0.001_60~adam~0.01" or "step~30~0.1". Numbers are whole, or stops of a knob,
so a plan has one text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from components.spec.choices import OPTIMIZERS, Choice, table_of
from components.spec.knobs import Knob, Text, Value, WholeNumber, plain, shown
from components.spec.rates import LEARNING_RATES

MOST_CHANGES: Final = 16
"""Most changes by hand in one plan."""

LAST_UPDATE: Final = 149_999
"""The last update at which anything can change: the longest run has one more."""

_NEXT, _IS, _RATE, _CONSTANT = "_", "~", "lr", "constant"


@dataclass(frozen=True)
class Change:
    """From this update on, another learning rate. A new `optimizer` begins with nothing gathered from earlier
    gradients; where none is named the one of before goes on, with all that it has gathered."""

    update: int
    lr: float
    optimizer: str | None = None


@dataclass(frozen=True)
class Schedule:
    """One of SCHEDULES, with its numbers in order."""

    name: str
    numbers: tuple[float, ...]


@dataclass(frozen=True)
class Course:
    """What a plan says: changes by hand, each at an update of its own, in order; or a schedule; or nothing."""

    changes: tuple[Change, ...] = ()
    schedule: Schedule | None = None

    @property
    def constant(self) -> bool:
        """Whether nothing changes."""
        return not self.changes and self.schedule is None

    @property
    def looks(self) -> bool:
        """Whether its rates depend on how the loss goes."""
        return self.schedule is not None and SCHEDULES[self.schedule.name].looks

    @property
    def warm_up(self) -> float:
        """Epochs in which the rate rises before it falls."""
        return self.schedule.numbers[0] if self.schedule and self.schedule.name == "cosine" else 0

    @property
    def needs_torch(self) -> bool:
        """Whether it asks for more than other rates: for torch.optim, which the model from scratch does without."""
        return self.schedule is not None or any(change.optimizer for change in self.changes)


@dataclass(frozen=True)
class Scheduler(Choice):
    """A schedule: `numbers` are the knobs of what it is given, `usual(epochs)` what these stand at when it is chosen.
    One that `looks` is told the loss on all rows."""

    numbers: tuple[Knob, ...]
    usual: Callable[[int], tuple[float, ...]]
    looks: bool = False


_FACTORS: Final = (0.1, 0.2, 0.3, 0.5, 0.7, 0.9)


def _epochs(label: str, explained: str, low: int = 1) -> WholeNumber:
    return WholeNumber("epochs", label, explained, low=low, high=10_000)


_FACTOR: Final = Knob("factor", "Times", "What the rate is multiplied by then.", _FACTORS)

SCHEDULES: Final = table_of(
    Scheduler(
        "step",
        "Step decay",
        (
            _epochs("Every … epochs", "After so many epochs the rate is multiplied, and again after as many more."),
            _FACTOR,
        ),
        lambda epochs: (max(1, 3 * epochs // 10), 0.1),
    ),
    Scheduler(
        "inverse",
        "1/t decay",
        (_epochs("Half after … epochs", "After so many epochs the rate is a half, after twice as many a third."),),
        lambda epochs: (max(1, 3 * epochs // 10),),
    ),
    Scheduler(
        "cosine",
        "Warm-up, then cosine",
        (_epochs("Warm-up epochs", "So long the rate rises from a tenth; then it falls to 0 along a cosine."),),
        lambda epochs: (max(1, epochs // 10),),
    ),
    Scheduler(
        "plateau",
        "Reduce on a plateau",
        (_epochs("Patience, epochs", "So many epochs without a better loss on all rows are waited for.", 0), _FACTOR),
        lambda epochs: (max(1, epochs // 20), 0.5),
        looks=True,
    ),
)
"""The schedules of torch.optim.lr_scheduler that a plan may name. Each is asked once an epoch, after its last update,
as is the habit with PyTorch."""

_UPDATE: Final = WholeNumber("update", "Update", "The first update with the change.", low=1, high=LAST_UPDATE)
_LR: Final = Knob("learning rate", "Learning rate", "The rate from there on.", LEARNING_RATES)


def pack_plan(course: Course) -> str:
    """The plan as a link carries it: the empty text where nothing changes.

    Raises ValueError with a sentence for what no plan can say.
    """
    if course.changes and course.schedule:
        raise ValueError("A schedule decides the rate of every epoch, so nothing is changed by hand beside it.")
    if schedule := course.schedule:
        return _IS.join([schedule.name, *map(shown, _checked(schedule).numbers)])
    if len(course.changes) > MOST_CHANGES:
        raise ValueError(f"A plan has at most {MOST_CHANGES} changes, not {len(course.changes)}.")
    found: dict[int, str] = {}
    for change in course.changes:
        update, lr = _UPDATE.check(change.update), _LR.check(change.lr)
        if change.optimizer is not None and change.optimizer not in OPTIMIZERS:
            raise ValueError(_no_action(change.optimizer))
        if change.update in found:
            raise ValueError(f"Update {change.update} is changed twice.")
        found[change.update] = _IS.join([shown(update), change.optimizer or _RATE, shown(lr)])
    return _NEXT.join(found[update] for update in sorted(found))


@lru_cache(maxsize=1024)
def unpack_plan(packed: str) -> Course:
    """What a packed plan says. Raises ValueError as `pack_plan` does, and for what is none."""
    parts = [part.split(_IS) for part in packed.split(_NEXT)] if packed else []
    named = [part for part in parts if part[0] in SCHEDULES]
    changes = tuple(_change(part) for part in parts if part[0] not in SCHEDULES)
    if len(named) > 1:
        raise ValueError("A plan has one schedule at most.")
    course = Course(changes, _schedule(named[0]) if named else None)
    pack_plan(course)
    return Course(tuple(sorted(changes, key=lambda change: change.update)), course.schedule)


def _change(part: list[str]) -> Change:
    if len(part) != 3:
        text = shown(_IS.join(part))
        raise ValueError(f"“{text}” is no change: an update, what changes, and the rate.")
    update, lr = _UPDATE.parse(part[0]), _LR.parse(part[2])
    if part[1] != _RATE and part[1] not in OPTIMIZERS:
        raise ValueError(_no_action(part[1]))
    assert isinstance(update, int)
    assert isinstance(lr, float)
    return Change(update, lr, None if part[1] == _RATE else part[1])


def _no_action(name: str) -> str:
    return f"“{shown(name)}” is neither {_RATE} nor an optimizer."


def _schedule(part: list[str]) -> Schedule:
    name, texts = part[0], part[1:]
    knobs = SCHEDULES[name].numbers
    if len(texts) != len(knobs):
        raise ValueError(
            f"The schedule {name} has {len(knobs)} number{'s' if len(knobs) > 1 else ''}, not {len(texts)}."
        )
    numbers = (knob.parse(text) for knob, text in zip(knobs, texts, strict=True))
    return Schedule(name, tuple(number for number in numbers if isinstance(number, (int, float))))


def _checked(schedule: Schedule) -> Schedule:
    """The schedule with each number in its own type."""
    if schedule.name not in SCHEDULES:
        raise ValueError(f"There is no schedule “{shown(schedule.name)}”. There are {', '.join(SCHEDULES)}.")
    return _schedule([schedule.name, *map(shown, schedule.numbers)])


def told(course: Course) -> str:
    """What a plan says, in words: "from update 40: learning rate 0.001"."""
    if schedule := course.schedule:
        return _TOLD[schedule.name].format(*map(plain, schedule.numbers))
    return "; ".join(map(change_told, course.changes))


def change_told(change: Change) -> str:
    """One change in words."""
    anew = f"{OPTIMIZERS[change.optimizer].label}, " if change.optimizer else ""
    update = f"{change.update:,}".replace(",", "\u202f")
    return f"from update {update}: {anew}learning rate {plain(change.lr)}"


_TOLD: Final = {
    "step": "the learning rate times {1} every {0} epochs",
    "inverse": "the learning rate falls as 1/t: a half after {0} epochs",
    "cosine": "the learning rate rises for {0} epochs from a tenth, then falls to 0 along a cosine",
    "plateau": "the learning rate times {1} where the loss on all rows was no better for more than {0} epochs",
}


@dataclass(frozen=True)
class Plan(Text):
    """A knob for what changes on the way, packed; the empty text, in a URL "constant", is nothing."""

    @property
    def allowed(self) -> str:
        return (
            f"{_CONSTANT}; changes like 40{_IS}{_RATE}{_IS}0.001{_NEXT}60{_IS}adam{_IS}0.01; or "
            f"step{_IS}30{_IS}0.1, inverse{_IS}30, cosine{_IS}10, plateau{_IS}5{_IS}0.5"
        )

    def check(self, value: object) -> Value:
        if value == "":
            return ""
        if not isinstance(value, str) or len(value) > self.longest:
            raise self.refuse(value)
        try:
            return pack_plan(unpack_plan(value))
        except ValueError as error:
            raise ValueError(
                f"{self.field} = {shown(value)} is not possible. {error} Allowed: {self.allowed}."
            ) from error

    def parse(self, text: str) -> Value:
        return self.check("" if text == _CONSTANT else text)

    def write(self, value: Value) -> str:
        return str(value) or _CONSTANT

    def name(self, value: Value) -> str:
        return told(unpack_plan(str(value))) if value else "one learning rate"
