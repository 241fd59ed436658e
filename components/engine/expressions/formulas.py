"""How an element of a result came about, as a formula to put numbers into; told only where doing it again proves it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import torch
from torch import Tensor

from components.engine.expressions.calls import Call, Slot, quiet
from components.engine.expressions.dependencies_moves import data_of
from components.engine.expressions.functions import FUNCTIONS
from components.engine.expressions.step import Step

MOST = 256
"""Elements of a result for each of which a function of many numbers is done again."""
PRECISION = 1e-5
"""How near to PyTorch's number a formula must come, relative to its largest term; in float16, eight of its steps."""
SHOWN = 0.02
"""How near to it, relative to the number itself, where the formula is worked out with the digits that are shown."""

SIGNS: Mapping[str, tuple[str, Callable[[Tensor, Tensor], Tensor]]] = {
    **dict.fromkeys(("add",), ("+", torch.add)),
    **dict.fromkeys(("sub", "subtract"), ("−", torch.sub)),
    **dict.fromkeys(("mul", "multiply"), ("×", torch.mul)),
    **dict.fromkeys(("div", "divide", "true_divide"), ("÷", torch.div)),
    "floor_divide": ("//", torch.floor_divide),
    "remainder": ("%", torch.remainder),
    "pow": ("^", torch.pow),
    "eq": ("==", torch.eq),
    "ne": ("≠", torch.ne),
    **dict.fromkeys(("lt",), ("<", torch.lt)),
    **dict.fromkeys(("gt", "greater"), (">", torch.gt)),
    **dict.fromkeys(("le",), ("≤", torch.le)),
    **dict.fromkeys(("ge",), ("≥", torch.ge)),
}
"""What is written between two numbers, and what it does to them."""
PREFIXES: Mapping[str, tuple[str, Callable[[Tensor], Tensor]]] = {
    **dict.fromkeys(("neg", "negative"), ("−", torch.neg)),
    "positive": ("+", torch.positive),
}
FOLDS: Mapping[str, str] = {
    **dict.fromkeys(("sum", "nansum", "mean", "nanmean", "trace", "cumsum"), "+"),
    **dict.fromkeys(("prod", "cumprod"), "×"),
    "all": "and",
    "any": "or",
}

Pairs = Sequence[Sequence[tuple[int, int]]]
"""For each element of a value what it depends on: the place of an input, and the number of an element there."""
Look = Callable[[Tensor], Tensor]
"""How numbers are seen: in full, or with the digits that the page shows."""
Proof = Callable[[Look], Tensor]
"""What a formula makes of the numbers, in one row: the elements of the value."""


@dataclass(frozen=True)
class Formula:
    """copy: the element of one of the `data` inputs, unchanged; without one, filled in. dot: products of two inputs'
    elements, summed. fold: all with `symbol` between them, divided by their number if `mean`, without those that are no
    number if `skips`. call: the `template`, in which {i} is the element of input i or, from the number of inputs on,
    one of the `constants`. of: the function `name` of all. depends: nothing but what it depends on.
    """

    kind: Literal["copy", "dot", "fold", "call", "of", "depends"]
    template: str = ""
    constants: tuple[float, ...] = ()
    data: tuple[int, ...] = ()
    symbol: str = ""
    mean: bool = False
    skips: bool = False
    name: str = ""
    unproven: tuple[int, ...] = ()
    """Elements of which it is not true, or not with the digits that are shown: of these, what they depend on."""


DEPENDS = Formula("depends")


def formula_of(step: Step, pairs: Pairs | None) -> Formula:
    """The first formula that is true of an element of the step's value. `pairs` are None where they are not known."""
    if not pairs or FUNCTIONS[step.function].random:
        return DEPENDS
    sources = _Sources(step, pairs)
    for formula, scale, proof in _candidates(step, sources):
        try:
            right = sources.right(proof, scale)
        except Exception:  # noqa: BLE001 - whatever torch refuses is no proof
            continue
        if bool(right.any()):
            return replace(formula, unproven=tuple((~right).nonzero().flatten().tolist()))
    return DEPENDS


