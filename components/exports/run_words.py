"""What the notebook of a run says of its program: a number of the run first, then how PyTorch writes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from components.engine import History, constant, problem, scaled, weight_count
from components.exports.cells import plain, verbatim
from components.films.words import number, weights
from components.programs import by_phase
from components.spec import RunSpec
from components.spec.plan import told

_FEW: Final = 6
"""So many names, or factors, are listed one by one."""

_STEPS: Final = {
    "predict": "**Predict**: the model guesses the targets of every row that it is given.",
    "loss": "**Loss**: one number says how far the guesses are from the targets.",
    "backward": "**Backward**: PyTorch computes the gradient, how steeply the loss rises with each weight.",
    "update": "**Update**: every weight takes a step, by the rule of the optimizer.",
    "zero": "**Zero**: the gradients are set to zero, because the next backward adds to them.",
}


def imports(history: History) -> Iterator[str]:
    does = (["make the powers"] if history.spec.degree > 1 else []) + (
        ["standardise the inputs"] if history.spec.scale != "raw" else []
    )
    numpy = f", and NumPy to {' and to '.join(does)}" if does else ""
    yield "## What it needs"
    yield f"PyTorch{numpy}. One thread is enough for a model of this size, and keeps sums in one order."


def data(history: History) -> Iterator[str]:
    """How many rows and columns, the first row, and what standardising makes of it."""
    spec, table = history.spec, problem(history.spec)
    n, d, k = table.shape
    yield "## The data"
    yield (
        f"{_counted(n, 'row')}, each with {_counted(d, 'input')} ({_listed(table.input_names)}) and "
        f"{_counted(k, 'target')} ({_listed(table.target_names)}). The model is to guess the targets from the inputs."
    )
    if spec.held_out:
        _, validation, test = spec.divided
        held = [f"{number(count)} {why}" for count, why in ((validation, "to validate"), (test, "to test")) if count]
        yield f"Other rows are held out: {' and '.join(held)}. The model does not learn from them."
    if spec.scale == "raw":
        return
    before, after = number(float(table.inputs[0, 0])), number(float(scaled(spec)[0, 0]))
    name = plain(table.input_names[0])
    same = constant(table.inputs)
    if same[0]:
        yield f"In the first row, {name} {before} becomes 0: the column holds one number only."
    else:
        yield (
            f"In the first row, {name} {before} becomes {after}: from each column of the inputs its mean is taken "
            "away, then it is divided by its spread, the standard deviation."
        )
        if same.any():
            yield "A column that holds one number only becomes 0."


def model(history: History) -> Iterator[str]:
    """How many weights, how they begin, what the untrained model says of the first row, and the rule of its steps."""
    spec, table = history.spec, problem(history.spec)
    _, d, k = table.shape
    yield "## The model"
    seeded = f", from the seed {spec.seed}" if spec.draw.random else ""
    by_hand = ", but for what is set by hand" if spec.set_by_hand else ""
    start = f"{spec.draw.label}{seeded}{by_hand}"
    yield f"{_counted(weight_count(spec), 'weight')}, biases among them. Their start: {start}."
    says, target = (number(float(value)) for value in (history.predictions[0, 0, 0], table.targets[0, 0]))
    name = plain(table.target_names[0])
    yield f"For the first row it says {says} before any training; the target, {name}, is {target}.{_sum(history)}"
    if spec.chosen.model.linear:
        written = "x @ w.t() + b" if spec.chosen.model.by_hand else f"nn.Linear({d}, {k})"
        yield f"Each guess is the sum of all inputs, each times its weight, and a bias. In PyTorch: `{written}`."
    else:
        yield (
            "Each unit adds up all that comes in, each times its weight, and a bias. Between two layers every sum goes "
            f"through an activation, `nn.{spec.chosen.activation.written}`."
        )
    yield _rule(spec)


def loop(history: History) -> Iterator[str]:
    """How many updates, the five steps of each, and the first one in numbers."""
    spec = history.spec
    each = spec.updates_per_epoch
    yield "## The training"
    yield (
        f"The loop has {_counted(spec.epochs, 'epoch')} of {_counted(each, 'update')}"
        f"{' each' if spec.epochs > 1 else ''}. Every update prints its loss. On all rows, the loss is "
        f"{number(float(history.loss[0]))} before the first."
    )
    if spec.validation:
        yield f"Beside each stands the loss on the rows that validate, {number(float(history.validation[0]))} at first."
    if spec.patience:
        stopped = f" That is after {_counted(history.last, 'update')}." if history.stopped else ""
        yield f"Once {_counted(spec.patience, 'epoch')} have brought no lower one, the loop ends.{stopped}"
    if spec.l2 or spec.l1:
        yield "A penalty on large weights is a part of the loss, biases left out."
    if not spec.chosen.wiring.right:
        yield f"The five steps are wired wrongly here, on purpose: {plain(spec.chosen.wiring.label)}."
        return
    yield "\n".join(f"{place}. {_STEPS[phase]}" for place, phase in enumerate(spec.chosen.wiring.phases, 1))
    if spec.subtracts and history.count > 1 and history.stride == 1:
        w, then = (float(history.flat_weights[frame, 0]) for frame in (0, 1))
        g, lr = float(history.flat_grads[0, 0]), float(history.lr[0])
        yield (
            f"In the first update, the weight {plain(weights(spec)[0].name)} is {number(w)} and its gradient "
            f"{number(g)}. Minus the learning rate {number(lr)} times the gradient, it becomes {number(then)}:"
        )
        yield verbatim(by_phase(spec)["update"])


def _sum(history: History) -> str:
    """How a linear model of few inputs comes to what it says of the first row."""
    spec, table = history.spec, problem(history.spec)
    _, d, k = table.shape
    if not spec.chosen.model.linear or d > _FEW:
        return ""
    factors = history.flat_weights[0, :d].tolist()
    terms = [f"{_signed(x)} × {_signed(w)}" for x, w in zip(scaled(spec)[0].tolist(), factors, strict=True)]
    return f" That is {' + '.join([*terms, _signed(float(history.flat_weights[0, k * d]))])}."


def _signed(value: float) -> str:
    return f"({number(value)})" if value < 0 else number(value)


def _rule(spec: RunSpec) -> str:
    """By what the weights move, and which rows each update looks at."""
    rule = f"The learning rate is {number(spec.lr)}" if spec.chosen.wiring.rated else "There is no learning rate"
    rule += "." if spec.chosen.model.by_hand else f", the optimizer {spec.chosen.optimizer.label}."
    if not spec.course.constant:
        rule += f" On the way, {told(spec.course)}."
    if spec.batch is None:
        return f"{rule} Every update looks at all rows."
    order = "dealt in a new random order every epoch" if spec.shuffle else "always in the same order"
    return f"{rule} Every update looks at a batch of {_counted(spec.batch, 'row')}, {order}."


def _counted(count: int, what: str) -> str:
    return f"{number(count)} {what}{'' if count == 1 else 's'}"


def _listed(names: Sequence[str]) -> str:
    shown = [plain(name) for name in names[:_FEW]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f", and {number(more)} more" if more else "")
