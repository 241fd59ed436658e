"""An array and a tensor, made and edited for real, with every byte of their memory looked at after each line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from components.spec import Edit, Memory, Side, read_edits

NUMBERS: Final = {"f": ("[[1, 2], [3, 4.]]", [[1, 2], [3, 4.0]]), "i": ("[[1, 2], [3, 4]]", [[1, 2], [3, 4]])}
TRUTHS: Final = ("[[True, False], [False, True]]", [[True, False], [False, True]])

NAMES: Final = {"a": "NumPy", "t": "PyTorch"}

Array = NDArray[Any]


@dataclass(frozen=True)
class Block:
    """A piece of memory that holds the four numbers: which of "a" and "t" read it, the last four digits of each
    number's address, its bytes in hexadecimal, and the numbers they mean."""

    owners: str
    addresses: tuple[str, ...]
    bytes: tuple[tuple[str, ...], ...]
    values: tuple[str, ...]


@dataclass(frozen=True)
class State:
    """What there is at a moment: the numbers of `a` and of `t` (None before they exist), and the memory below them."""

    a: tuple[str, ...] | None = None
    t: tuple[str, ...] | None = None
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Line:
    """A line of Python that has run: what it did, in a sentence, and the state behind it.

    An edit has its `side`, its `place` 0 to 3, and whether it was `refused`.
    """

    code: str
    sentence: str
    after: State
    side: Side
    place: int | None = None
    refused: bool = False


@dataclass(frozen=True)
class Story:
    """All lines of a `Memory`, in order, and what does not change: both dtypes, the shape, the bytes of each number,
    and whether both read the same memory (their data pointers are equal)."""

    lines: tuple[Line, ...]
    numpy_dtype: str
    torch_dtype: str
    numpy_shape: str
    torch_shape: str
    itemsize: int
    shared: bool


class _Pair:
    """The array and the tensor themselves."""

    def __init__(self, subject: Memory) -> None:
        self.dtype, self.bridge = subject.dtype, subject.bridge
        self.a: Array | None = None
        self.t: torch.Tensor | None = None

    @property
    def first(self) -> Side:
        """The side that is there at the beginning."""
        return "a" if self.bridge in ("from_numpy", "tensor") else "t"

    def create(self) -> str:
        """Makes the first side; the line that did it."""
        dtype = np.dtype(self.dtype)
        text, numbers = TRUTHS if dtype.kind == "b" else NUMBERS["f" if dtype.kind == "f" else "i"]
        if self.first == "a":
            self.a = np.array(numbers, dtype=dtype)
            plain = self.dtype in ("float64", "bool")
            return f"a = np.array({text})" if plain else f"a = np.array({text}, dtype=np.{self.dtype})"
        self.t = torch.tensor(numbers, dtype=getattr(torch, self.dtype))
        plain = self.dtype in ("float32", "int64", "bool")
        return f"t = torch.tensor({text})" if plain else f"t = torch.tensor({text}, dtype=torch.{self.dtype})"

    def join(self) -> str:
        """Makes the other side; the line that did it."""
        if self.bridge == "from_numpy":
            self.t = torch.from_numpy(self.a)
            return "t = torch.from_numpy(a)"
        if self.bridge == "tensor":
            self.t = torch.tensor(self.a)
            return "t = torch.tensor(a)"
        assert self.t is not None
        if self.bridge == "numpy":
            self.a = self.t.numpy()
            return "a = t.numpy()"
        self.a = self.t.numpy().copy()
        return "a = t.numpy().copy()"

    @property
    def shared(self) -> bool:
        return self.a is not None and self.t is not None and self.a.ctypes.data == self.t.data_ptr()

    def state(self) -> State:
        """Both sides as they are now. Each looks at its own memory."""
        views = {"a": self.a, "t": None if self.t is None else self.t.numpy()}
        blocks = [_block(side, view) for side, view in views.items() if view is not None]
        if self.shared:
            blocks = [Block("at", *list(vars(blocks[0]).values())[1:])]
        values = {side: None if view is None else _values(view) for side, view in views.items()}
        return State(values["a"], values["t"], tuple(blocks))

    def write(self, edit: Edit) -> Exception | None:
        """Writes a number; the error, if the library refuses."""
        target: Any = self.a if edit.side == "a" else self.t
        try:
            target[edit.row, edit.column] = edit.number
        except (OverflowError, ValueError, RuntimeError, TypeError) as error:
            return error
        return None