class _Sources:
    """The pairs of a step as rows: pair k says that element `row[k]` depends on `element[k]` of input `place[k]`."""

    def __init__(self, step: Step, pairs: Pairs) -> None:
        self.step, self.count = step, len(pairs)
        flat = [(row, place, element) for row, of in enumerate(pairs) for place, element in of]
        self.row, self.place, self.element = torch.tensor(flat, dtype=torch.int64).view(-1, 3).unbind(1)
        self.exact = [one.value.detach().flatten() for one in step.inputs]
        self.value = step.value.detach().flatten()

    def right(self, proof: Proof, scale: Proof | None) -> Tensor:
        """Of each element of the value, whether the proof gives it: in full, and with the digits that are shown."""
        value = self.value.double()
        steps = 8 * torch.finfo(self.value.dtype).eps if self.value.is_floating_point() else 0.0
        size = value.abs() if scale is None else torch.maximum(scale(_exact).double(), value.abs())
        right = _near(proof(_exact).double(), value, max(PRECISION, steps) * size)
        return right & _near(proof(shown).double(), value, SHOWN * value.abs())

    def of(self, place: int) -> Tensor:
        """The element of one input that each element of the value depends on. ValueError where it is not one."""
        chosen = self.place == place
        if not torch.equal(self.row[chosen], torch.arange(self.count)):
            raise ValueError("not one each")
        return self.element[chosen]

    def numbers(self, look: Look, place: int | None = None) -> tuple[Tensor, Tensor]:
        """Of each pair, or of those of one input, the row and the number."""
        rows, numbers = [], []
        for at, one in enumerate(self.exact):
            if place in (None, at):
                chosen = self.place == at
                rows.append(self.row[chosen])
                numbers.append(look(one)[self.element[chosen]].double())
        return torch.cat(rows), torch.cat(numbers)

    def summed(self, rows: Tensor, numbers: Tensor) -> Tensor:
        """By row, the sum of the numbers."""
        return torch.zeros(self.count, dtype=torch.float64).index_add(0, rows, numbers)


def shown(tensor: Tensor) -> Tensor:
    """Numbers as the page writes them: four digits, whole ones in full; very large and very small ones, three."""
    if tensor.dtype is torch.bool:
        return tensor
    exact = tensor.double()
    size = exact.abs()
    places = 3 - size.log10().floor()
    places = torch.where((size >= 1e7) | (size < 1e-6), places - 1, places.clamp(0, 9))
    rounded = (exact * 10**places).round() / 10**places
    whole = (size < 1e7) & (exact == exact.trunc())
    return torch.where(exact.isfinite() & ~whole, rounded, exact).to(tensor.dtype)


def _exact(tensor: Tensor) -> Tensor:
    return tensor


def _near(one: Tensor, other: Tensor, tolerance: Tensor) -> Tensor:
    return (one == other) | ((one - other).abs() <= tolerance) | (one.isnan() & other.isnan())


def _candidates(step: Step, sources: _Sources) -> Iterator[tuple[Formula, Proof | None, Proof]]:
    """What might be told of a step: the formula, how large its terms are, and what it makes of the inputs."""
    kind, name = FUNCTIONS[step.function].kind, step.function
    if kind == "move":
        yield _copy(step, sources)
    elif name in FOLDS:
        yield from _folded(name, sources)
    elif kind == "contract" and len(step.inputs) == 2:
        yield _dot(sources)
    if isinstance(step.apply, Call):
        if kind == "elementwise":
            yield from _called(step, step.apply, sources)
        if kind == "reduce" and len(step.inputs) == 1 and len(sources.value) <= MOST:
            yield _of_all(name, step.apply, sources)


def _copy(step: Step, sources: _Sources) -> tuple[Formula, None, Proof]:
    data = tuple(data_of(step))
    moved = torch.isin(sources.place, torch.tensor(data, dtype=torch.int64))
    rows = sources.row[moved]
    if bool((torch.bincount(rows, minlength=1) > 1).any()):
        return DEPENDS, None, lambda _: torch.full((sources.count,), torch.nan)

    def proof(look: Look) -> Tensor:
        value = sources.value.double().clone()  # what is no copy was filled in, whatever it is
        for place in data:
            own, numbers = sources.numbers(look, place)
            value[own] = numbers
        return value

    return Formula("copy", data=data), None, proof


def _folded(name: str, sources: _Sources) -> Iterator[tuple[Formula, Proof, Proof]]:
    symbol, mean, skips = FOLDS[name], "mean" in name, name.startswith("nan")
    if symbol in ("and", "or") and any(one.dtype is not torch.bool for one in sources.exact):
        return  # Python's `5 and 6` is 6

    def kept(look: Look) -> tuple[Tensor, Tensor]:
        rows, numbers = sources.numbers(look)
        there = ~numbers.isnan() if skips else torch.ones_like(numbers, dtype=torch.bool)
        return rows[there], numbers[there]

    def proof(look: Look) -> Tensor:
        rows, numbers = kept(look)
        if symbol != "+":
            how = {"×": "prod", "and": "amin", "or": "amax"}[symbol]
            start = torch.ones(sources.count, dtype=torch.float64)
            return start.scatter_reduce(0, rows, numbers, how, include_self=False)
        counts = torch.bincount(rows, minlength=sources.count) if mean else 1
        return sources.summed(rows, numbers) / counts

    def scale(look: Look) -> Tensor:
        rows, numbers = kept(look)
        return sources.summed(rows, numbers.abs()) if symbol == "+" else torch.zeros(())

    yield Formula("fold", symbol=symbol, mean=mean, skips=skips), scale, proof


