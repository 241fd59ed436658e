"""The one door to what PyTorch does not promise: private ways that we know, each beside a public one.

Both give the same numbers; the private ones take less time, or see more. `check` compares them on tiny examples: what a
later PyTorch has not, or does otherwise, goes the public way from then on, and the log says so. The tests' law is that
no other module touches a private name of PyTorch. The names are those of torch 2.13.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Final, Generic, TypeVar

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.overrides import TorchFunctionMode

T = TypeVar("T")
Loss = Callable[[Tensor, Tensor], Tensor]
Backward = Callable[[Tensor], None]

_KNOWN: Final[Sequence[tuple[str, Mapping[str, Any]]]] = [
    (written, {}) for written in ("SGD", "Adagrad", "RMSprop", "Adam", "AdamW", "NAdam")
]
"""The classes of torch.optim with a private way, and none of their keywords."""


class Door(Generic[T]):
    """Something of PyTorch by the private way, as long as that is there and does what is known of it.

    `private` fetches it, `public` gives the same results, and `example` tries one or the other. Whoever wants speed
    asks for `way` once, and calls what it gets.
    """

    def __init__(self, name: str, private: Callable[[], T], public: T, example: Callable[[T], object]) -> None:
        self.name, self._private, self._public, self._example = name, private, public, example
        self._way: T | None = None

    @property
    def way(self) -> T:
        if self._way is None:
            try:
                self._way = self._private()
            except (AttributeError, ImportError) as error:
                self._go_round(repr(error))
        return self._way or self._public

    def check(self) -> None:
        """Goes the public way from now on, if the private one does not give the same."""
        expected = self._example(self._public)
        try:
            found = self._example(self.way)
        except Exception as error:  # noqa: BLE001  # a name that means something else now may do anything
            self._go_round(repr(error))
        else:
            if found != expected:
                self._go_round(f"{found} is not {expected}")

    def _go_round(self, why: str) -> None:
        logging.getLogger(__name__).warning(
            "PyTorch %s is not the one we know: %s by the public way (%s)", torch.__version__, self.name, why
        )
        self._way = self._public


def check(doors: Sequence[Door[Any]]) -> None:
    """Tries whether this PyTorch is the one we know: when a worker starts."""
    for door in doors:
        door.check()


# What F.mse_loss, F.l1_loss and F.huber_loss call, behind their broadcasting of equal shapes.


def _operators() -> Mapping[str, Loss]:
    nn: Any = torch._C._nn  # its stubs call a reduction a word, but it is a number: 1 is the mean
    mse, l1, huber = nn.mse_loss, nn.l1_loss, nn.huber_loss
    return {
        "mse": lambda preds, targets: mse(preds, targets, 1),
        "l1": lambda preds, targets: l1(preds, targets, 1),
        "huber": lambda preds, targets: huber(preds, targets, 1, 1.0),
    }


def _some(count: int = 3) -> Tensor:
    """Some numbers [count] that come out of no sum by chance."""
    return torch.tensor([0.3, -1.7, 2.9, -0.8])[:count]


losses: Final = Door[Mapping[str, Loss]](
    "losses",
    _operators,
    {"mse": F.mse_loss, "l1": F.l1_loss, "huber": F.huber_loss},
    lambda way: {name: loss(_some(), -_some()).item() for name, loss in way.items()},
)
"""The mean loss of predictions and targets [B, k] of one shape, by its name in a RunSpec."""


# `loss.backward()` where its Python wrapper ends, at the call of autograd's engine, which takes two thirds of its time.
# Source: torch/autograd/__init__.py and graph.py.


def _engine() -> Callable[[torch.dtype, torch.device], Backward]:
    run: Any = torch.autograd.Variable._execution_engine.run_backward

    def make(dtype: torch.dtype, device: torch.device) -> Backward:
        one = (torch.ones((), dtype=dtype, device=device),)  # the derivative of the loss by itself

        def back(loss: Tensor) -> None:
            run((loss,), one, False, False, (), allow_unreachable=True, accumulate_grad=True)

        return back

    return make


def _derivative(way: Callable[[torch.dtype, torch.device], Backward]) -> object:
    leaf = _some().requires_grad_()
    back = way(leaf.dtype, leaf.device)
    for _ in range(2):
        back(torch.sin(leaf * leaf).sum())
    assert leaf.grad is not None
    return leaf.grad.tolist()


backward: Final = Door[Callable[[torch.dtype, torch.device], Backward]](
    "backward", _engine, lambda _dtype, _device: Tensor.backward, _derivative
)
"""What `loss.backward()` does, for losses of a dtype on a device."""


# The functions that the steps of torch.optim's classes call, one tensor at a time, with the defaults of the classes.
# Their hooks for profilers and their groups of parameters are left out, and the 70 MB of torch._dynamo, which the first
# class imports.

Step = Callable[..., object]
"""A step of an optimizer, which is given its learning rate: `step(lr=0.1)`."""
Optimizer = Callable[[str, Mapping[str, Any], Tensor, Tensor], Step]


def _functional() -> Optimizer:
    from torch.optim.adagrad import adagrad
    from torch.optim.adam import adam
    from torch.optim.nadam import nadam
    from torch.optim.rmsprop import rmsprop
    from torch.optim.sgd import sgd

    def make(written: str, keywords: Mapping[str, Any], weights: Tensor, grads: Tensor) -> Step:
        of: Any = {"foreach": False, "weight_decay": 0}
        count, first, second = [torch.tensor(0.0)], [torch.zeros_like(weights)], [torch.zeros_like(weights)]
        if written == "SGD":
            of |= {"momentum_buffer_list": [None], "dampening": 0, "maximize": False}
            return partial(sgd, [weights], [grads], **{**of, "momentum": 0, "nesterov": False, **keywords})
        if written == "Adagrad" and not keywords:
            of |= {"state_sums": first, "state_steps": count, "lr_decay": 0, "maximize": False}
            return partial(adagrad, [weights], [grads], **of, eps=1e-10)
        if written == "RMSprop" and not keywords:
            of |= {"square_avgs": first, "grad_avgs": [], "momentum_buffer_list": [], "state_steps": count}
            return partial(rmsprop, [weights], [grads], **of, alpha=0.99, eps=1e-8, momentum=0, centered=False)
        if written in ("Adam", "AdamW") and not keywords:
            of |= {"exp_avgs": first, "exp_avg_sqs": second, "max_exp_avg_sqs": [], "state_steps": count}
            of |= {"weight_decay": 0.01, "decoupled_weight_decay": True} if written == "AdamW" else {}
            return partial(
                adam, [weights], [grads], **of, amsgrad=False, beta1=0.9, beta2=0.999, eps=1e-8, maximize=False
            )
        if written == "NAdam" and not keywords:
            of |= {"exp_avgs": first, "exp_avg_sqs": second, "mu_products": [torch.tensor(1.0)], "state_steps": count}
            return partial(nadam, [weights], [grads], **of, beta1=0.9, beta2=0.999, momentum_decay=0.004, eps=1e-8)
        return _class(written, keywords, weights, grads)

    return make


def _class(written: str, keywords: Mapping[str, Any], weights: Tensor, grads: Tensor) -> Step:
    weights.grad = grads
    made: Any = getattr(torch.optim, written)([weights], foreach=False, **keywords)

    def step(lr: float) -> None:
        made.param_groups[0]["lr"] = lr
        made.step()

    return step


def _stepped(way: Optimizer) -> object:
    """The weights behind three steps of each optimizer, whose gradients differ."""
    found = []
    for written, keywords in (*_KNOWN, ("SGD", {"momentum": 0.9}), ("SGD", {"momentum": 0.9, "nesterov": True})):
        weights, grads = _some(), torch.zeros(3)
        step = way(written, keywords, weights, grads)
        for number in range(3):
            grads.copy_(number - weights)
            step(lr=0.1 / (1 + number))
        found.append(weights.tolist())
    return found


optimizers: Final = Door[Optimizer]("optimizers", _functional, _class, _stepped)
"""The step of an optimizer: by its class in torch.optim and that class's keywords, for flat weights [P] and gradients
[P]. Neither of both requires gradients. Which class has no private way, has its public one."""


# A schedule turns the rate of an optimizer, of which it needs no more than that: one that was never set up imports no
# torch._dynamo.

StandIn = Callable[[float], torch.optim.Optimizer]


def _bare() -> StandIn:
    class Bare(torch.optim.Optimizer):
        def __init__(self, lr: float) -> None:
            self.param_groups = [{"lr": lr}]

        def step(self, closure: Any = None) -> None: ...  # type: ignore[override]

    return Bare


def _real(lr: float) -> torch.optim.Optimizer:
    return torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=lr)


def _scheduled(way: StandIn) -> object:
    """The rates of five epochs: a schedule of two others, and one that looks at the loss."""
    from torch.optim import lr_scheduler

    turned, waiting, found = way(0.1), way(0.3), list[float]()
    both = [lr_scheduler.LinearLR(turned, total_iters=2), lr_scheduler.CosineAnnealingLR(turned, T_max=3)]
    schedule = lr_scheduler.SequentialLR(turned, both, milestones=[2])
    patient = lr_scheduler.ReduceLROnPlateau(waiting, patience=1)
    for _ in range(5):
        found += [turned.param_groups[0]["lr"], waiting.param_groups[0]["lr"]]
        turned.step()
        schedule.step()
        patient.step(1.0)
    return found


stand_in: Final = Door[StandIn]("what a schedule turns", _bare, _real, _scheduled)
"""An optimizer of no weights that has this learning rate."""


# The version of a tensor counts how often it was written to.

Touched = Callable[[Sequence[Tensor]], Callable[[], bool]]


def _versions() -> Touched:
    torch.zeros(())._version  # noqa: B018  # whether it is there

    def watch(tensors: Sequence[Tensor]) -> Callable[[], bool]:
        before = [tensor._version for tensor in tensors]
        return lambda: before != [tensor._version for tensor in tensors]

    return watch


def _contents(tensors: Sequence[Tensor]) -> Callable[[], bool]:
    before = repr([tensor.tolist() for tensor in tensors])  # in which nan is nan
    return lambda: before != repr([tensor.tolist() for tensor in tensors])


def _writing(way: Touched) -> object:
    one, other = _some(), _some()
    works: tuple[Callable[[], object], ...] = (lambda: one + other, lambda: one[:2].mul_(2), lambda: other.neg_())
    seen = []
    for work in works:
        touched = way([one, other])
        work()
        seen.append(touched())
    return seen


touched: Final = Door[Touched]("what was written to", _versions, _contents, _writing)
"""Begins to watch tensors, and gives what says whether one of them was written to since."""


# Inside torch.func, what a function gets is no tensor with numbers of its own.


def _has_no_storage(tensor: Tensor) -> bool:
    try:
        tensor.untyped_storage()
    except NotImplementedError:
        return True
    return False


def _is_wrapped(way: Callable[[Tensor], bool]) -> object:
    seen = []

    def look(tensor: Tensor) -> Tensor:
        seen.append(way(tensor))
        return tensor.clone()

    many: Any = torch.vmap(look)
    many(look(_some()))
    torch.func.grad(look)(torch.ones(()))
    return seen


wrapped: Final = Door[Callable[[Tensor], bool]](
    "vmap",
    lambda: torch._C._functorch.is_functorch_wrapped_tensor,
    _has_no_storage,
    _is_wrapped,
)
"""Whether a tensor stands for many, or for one and its derivative, inside a transform of torch.func."""


# Every operation inside torch, also those that are called in C++. The public way sees the calls from Python alone.


@dataclass(frozen=True)
class Operation:
    """Something that torch was asked to do. `whole` if what it does inside itself is not seen."""

    name: str
    call: Callable[..., Any]
    writes: tuple[tuple[int, str], ...]
    """The arguments that it writes to: the place and the name of each."""
    on_meta: Callable[..., Any]
    """The same call, whose result is a tensor without memory if its arguments are."""
    whole: bool = False

    def written(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> list[Any]:
        """The arguments that it writes to."""
        return [args[place] if place < len(args) else kwargs.get(name) for place, name in self.writes]


Called = Callable[[Operation, tuple[Any, ...], dict[str, Any]], Any]
Watching = Callable[[Called], AbstractContextManager[object]]


def _dispatched() -> Watching:
    from torch.utils._python_dispatch import TorchDispatchMode

    class Dispatched(TorchDispatchMode):  # type: ignore[no-untyped-call]  # torch does not type it
        def __init__(self, called: Called) -> None:
            super().__init__()  # type: ignore[no-untyped-call]
            self.called = called

        def __torch_dispatch__(
            self, func: Any, _types: object, args: tuple[Any, ...] = (), kwargs: Mapping[str, Any] | None = None
        ) -> Any:
            return self.called(_operator(func), args, dict(kwargs or {}))

    return Dispatched


@cache
def _operator(func: Any) -> Operation:
    arguments = func._schema.arguments
    writes = tuple((place, argument.name) for place, argument in enumerate(arguments) if argument.is_write)

    def on_meta(*args: Any, **kwargs: Any) -> Any:
        return func(*args, **{**kwargs, "device": torch.device("meta")})

    makes = any(argument.name == "device" for argument in arguments)
    return Operation(func.overloadpacket.__name__, func, writes, on_meta if makes else func)


class _Functions(TorchFunctionMode):
    def __init__(self, called: Called) -> None:
        super().__init__()
        self.called = called

    def __torch_function__(
        self, func: Any, _types: object, args: tuple[Any, ...] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        return self.called(_function(func), args, dict(kwargs or {}))


@cache
def _function(func: Any) -> Operation:
    name: str = func.__name__
    in_place = name == "__setitem__" or (name.endswith("_") and not name.endswith("__"))

    def on_meta(*args: Any, **kwargs: Any) -> Any:
        with torch.device("meta"):
            return func(*args, **{name: value for name, value in kwargs.items() if name != "device"})

    return Operation(name, func, ((0, "input"),) if in_place else (), on_meta, whole=True)


def _watched(way: Watching) -> object:
    """What is seen of three operations: what they are asked, what they write to, and where their results would be."""
    tensor, seen = _some(), dict[str, object]()

    def called(operation: Operation, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        name = operation.name.strip("_")
        if name in ("add", "zeros"):
            meta = operation.on_meta(*(arg.to("meta") if isinstance(arg, Tensor) else arg for arg in args), **kwargs)
            seen[name] = [one is tensor for one in operation.written(args, kwargs)], meta.device.type
        inner.add(name if not operation.whole else "mm")
        return operation.call(*args, **kwargs)

    inner = set[str]()
    with way(called):
        torch.linalg.multi_dot([torch.zeros(2, 3), torch.zeros(3, 2)])
        tensor.add_(1)
    return seen, "mm" in inner, tensor.tolist()


watching: Final = Door[Watching]("the operations inside torch", _dispatched, _Functions, _watched)
"""`with watching.way(called)`: `called(operation, args, kwargs)` does each operation, or refuses to."""


FOR_RUNS: Final = (losses, backward)
FOR_ALL: Final = (optimizers, stand_in, touched, wrapped, watching)
"""Those whose check imports what runs do not need, and the others do."""