def story(subject: Memory) -> Story:
    """Does all that a `Memory` says, line by line."""
    pair = _Pair(subject)
    code = pair.create()
    start = pair.state()
    lines = [Line(code, _created(pair, start), start, pair.first)]
    code = pair.join()
    lines.append(Line(code, _joined(pair), pair.state(), "t" if pair.first == "a" else "a"))
    for edit in read_edits(subject.edits):
        before = pair.state()
        error = pair.write(edit)
        after = pair.state()
        sentence = _refused(edit, error, pair) if error else _written(edit, before, after, pair)
        lines.append(Line(edit.code, sentence, after, edit.side, 2 * edit.row + edit.column, error is not None))
    assert pair.a is not None
    assert pair.t is not None
    return Story(
        tuple(lines),
        str(pair.a.dtype),
        str(pair.t.dtype),
        str(list(pair.a.shape)),
        str(list(pair.t.shape)),
        pair.a.itemsize,
        pair.shared,
    )


def _values(view: Array) -> tuple[str, ...]:
    return tuple(str(value) for value in view.ravel())


def _block(side: str, view: Array) -> Block:
    size, start, content = view.itemsize, view.ctypes.data, view.tobytes()
    chunks = [content[place : place + size] for place in range(0, len(content), size)]
    addresses = tuple(f"{(start + place) & 0xFFFF:04x}" for place in range(0, len(content), size))
    return Block(side, addresses, tuple(tuple(f"{byte:02x}" for byte in chunk) for chunk in chunks), _values(view))


def _created(pair: _Pair, state: State) -> str:
    (block,) = state.blocks
    size = len(block.bytes[0])
    what = "array" if pair.first == "a" else "tensor"
    bytes_each = "1 byte" if size == 1 else f"{size} bytes"
    return f"{NAMES[pair.first]} makes the {what} {pair.first}: four numbers in memory, {bytes_each} each."


def _joined(pair: _Pair) -> str:
    new, old = ("t", "a") if pair.first == "a" else ("a", "t")
    if pair.shared:
        return f"No number is copied: {new} reads the memory of {old}. Both have the same address."
    return f"Every number is copied: {new} has memory of its own, at another address."


def _written(edit: Edit, before: State, after: State, pair: _Pair) -> str:
    """What a number that was written did, in both."""
    other = "t" if edit.side == "a" else "a"
    place = 2 * edit.row + edit.column
    where = f"[{edit.row}, {edit.column}]"
    kept: tuple[str, ...] = getattr(after, edit.side)
    there: tuple[str, ...] = getattr(after, other)
    block = next(block for block in after.blocks if edit.side in block.owners)
    became = _became(edit, kept[place], pair)
    put = f"{edit.side}{where} puts {kept[place]} into the memory at …{block.addresses[place]}."
    if pair.shared:
        rest = f"{other} reads the same memory, so {other}{where} is {there[place]} too."
    else:
        rest = f"{other} has memory of its own, so {other}{where} stays {there[place]}."
    if getattr(before, edit.side) == kept and not became:
        return f"{edit.side}{where} was {kept[place]} already: nothing changes."
    return " ".join(filter(None, (became, put, rest)))


def _became(edit: Edit, kept: str, pair: _Pair) -> str:
    """Why what is kept is not what was written; empty if it is."""
    dtype = np.dtype(pair.dtype)
    assert pair.a is not None
    assert pair.t is not None
    stored = (pair.a if edit.side == "a" else pair.t.numpy())[edit.row, edit.column]
    if dtype.kind == "b":
        return "" if isinstance(edit.number, bool) else f"A bool is only True or False, so {edit.value} becomes {kept}."
    if stored.item() == edit.number:
        return ""
    if dtype.kind == "f":
        number = float(stored)
        nearest = f"{Decimal(int(number) if number.is_integer() else f'{number:.10g}'):f}"
        return f"{dtype} has no {edit.value} and keeps the nearest number it has, {nearest}."
    if edit.number == int(edit.number):  # too large or too small, and yet no error
        return f"{NAMES[edit.side]} does not complain: {dtype} has no {edit.value}, and {kept} is stored instead."
    return f"{dtype} is for whole numbers: {edit.value} is cut to {kept}, without a warning."


def _refused(edit: Edit, error: Exception, pair: _Pair) -> str:
    dtype = np.dtype(pair.dtype)
    says = f"{NAMES[edit.side]} refuses. {type(error).__name__}: {error}."
    if dtype.kind in "iu":
        low, high = np.iinfo(dtype).min, np.iinfo(dtype).max
        says += f" A number in {dtype} is from {low} to {high}.".replace("-", "−")
    return says
