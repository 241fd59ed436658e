"""Finds what a name or an attribute means, on the list and nowhere else."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from components.engine.expressions import elsewhere
from components.engine.expressions.functions import FUNCTIONS, LINALG, Function
from components.engine.expressions.limits import RefusedError
from components.engine.expressions.plain import CONSTANTS
from components.engine.expressions.step import Step
from components.engine.expressions.wording import lying


@dataclass(frozen=True)
class Namespace:
    """torch, torch.linalg, torch.nn or torch.nn.functional."""

    path: str

    @property
    def uncalled(self) -> str:
        return f"{self.path} is where functions are; write one of them behind it, like torch.sum(t3)."


@dataclass(frozen=True)
class Callee:
    """A function of the list, found under the name that is written; `owner` is the tensor whose method it is."""

    function: Function
    call: Callable[..., Any]
    written: str
    owner: Step | None = None

    @property
    def uncalled(self) -> str:
        return f"{self.written} is a function; write parentheses behind it to call it."


@dataclass(frozen=True)
class Reader:
    """What reads a plain value from tensors: x.shape, x.size(0), len(x), torch.equal(x, y)."""

    written: str
    read: Callable[..., Any]
    owner: Step | None = None
    attribute: bool = False

    @property
    def uncalled(self) -> str:
        return f"{self.written} is a function; write parentheses behind it to call it."


def _shape(value: Tensor) -> tuple[int, ...]:
    return tuple(value.shape)


ATTRIBUTES: dict[str, Callable[[Tensor], object]] = {
    "shape": _shape,
    "ndim": lambda value: value.ndim,
    "dtype": lambda value: value.dtype,
    "requires_grad": lambda value: value.requires_grad,
    "is_leaf": lambda value: value.is_leaf,
    "itemsize": lambda value: value.itemsize,
    "nbytes": lambda value: value.nbytes,
}
METHODS = frozenset(
    """size dim numel nelement ndimension item is_floating_point equal allclose stride is_contiguous storage_offset
    element_size""".split()
)
STORED = frozenset("storage untyped_storage data_ptr".split())
"""What leads to the memory of a tensor. It is told instead of shown."""
FUNCTION_READERS = frozenset("numel is_floating_point equal allclose".split())
PATHS = {
    "torch": {"nn": "torch.nn", "linalg": "torch.linalg"},
    "torch.nn": {"functional": "torch.nn.functional"},
}
NAMESPACES = {"torch": "torch", "F": "torch.nn.functional"}


def near(name: str, known: Iterable[str]) -> str:
    """ " Did you mean ...?", where something is near."""
    found = difflib.get_close_matches(name, list(known), 3, cutoff=0.66)
    return f" Did you mean {' or '.join(found)}?" if found else ""


def look_up_name(name: str, known: Iterable[str]) -> Namespace | Reader:
    """What a name means that the text did not give. Raises RefusedError."""
    if name in NAMESPACES:
        return Namespace(NAMESPACES[name])
    if name == "len":
        return Reader("len", len)
    if name in elsewhere.NAMES:
        raise RefusedError(elsewhere.NAMES[name])
    if name.startswith("__"):
        raise RefusedError("Names with two underscores are not possible here.")
    if name == "print":
        raise RefusedError("Nothing needs to be printed here: the value of the last line is shown.")
    names = sorted(set(known))
    hint = near(name, names)
    if name in FUNCTIONS:
        function = FUNCTIONS[name]
        homes = [home for home, there in (("torch", function.torch), ("F", function.functional)) if there]
        hint = f" Did you mean {homes[0]}.{name}?" if homes else f" It is a method: write x.{name}(...)."
    raise RefusedError(f"There is no {name[:40]} here.{hint or ' There are ' + ', '.join(names[:12]) + ' and torch.'}")


def look_up(owner: object, name: str) -> Any:
    """What `owner.name` means. Raises RefusedError."""
    if name.startswith("__"):
        raise RefusedError("Names with two underscores are not possible here.")
    if isinstance(owner, Namespace):
        return _in_namespace(owner.path, name)
    if isinstance(owner, Step):
        return _of_tensor(owner, name)
    if isinstance(owner, (Callee, Reader)):
        raise RefusedError(owner.uncalled)
    raise RefusedError(f"Only tensors have methods here; this is no tensor, so it has no .{name[:40]}.")


def _of_tensor(owner: Step, name: str) -> Callee | Reader:
    if name in ATTRIBUTES:
        return Reader(f".{name}", ATTRIBUTES[name], owner, attribute=True)
    if name in METHODS:
        return Reader(f".{name}", getattr(Tensor, name), owner)
    function = FUNCTIONS.get(name)
    if function is not None and function.attribute:
        return Callee(function, TRANSPOSES[name], f".{name}")
    if function is not None and function.method:
        return Callee(function, getattr(Tensor, name), f".{name}", owner)
    if name in elsewhere.ATTRIBUTES:
        raise RefusedError(elsewhere.ATTRIBUTES[name])
    if name in STORED:
        raise RefusedError(lying(owner))
    methods = [key for key, entry in FUNCTIONS.items() if entry.method or entry.attribute]
    if name.endswith("_") and name.rstrip("_") in methods:
        kept = name.rstrip("_")
        raise RefusedError(f".{name} would change a tensor in place; on this page, .{kept} makes a new one.")
    hint = near(name, [*methods, *ATTRIBUTES, *METHODS])
    raise RefusedError(f"This page does not have .{name[:40]} for tensors.{hint}")


def _in_namespace(path: str, name: str) -> Any:
    written = f"{path}.{name}"
    if name in PATHS.get(path, {}):
        return Namespace(PATHS[path][name])
    if path == "torch":
        if name in CONSTANTS:
            return CONSTANTS[name]
        if name in FUNCTION_READERS:
            return Reader(written, getattr(torch, name))
    function = FUNCTIONS.get(LINALG + name if path == "torch.linalg" else name)
    listed = function is not None and (function.functional if path == "torch.nn.functional" else function.torch)
    if function is not None and listed and path in HOMES:
        return Callee(function, getattr(HOMES[path], name), written)
    if path == "torch" and name in elsewhere.TORCH:
        raise RefusedError(elsewhere.TORCH[name])
    if path == "torch.nn" and name[:1].isupper():
        raise RefusedError(elsewhere.MODULES)
    raise RefusedError(f"This page does not have {path}.{name[:40]}.{_hint(path, name)}")


def _hint(path: str, name: str) -> str:
    """Where something of the name is, or what is called nearly so."""
    function = FUNCTIONS.get(name)
    if function is not None and function.functional and path != "torch.nn.functional":
        return f" Did you mean F.{name}?"
    if function is not None and function.torch and path != "torch":
        return f" Did you mean torch.{name}?"
    if function is not None and function.method:
        return f" It is a method: write x.{name}(...), with a tensor in front."
    short = {
        "torch.linalg": [key.removeprefix(LINALG) for key in FUNCTIONS if key.startswith(LINALG)],
        "torch.nn.functional": [key for key, entry in FUNCTIONS.items() if entry.functional],
        "torch.nn": ["functional"],
        "torch": [*(key for key, entry in FUNCTIONS.items() if entry.torch and "." not in key), *CONSTANTS],
    }
    return near(name, short[path])


HOMES: dict[str, Any] = {"torch": torch, "torch.linalg": torch.linalg, "torch.nn.functional": functional}
TRANSPOSES: dict[str, Callable[[Tensor], Tensor]] = {"T": lambda value: value.T, "mT": lambda value: value.mT}