def _dot(sources: _Sources) -> tuple[Formula, Proof, Proof]:
    def products(look: Look) -> tuple[Tensor, Tensor]:
        (rows, left), (others, right) = (sources.numbers(look, place) for place in (0, 1))
        if not torch.equal(rows, others):
            raise ValueError("not as many of each")
        return rows, left * right

    def proof(look: Look) -> Tensor:
        return sources.summed(*products(look))

    def scale(look: Look) -> Tensor:
        rows, numbers = products(look)
        return sources.summed(rows, numbers.abs())

    return Formula("dot"), scale, proof


def _called(step: Step, call: Call, sources: _Sources) -> Iterator[tuple[Formula, Proof | None, Proof]]:
    """An operator with its sign, done in exact arithmetic; else the call as it was made, with one element of each."""
    constants: list[float] = []
    arguments = [_written(one, len(step.inputs), constants) for one in call.arguments]
    signs, plain = _signs(step), all(isinstance(one, (Slot, int, float)) for one in call.arguments)

    def operands(look: Look) -> list[Tensor]:
        return [look(one)[sources.of(place)] for place, one in enumerate(sources.exact)]

    def numbers(look: Look) -> list[Tensor]:
        filled = operands(look)
        constant = [look(torch.tensor(one, dtype=torch.float64)) for one in constants]
        values = [filled[one.index] if isinstance(one, Slot) else constant.pop(0) for one in call.arguments]
        return values if signs in BITS else [value.double() for value in values]

    def scale(look: Look) -> Tensor:
        return torch.stack(torch.broadcast_tensors(*(one.double().abs() for one in numbers(look)))).amax(0)  # type: ignore[no-untyped-call]

    if signs and plain and not call.keywords and len(arguments) <= 2:
        infix = len(arguments) == 2
        template = f" {signs[0]} ".join(arguments) if infix else f"{signs[0]}{arguments[0]}"
        adds = step.function in ("add", "sub", "subtract")
        told = Formula("call", template, tuple(constants))
        yield told, scale if adds else None, lambda look: signs[1](*numbers(look))
    keywords = [f"{name}={_written(value, len(step.inputs), constants)}" for name, value in call.keywords]
    name = step.function.rpartition(".")[2]
    told = Formula("call", f"{name}({', '.join([*arguments, *keywords])})", tuple(constants))
    yield told, None, lambda look: _seen(call, look)(*operands(look)).flatten()


def _seen(call: Call, look: Look) -> Call:
    """A call with its decimals as they are seen."""

    def seen(value: Any) -> Any:
        if isinstance(value, (tuple, list)):
            return type(value)(seen(one) for one in value)
        return float(look(torch.tensor(value, dtype=torch.float64))) if isinstance(value, float) else value

    keywords = tuple((name, seen(value)) for name, value in call.keywords)
    return replace(call, arguments=seen(call.arguments), keywords=keywords)


BITS = (("and", torch.bitwise_and), ("or", torch.bitwise_or), ("xor", torch.bitwise_xor), ("not ", torch.bitwise_not))


def _signs(step: Step) -> Any:
    """The sign of a step, and what it does; and, or, xor and not for True and False only."""
    if step.value.dtype is torch.bool and step.function.startswith("bitwise_"):
        return next((one for one in BITS if step.function == f"bitwise_{one[0].strip()}"), None)
    return SIGNS.get(step.function) or PREFIXES.get(step.function)


def _written(value: object, inputs: int, constants: list[float]) -> str:
    """An argument in a template. ValueError for what is not written there."""
    if isinstance(value, Slot):
        return f"{{{value.index}}}"
    if isinstance(value, (int, float)):
        constants.append(value)
        return f"{{{inputs + len(constants) - 1}}}"
    if isinstance(value, (tuple, list)):
        return f"({', '.join(_written(one, inputs, constants) for one in value)})"
    return str(value).removeprefix("torch.") if isinstance(value, torch.dtype) else repr(value)


def _of_all(name: str, call: Call, sources: _Sources) -> tuple[Formula, None, Proof]:
    """The function of nothing but the numbers in a row: what else it was given must not matter."""

    def proof(look: Look) -> Tensor:
        numbers = look(sources.exact[0])
        results = [call.function(numbers[sources.element[sources.row == row]]) for row in range(sources.count)]
        return torch.stack(results)

    def quietly(look: Look) -> Tensor:
        with quiet():
            return proof(look)

    return Formula("of", name=name.rpartition(".")[2]), None, quietly
