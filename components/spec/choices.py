"""What a run can be made of: models, activations, losses, optimizers and wirings, each by its name, and what it can do.

Who needs to know what a choice can do asks here (`RunSpec.chosen`), never for its name: so a new choice is one entry,
and the function that computes it, in the engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, TypeVar

from components.spec.knobs import Knob

PHASES: Final = ("predict", "loss", "backward", "update", "zero")
"""The five phases of one update, in the order in which they run, wired right."""


@dataclass(frozen=True)
class Choice:
    """A named alternative: `name` stands in a link, `label` on a page.

    `instead` says what it does in place of having an exact limit of the learning rate; "{safe}" in it is a rate.
    """

    name: str
    label: str
    instead: str = field(default="", kw_only=True)


@dataclass(frozen=True)
class Model(Choice):
    """`by_hand` writes its five steps out; the others are PyTorch's parts. `draws` names how its first weights come,
    where nothing else is asked for.

    `linear` is a straight line of its inputs: its squared error is a bowl of known shape.
    """

    by_hand: bool = False
    linear: bool = True
    draws: str = "pytorch"


@dataclass(frozen=True)
class Draw(Choice):
    """How the first weights of a run come: `written` is the function of torch that makes them, and where there is none,
    each layer of PyTorch draws its own. What is not `random` is the same with every seed."""

    written: str = ""
    random: bool = True


@dataclass(frozen=True)
class Activation(Choice):
    """`written` is its class in torch.nn. A unit whose activation `dies` gives nothing, and learns nothing, on one side
    of 0."""

    written: str
    dies: bool = False


@dataclass(frozen=True)
class Loss(Choice):
    """`written` is its function in torch.nn.functional, `unit` the unit of its numbers where "{}" is the targets'.

    `squared` is the mean squared error, which alone makes a bowl. `bend` is the most that its curvature can be, as a
    share of that error's: 0 for straight lines.
    """

    written: str
    unit: str
    squared: bool = False
    bend: float = 1.0


@dataclass(frozen=True)
class Optimizer(Choice):
    """`written` is its class in torch.optim, `keywords` what it is given behind its learning rate.

    A `plain` one moves every weight by exactly the learning rate times its gradient. A `forgetful` one moves no weight
    whose gradient is zero; the others go on in the direction of before, or decay. `turns` are the numbers of it that a
    ball on a surface lets a hand turn, by their fields in a Descent. One that `jumps` moves every weight by the
    learning rate, up or down, however flat it is: in the end it goes to and fro.
    """

    written: str
    keywords: Mapping[str, Any] = field(default_factory=dict)
    turns: tuple[str, ...] = ()
    plain: bool = False
    forgetful: bool = False
    jumps: bool = False

    @property
    def linear(self) -> bool:
        """Whether its steps are sums of gradients, each times a number: on a bowl a run is then one linear map."""
        return self.written == "SGD"


@dataclass(frozen=True)
class Wiring(Choice):
    """The five steps of the model written by hand. What is False is wired wrongly, and so is another order."""

    phases: tuple[str, ...] = PHASES
    """The order in which the phases run."""
    typed: bool = True
    """The data have the dtype of the weights."""
    predicts: bool = True
    """Predicts in every update, not only once."""
    paired: bool = True
    """The loss compares each prediction with its own target, not with all."""
    averages: bool = True
    """The loss is the mean of the squared errors, not their sum."""
    guarded: bool = True
    """The update is made under torch.no_grad()."""
    owns: bool = True
    """The update moves the weights that predict, not those of another model."""
    subtracts: bool = True
    """The step is subtracted, not added."""
    rated: bool = True
    """The step is the learning rate times the gradient, not the whole gradient."""
    zeroes: bool = True
    """The gradients are set to zero in every update, not added up."""

    @property
    def right(self) -> bool:
        return self.descends and self.averages

    @property
    def descends(self) -> bool:
        """Whether it is gradient descent on the squared errors, by their mean or their sum: so its limit is known."""
        return self.plain and self.guarded and self.zeroes and self.predicts and self.paired

    @property
    def plain(self) -> bool:
        """Whether the learning rate times the gradient is subtracted."""
        return self.typed and self.owns and self.subtracts and self.rated and self.phases == PHASES

    @property
    def own_loss(self) -> bool:
        """Whether the program computes another loss than the mean of its weights on its rows, or none."""
        return not (self.typed and self.predicts and self.paired and self.averages)

    @property
    def backs(self) -> bool:
        """Whether the update comes after a backward."""
        return self.phases.index("backward") < self.phases.index("update")

    @property
    def moves(self) -> bool:
        """Whether a step can move a weight: its own, and before its gradient is zero."""
        return self.owns and self.phases.index("update") < self.phases.index("zero")


C = TypeVar("C", bound=Choice)


def table_of(*choices: C) -> Mapping[str, C]:
    """The choices by their names."""
    return {choice.name: choice for choice in choices}


MODELS: Final = table_of(
    Model("scratch", "From scratch", by_hand=True, draws="lecture"),
    Model("linear", "nn.Linear"),
    Model(
        "network",
        "Network",
        linear=False,
        instead="A network's loss has no one curvature: it changes as the weights move, and with it the rate that is "
        "too large.",
    ),
)
DRAWS: Final = table_of(
    Draw("pytorch", "PyTorch's default"),
    Draw("lecture", "the lecture's", "randn"),
    Draw("zeros", "all zeros", "zeros", random=False),
)
ACTIVATIONS: Final = table_of(
    Activation("sigmoid", "Sigmoid", "Sigmoid"),
    Activation("relu", "ReLU", "ReLU", dies=True),
    Activation("tanh", "Tanh", "Tanh"),
    Activation("leaky_relu", "Leaky ReLU", "LeakyReLU"),
)
LOSSES: Final = table_of(
    Loss("mse", "Squared error", "mse_loss", "({})²", squared=True),
    Loss(
        "l1",
        "Absolute error",
        "l1_loss",
        "{}",
        bend=0.0,
        instead="The absolute error is as steep close to its lowest point as far away. So it never explodes, and as a "
        "rule a rate that stays the same does not settle either: the loss hovers.",
    ),
    Loss(
        "huber",
        "Huber",
        "huber_loss",
        "Huber's",
        bend=0.5,
        instead="Huber's loss bends at most half as much as the squared error, so every rate below {safe} is safe. "
        "Above, its slope cannot grow further: the loss may swing, but it does not explode.",
    ),
)
OPTIMIZERS: Final = table_of(
    Optimizer("sgd", "SGD", "SGD", plain=True, forgetful=True),
    Optimizer("momentum", "SGD, momentum 0.9", "SGD", {"momentum": 0.9}, ("momentum",)),
    Optimizer("nesterov", "SGD, Nesterov 0.9", "SGD", {"momentum": 0.9, "nesterov": True}, ("momentum",)),
    Optimizer(
        "adagrad",
        "Adagrad",
        "Adagrad",
        forgetful=True,
        instead="Adagrad divides each step by the root of all squared gradients so far, so what it multiplies "
        "gradients by only shrinks. Too large a rate costs the first steps, too small a one crawls.",
    ),
    Optimizer(
        "rmsprop",
        "RMSprop",
        "RMSprop",
        turns=("alpha",),
        forgetful=True,
        jumps=True,
        instead="RMSprop divides each step by the size of recent gradients, so its steps get no smaller near the "
        "lowest point.",
    ),
    Optimizer(
        "adam",
        "Adam",
        "Adam",
        turns=("beta1", "beta2"),
        instead="Adam divides each step by the size of recent gradients. If that size stood still, Adam would be "
        "stable, with all rows, while the learning rate times the sharpest curvature, divided in the same way, is "
        "below 38. But it shrinks with the gradients: so the loss may fall far, and then rise in bursts.",
    ),
    Optimizer(
        "adamw",
        "AdamW",
        "AdamW",
        turns=("beta1", "beta2"),
        instead="AdamW steps as Adam does, and makes every weight a little smaller each time. In the end no weight is "
        "beyond 1 / 0.01 = 100, so a lowest point further out is out of its reach.",
    ),
    Optimizer("nadam", "NAdam", "NAdam", instead="NAdam is Adam with Nesterov's look ahead."),
)
WIRINGS: Final = table_of(
    Wiring("right", "Wired right"),
    Wiring("no_zero_grad", "Gradients never zeroed", zeroes=False),
    Wiring("no_no_grad", "No torch.no_grad()", guarded=False),
    Wiring("stale_predictions", "Old predictions used again", predicts=False),
    Wiring("plus", "Plus instead of minus", subtracts=False),
    Wiring("no_lr", "No learning rate", rated=False),
    Wiring("stretched", "A column [N, 1] against a row [N]", paired=False),
    Wiring("step_first", "Step before backward", phases=("predict", "loss", "update", "zero", "backward")),
    Wiring("zero_first", "Zeroed before the step", phases=("predict", "loss", "backward", "zero", "update")),
    Wiring("sum", "Sum instead of mean", averages=False),
    Wiring("two_dtypes", "float64 against float32", typed=False),
    Wiring("other_model", "Optimizer of another model", owns=False, zeroes=False),
)


class Chosen(NamedTuple):
    """What a run has chosen, and so what it can do."""

    model: Model
    activation: Activation
    loss: Loss
    optimizer: Optimizer
    wiring: Wiring


def chosen(model: str, activation: str, loss: str, optimizer: str, wiring: str) -> Chosen:
    """The choices of these names."""
    return Chosen(MODELS[model], ACTIVATIONS[activation], LOSSES[loss], OPTIMIZERS[optimizer], WIRINGS[wiring])


def _knob(field: str, label: str, explained: str, table: Mapping[str, Choice]) -> Knob:
    return Knob(field, label, explained, tuple(table), {name: choice.label for name, choice in table.items()})


MODEL: Final = _knob(
    "model",
    "Model",
    "From scratch: x @ w.t() + b with an update written by hand. nn.Linear: the same from PyTorch's parts. "
    "Network: layers with an activation between them.",
    MODELS,
)
ACTIVATION: Final = _knob(
    "activation",
    "Activation",
    "For a network: what each hidden unit does to its sum. Sigmoid squeezes it into 0 to 1, Tanh into -1 to 1, "
    "ReLU makes everything below zero zero, Leaky ReLU a hundredth of it.",
    ACTIVATIONS,
)
LOSS: Final = _knob(
    "loss",
    "Loss",
    "How errors become one number. Squared: the mean of their squares. Absolute: the mean of their sizes. "
    "Huber: half the square of errors below 1, sizes less a half above.",
    LOSSES,
)
OPTIMIZER: Final = _knob("optimizer", "Optimizer", "The rule that turns gradients into steps.", OPTIMIZERS)
WIRING: Final = _knob(
    "wiring",
    "Five steps",
    "Wire the five steps of the model from scratch wrongly, one fault at a time, and see what PyTorch does.",
    WIRINGS,
)
