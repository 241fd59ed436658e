"""What PyTorch's autograd does with a formula: the graph that it keeps, and every gradient on its way back."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import torch
from torch import Tensor
from torch.autograd.graph import Node as Function
from torch.autograd.graph import get_gradient_edge

from components.engine.cuts import cut, readers
from components.engine.expressions import ExpressionError, Step, Steps, evaluating
from components.engine.slices import Slices, whole
from components.spec import Formula

Number = float | bool | str
"""A value of a tensor: a number, inf and nan among them; in words where it is more than one."""


@dataclass(frozen=True)
class Node:
    """A tensor of a formula: one of its variables, a constant, or what an operation made."""

    kind: Literal["variable", "constant", "operation"]
    step: Step
    value: Number
    requires_grad: bool
    functions: tuple[str, ...]
    """Autograd's own functions for it, "MulBackward0" or "AccumulateGrad", the one nearest to the result first; empty
    where the way back does not come past."""
    gradient: Number | None
    """The derivative of the result by this tensor, as it arrived in one pass; None where none did."""


@dataclass(frozen=True)
class Edge:
    """A tensor that an operation took as its input number `slot`; both by their places among the nodes.

    `derivative` is that of the operation by this input, None where it is no single number; `carried` is what it makes
    of the gradient that came to the operation. Both are None where no gradient flows.
    """

    source: int
    target: int
    slot: int
    flows: bool
    derivative: float | None
    carried: Number | None


@dataclass(frozen=True)
class Graph:
    """A formula as autograd sees it. The last node is the result, y.

    `order` are the nodes in the order in which PyTorch went back through them. `grads` has, for each call of backward,
    each leaf's `.grad` after it. Where `y.backward()` failed, `failure` says why, and both are empty. `cut` is the
    piece of the formula at which a way back ends, and what it does there; both empty where none ends.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    order: tuple[int, ...]
    grads: tuple[Mapping[int, Number], ...]
    failure: ExpressionError | None
    cut: tuple[str, str]


def autograd(formula: Formula) -> Graph:
    """Compute a formula with real tensors, call `backward` on the result, and tell what happened.

    Raises ExpressionError where the formula has no value.
    """
    return whole(autograd_in_slices(formula))


def autograd_in_slices(formula: Formula) -> Slices[Graph]:
    """The same with pauses."""
    asking = formula.asking
    names = {name: torch.tensor(getattr(formula, name), requires_grad=name in asking) for name in ("x", "w", "b")}
    evaluated = yield from _evaluated(formula, names)
    steps = _needed(evaluated, names)
    if isinstance(evaluated.value, (tuple, list)):
        raise ExpressionError("There are several results here, and y is one number.")
    for step in steps:
        if step.function == "requires_grad_":
            raise ExpressionError("Ask for a gradient with the switch at the variable.", step.line, step.column)
    result = steps[-1].value
    owners = _owners(steps)
    functions = [list[str]() for _ in steps]
    for function in _reachable(result):
        if function in owners:
            functions[owners[function]].append(function.name().rpartition("::")[2])
    order: list[int] = []
    arrived: dict[int, Tensor] = {}
    _listen(steps, owners, order, arrived)
    grads: list[Mapping[int, Number]] = []
    failure, ending = None, cut(formula.text, steps, asking)
    try:
        for _ in range(formula.calls):
            result.backward(retain_graph=True)  # type: ignore[no-untyped-call]
            yield
            leaves = [(place, step.value) for place, step in enumerate(steps) if step.value.is_leaf]
            grads.append({place: plain(leaf.grad) for place, leaf in leaves if leaf.grad is not None})
    except RuntimeError as error:
        failure = _explained(str(error), steps, ending)
        order, arrived = [], {}
    gone = () if failure else tuple(dict.fromkeys(order))
    nodes = (
        Node(
            _kind(step, names),
            step,
            plain(step.value),
            step.value.requires_grad,
            tuple(functions[place]),
            plain(arrived[place]) if place in arrived else None,
        )
        for place, step in enumerate(steps)
    )
    edges: list[Edge] = []
    for edge in _edges(steps, gone, arrived):
        edges.append(edge)
        yield
    return Graph(tuple(nodes), tuple(edges), gone, tuple(grads), failure, ending)


def _evaluated(formula: Formula, names: Mapping[str, Tensor]) -> Slices[Steps]:
    """The formula's steps. Raises ExpressionError; what would have cut the way back is then told as well."""
    try:
        return (yield from evaluating(formula.text, names=names))
    except ExpressionError as error:
        with contextlib.suppress(SyntaxError):
            cutting = next(readers(formula.text, formula.asking), None)
            if cutting and (error.failure is None or not error.explanation):  # a hint that runs would cut it as well
                error.explanation = f"And {' '.join(cutting)}: the way back would end there."
                error.fix = ""
        raise


def plain(tensor: Tensor) -> Number:
    """A tensor's number; in words where it holds more than one."""
    if tensor.dim() == 0:
        value = tensor.item()
        return value if isinstance(value, bool) else float(value) if not isinstance(value, complex) else str(value)
    if tensor.dim() == 1 and tensor.numel() <= 3:
        return f"[{', '.join(f'{value:.4g}' for value in tensor.tolist())}]"
    return f"shape {list(tensor.shape)}"


