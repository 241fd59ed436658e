"""The several results of one call, as of torch.max with a dimension; one becomes a step when it is picked."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import replace

from torch import Tensor

from components.engine.expressions.limits import RefusedError
from components.engine.expressions.parsing import position, source_of
from components.engine.expressions.step import Step

FIELDS = """values indices min max Q R U S Vh L V solution residuals rank singular_values sign logabsdet eigenvalues
    eigenvectors""".split()
"""How torch names the parts of such results."""


class Outputs:
    """What a call in a text has given: `make(i)` is its i-th result as a step, `add` puts a step behind the others;
    `whole` are all."""

    def __init__(
        self, text: str, results: Sequence[Tensor], make: Callable[[int], Step], add: Callable[[Step], Step]
    ) -> None:
        self._text, self._make, self._add, self.whole = text, make, add, results
        self._steps: dict[int, Step] = {}
        self._count = len(results)
        self.fields = [_field(results, index) for index in range(len(results))]

    def __len__(self) -> int:
        return self._count

    def pick(self, index: int, node: ast.AST | None = None) -> Step:
        """One of them as a step; `node` is where the text picks it."""
        index = range(self._count)[index]
        if index not in self._steps:
            step = replace(self._make(index), whole=self.whole, part=self.fields[index] or f"[{index}]")
            if node is not None:
                line, column = position(self._text, node)
                step = replace(step, source=source_of(self._text, node), line=line, column=column)
            self._steps[index] = self._add(step)
        return self._steps[index]

    def all(self) -> tuple[Step, ...]:
        """All of them as steps."""
        return tuple(self.pick(index) for index in range(self._count))

    def index(self, name: str) -> int:
        """Where the part of that name is. Raises RefusedError."""
        if name in self.fields:
            return self.fields.index(name)
        names = " and ".join(f".{field}" for field in self.fields if field)
        also = f", or by its name, {names}" if names else ""
        raise RefusedError(f"This has {len(self)} parts; take one by its number, like [0]{also}.")

    def rename(self, old: Step, new: Step) -> None:
        """Another step, the same with a name, in the place of one."""
        self._steps = {index: new if step is old else step for index, step in self._steps.items()}


def _field(results: Sequence[Tensor], index: int) -> str:
    """The name of a result, like "values", where torch gives it one."""
    return next((name for name in FIELDS if getattr(results, name, None) is results[index]), "")
