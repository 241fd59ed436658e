"""What became of a piece of code that a visitor typed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, Self

Status = Literal["value", "broke", "refused", "waiting"]


@dataclass(frozen=True)
class Outcome:
    """value: it runs, and `text` is its last line's value as PyTorch prints it. broke: PyTorch raised an error, and
    `text` is its own message. refused: it never reached PyTorch, and `text` is a sentence of ours. waiting: nobody has
    run it yet, and `text` says why.

    `shapes` are those of the value's tensors: several where a call gives several, like torch.max with a dimension.
    `kind` is the name of the error; `explanation` says the common ones in plain words. `line` and `column` (from 1)
    point at the place. `calls` are the functions that it called, `draws` says that one of them draws random numbers.
    `notes` are PyTorch's warnings, and what else is worth a word of a value.
    """

    status: Status
    text: str
    shapes: tuple[tuple[int, ...], ...] = ()
    kind: str = ""
    explanation: str = ""
    line: int = 1
    column: int = 1
    calls: tuple[str, ...] = ()
    draws: bool = False
    notes: tuple[str, ...] = ()

    def dump(self) -> bytes:
        """The outcome as bytes that go through a pipe."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def load(cls, data: bytes) -> Self:
        """The outcome that these bytes hold."""
        return cls.of(json.loads(data))

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> Self:
        """The outcome with these fields, as JSON has them."""
        many = {"shapes": tuple(map(tuple, fields["shapes"]))}
        return cls(**{**fields, **many, "calls": tuple(fields["calls"]), "notes": tuple(fields["notes"])})