def _needed(steps: Sequence[Step], names: Mapping[str, Tensor]) -> list[Step]:
    """The steps that the last one is computed from, it itself, and every variable that the formula names; another name
    for a value is left out."""
    last = steps[-1]
    while last.function == "alias":
        (last,) = last.inputs
    wanted, waiting = {last}, [last]
    wanted.update(step for step in steps if _kind(step, names) == "variable")
    while waiting:
        fresh = [step for step in waiting.pop().inputs if step not in wanted]
        wanted.update(fresh)
        waiting.extend(fresh)
    return [*(step for step in steps if step in wanted and step is not last), last]


def _kind(step: Step, names: Mapping[str, Tensor]) -> Literal["variable", "constant", "operation"]:
    if step.inputs:
        return "operation"
    return "variable" if step.function == "tensor" and step.literal is None and step.source in names else "constant"


def _owners(steps: Sequence[Step]) -> dict[Function, int]:
    """For each of autograd's functions, the step that it belongs to: one operation may need several."""
    owners: dict[Function, int] = {}
    for place, step in enumerate(steps):
        waiting = [get_gradient_edge(step.value).node] if step.value.requires_grad else []
        while waiting:
            function = waiting.pop()
            if function not in owners:
                owners[function] = place
                waiting.extend(below for below, _ in function.next_functions if below is not None)
    return owners


def _reachable(result: Tensor) -> Iterator[Function]:
    """Autograd's functions from the result back to the leaves."""
    waiting = [get_gradient_edge(result).node] if result.requires_grad else []
    seen = set(waiting)
    while waiting:
        function = waiting.pop(0)
        yield function
        below = dict.fromkeys(one for one, _ in function.next_functions if one is not None)
        fresh = [one for one in below if one not in seen]
        seen.update(fresh)
        waiting.extend(fresh)


def _listen(
    steps: Sequence[Step], owners: Mapping[Function, int], order: list[int], arrived: dict[int, Tensor]
) -> None:
    """From now on, write down which step's functions are called, and which gradients come to which step."""

    def calling(place: int) -> Any:
        return lambda _: order.append(place)

    def arriving(place: int) -> Any:
        return lambda gradient: arrived.update({place: gradient.detach()})

    for function, place in owners.items():
        function.register_prehook(calling(place))
    for place, step in enumerate(steps):
        if step.value.requires_grad:
            step.value.register_hook(arriving(place))  # type: ignore[no-untyped-call]


def _edges(steps: Sequence[Step], gone: Sequence[int], arrived: Mapping[int, Tensor]) -> Iterator[Edge]:
    places = {step: place for place, step in enumerate(steps)}
    for target, step in enumerate(steps):
        flows = [target in gone and places[one] in gone and one.value.requires_grad for one in step.inputs]
        ones = torch.ones_like(step.value) if any(flows) else None
        derivatives = _pulled(step, flows, ones)
        carried = _pulled(step, flows, arrived.get(target))
        for slot, one in enumerate(step.inputs):
            derivative, gradient = derivatives[slot], carried[slot]
            single = derivative is not None and derivative.dim() == step.value.dim() == 0
            yield Edge(
                places[one],
                target,
                slot,
                flows[slot],
                float(derivative) if derivative is not None and single else None,
                None if gradient is None else plain(gradient),
            )


def _pulled(step: Step, flows: Sequence[bool], gradient: Tensor | None) -> list[Tensor | None]:
    """What a step makes of a gradient, for each of its inputs: it is done again, alone, with each input a leaf."""
    if gradient is None or not any(flows):
        return [None] * len(flows)
    leaves = [one.value.detach().clone().requires_grad_(flow) for one, flow in zip(step.inputs, flows, strict=True)]
    asking = [leaf for leaf in leaves if leaf.requires_grad]
    found = iter(torch.autograd.grad(step.apply(*leaves), asking, gradient, allow_unused=True, materialize_grads=True))
    return [next(found) if flow else None for flow in flows]


def _explained(message: str, steps: Sequence[Step], ending: tuple[str, str]) -> ExpressionError:
    """PyTorch's own words for a backward that cannot be, and plain ones."""
    result = steps[-1].value
    explanation = ""
    if "does not require grad" in message:
        source, does = ending
        if source:
            explanation = f"{source} {does}: the way back ends there."
        elif any(step.value.requires_grad for step in steps):
            explanation = "A variable asks for a gradient, but the result does not depend on it."
        else:
            explanation = (
                "Nobody asked: no variable in the formula requires a gradient, so PyTorch recorded nothing. "
                "Switch one on."
            )
    elif "scalar outputs" in message:
        explanation = (
            f"backward() starts from one number, and this result has shape {list(result.shape)}. "
            "Take its sum or its mean."
        )
    return ExpressionError(message, 1, 1, explanation=explanation, problem="requires_grad", steps=tuple(steps))
