"""The film of a typed expression: its tensors, a beat for each operation, and where every element comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final, Literal, TypedDict

from components.engine.expressions import (
    FUNCTIONS,
    ExpressionError,
    Note,
    Step,
    depending,
    differences,
    evaluating,
    notes,
)
from components.engine.expressions.formulas import Pairs
from components.engine.slices import Slices, whole
from components.films.beats import beats_film
from components.films.failure import failure_of
from components.films.formulas import ElementFormula, argument_of, json_number, told
from components.films.header import Beat, More
from components.spec import Expression

MAX_PAIRS: Final = 20_000
"""Most pairs of output and input elements that a beat carries; beyond, its elements appear without a journey."""

MAX_ALL_PAIRS: Final = 100_000
"""Most pairs that a film carries, about 1 MB: an expression with many large steps shows those of the first."""

MAX_DEPENDENCIES: Final = 64 * 2**20
"""Most pairs of elements that are looked at for one film: some 0.4 s."""

PROBED: Final = 16
"""A pair that is found by doing the call again costs as much as so many others."""

CALLED: Final = 4_096
"""An element for which the call is done again costs as much as so many pairs."""

MAX_JACOBIAN: Final = 250_000
"""Most numbers of a Jacobian that is computed for a picture."""

Style = Literal["create", "move", "map", "zip", "fold", "dot", "gather", "fade"]
"""How the elements of a step move."""


class Tensor(TypedDict):
    """A tensor as it is drawn: seven digits of each number, and words for what is none."""

    name: str
    shape: Sequence[int]
    dtype: str
    values: Sequence[float | bool | str]


class Part(TypedDict):
    """A part of what a call gave: the number of its tensor, and how one of its elements came about."""

    output: int
    formula: ElementFormula


class Scene(TypedDict):
    """What a beat shows: the inputs and the parts of the output by number, how it moves, and what goes where.

    `sources` lists, for each element of the parts, one part after the other, its input's place among the inputs and the
    element there, one after the other; `ends` says where each output element's pairs end.
    """

    style: Style
    function: str
    inputs: Sequence[int]
    parts: Sequence[Part]
    sources: Sequence[int]
    ends: Sequence[int] | None


class Tensors(TypedDict):
    """What the picture "tensors" shows: all tensors, a scene a beat, and which of the tensors is the result."""

    tensors: Sequence[Tensor]
    scenes: Sequence[Scene]
    result: int | None


class Brackets(TypedDict):
    """Nested lists as text, with what they are if they are not ragged; without any, `text` is null."""

    text: str | None
    shape: Sequence[int] | None
    beat: int | None
    dtype: str | None
    ragged: bool


_SECONDS: Final[Mapping[Style, float]] = {
    "create": 1.6,
    "move": 2.6,
    "map": 2.4,
    "zip": 3.2,
    "fold": 3.0,
    "gather": 3.0,
    "fade": 1.2,
}
_SECONDS_A_CELL: Final = 1.1
_MOST_SECONDS: Final = 14.0
_DOT: Final = frozenset({"matmul", "mm"})


def film(subject: Expression, pictures: Sequence[str]) -> bytes:
    """The film of the expression's steps; where it has no value, of those before, and of why it has none."""
    return whole(film_in_slices(subject, pictures))


def film_in_slices(subject: Expression, pictures: Sequence[str]) -> Slices[bytes]:
    """The same with pauses."""
    steps: tuple[Step, ...]
    error: ExpressionError | None = None
    try:
        steps = yield from evaluating(subject.text, subject.seed)
    except ExpressionError as refused:
        steps, error = refused.steps, refused
    noted: tuple[Note, ...] = ()
    if not error:
        noted = yield from notes(subject.text, steps, lambda text: evaluating(text, subject.seed))
    steps = tuple(_with_differences(steps))
    failed = error.failure if error else None
    wanted = [*(failed.inputs if failed else ()), *(step for played in steps for step in played.inputs)]
    numbers = {id(step): number for number, step in enumerate(dict.fromkeys([*steps, *wanted]))}
    played = _calls([step for step in steps if _is_played(step, wanted)])
    scenes: list[Scene] = []
    left = MAX_ALL_PAIRS
    for call, known in zip(played, _affordable(played), strict=True):
        found = (yield from _all_pairs(call, min(left, MAX_PAIRS))) if known and _style(call[0]) != "create" else None
        left -= sum(len(sources) for pairs in found or () for sources in pairs)
        scenes.append(_scene(call, numbers, found))
        yield
    tensors = []
    for step in dict.fromkeys([*steps, *wanted]):
        tensors.append(_tensor(step))
        yield
    beats = [_beat(call, scene) for call, scene in zip(played, scenes, strict=True)]
    failure = failure_of(error, numbers) if error else None
    drawn: dict[str, Tensors | Brackets] = {
        "tensors": {
            "tensors": tensors,
            "scenes": scenes,
            "result": numbers[id(steps[-1])] if steps and not error else None,
        },
        "brackets": _brackets(played, error),
    }
    random = any(FUNCTIONS[step.function].random for step in steps if step.function in FUNCTIONS)
    more: More = {"noted": noted, "random": random}
    if failure:
        more["refused"] = failure
    return beats_film(subject, beats, {name: drawn[name] for name in pictures}, **more)


def _with_differences(steps: Sequence[Step]) -> Iterator[Step]:
    """The steps, and before a loss whose inputs stretch to a square the square of their differences."""
    for step in steps:
        inside = differences(step)
        if inside is not None:
            yield inside
        yield step


def _is_played(step: Step, wanted: Sequence[Step]) -> bool:
    """Whether a step gets a beat: a tensor that is only written down to be used does not."""
    return step.function != "tensor" or step not in wanted


def _calls(played: Sequence[Step]) -> list[tuple[Step, ...]]:
    """The steps by the call that gave them: the parts that one gave are one beat, where nothing is between them."""
    calls: list[tuple[Step, ...]] = []
    for step in played:
        if calls and step.whole is not None and step.whole is calls[-1][0].whole:
            calls[-1] = (*calls[-1], step)
        else:
            calls.append((step,))
    return calls


def _tensor(step: Step) -> Tensor:
    value = step.value.detach()
    name = step.name or step.part or (step.source if len(step.source) <= 16 and "\n" not in step.source else "")
    return {
        "name": name,
        "shape": list(value.shape),
        "dtype": str(value.dtype).removeprefix("torch."),
        "values": [json_number(x) for x in value.flatten().tolist()],
    }


def _affordable(played: Sequence[Sequence[Step]]) -> list[bool]:
    """Whether a call's dependencies are asked for: an expression with many large calls shows those of the first."""
    return [total <= MAX_DEPENDENCIES for total in accumulate(sum(map(_cost, call)) for call in played)]


def _size(step: Step) -> int:
    """How many pairs of an output and an input element there are."""
    return step.value.numel() * sum(tensor.value.numel() for tensor in step.inputs)


def _cost(step: Step) -> int:
    if _kind(step) not in ("contract", "other"):
        return _size(step)
    return PROBED * _size(step) + CALLED * sum(tensor.value.numel() for tensor in step.inputs)


def _kind(step: Step) -> str:
    return FUNCTIONS[step.function].kind if step.function in FUNCTIONS else "other"


def _scene(call: Sequence[Step], numbers: Mapping[int, int], found: Sequence[Pairs] | None) -> Scene:
    step, style = call[0], _style(call[0])
    ends: list[int] | None = None
    flat: list[int] = []
    if style != "create":
        if found is None:
            style = "fade"
        else:
            flat = [number for pairs in found for sources in pairs for pair in sources for number in pair]
            ends = list(accumulate(len(sources) for pairs in found for sources in pairs))
    return {
        "style": style,
        "function": step.function,
        "inputs": [numbers[id(tensor)] for tensor in step.inputs],
        "parts": [
            {"output": numbers[id(one)], "formula": told(one, found[place] if found else None)}
            for place, one in enumerate(call)
        ],
        "sources": flat,
        "ends": ends,
    }


def _all_pairs(call: Sequence[Step], most: int) -> Slices[list[Pairs] | None]:
    """The pairs of each part of what a call gave; None if they are too many."""
    found: list[Pairs] = []
    for step in call:
        pairs = yield from _pairs(step, most)
        if pairs is None:
            return None
        found.append(pairs)
        most -= sum(map(len, pairs))
    return found


def _pairs(step: Step, most: int) -> Slices[Pairs | None]:
    """For each output element the place and the element of each input it depends on; None if they are too many."""
    if _kind(step) in ("contract", "other") and _size(step) > MAX_JACOBIAN:
        return None
    maps = yield from depending(step)
    count = 0
    for matrix in maps:
        yield
        count += int(matrix.count_nonzero())
        if count > most:
            return None
    found: list[list[tuple[int, int]]] = [[] for _ in range(step.value.numel())]
    for place, matrix in enumerate(maps):
        yield
        for output, element in matrix.nonzero().tolist():
            found[output].append((place, element))
    return found


def _style(step: Step) -> Style:
    """How the elements of a step move."""
    kind = _kind(step)
    if kind == "create" or not step.inputs:
        return "create"
    if kind == "move":
        return "move"
    if kind == "elementwise":
        return "map" if len(step.inputs) == 1 else "zip"
    if kind == "reduce":
        return "fold"
    grids = all(tensor.value.dim() == 2 for tensor in step.inputs)
    return "dot" if step.function in _DOT and grids and len(step.inputs) == 2 else "gather"


def _beat(call: Sequence[Step], scene: Scene) -> Beat:
    step = call[0]
    cells = step.value.numel()
    if scene["style"] == "dot":
        seconds, parts = min(_MOST_SECONDS, 0.6 + _SECONDS_A_CELL * cells), max(1, cells)
    elif step.literal is not None:
        depth = step.value.dim()
        seconds, parts = 1.5 + 1.3 * depth, depth + 1
    else:
        seconds, parts = _SECONDS[scene["style"]], 1
    source = " ".join(step.source.split())
    names = [one.name for one in call if one.name]
    return Beat(
        seconds, parts, step.function.removesuffix("_"), " = ".join([*filter(None, [", ".join(names)]), source])
    )


def _brackets(played: Sequence[Sequence[Step]], error: ExpressionError | None) -> Brackets:
    """The nested lists that the expression writes down last, as text; None if it writes none. Ragged ones have no
    shape."""
    ragged = error is not None and error.problem == "ragged"
    none: Brackets = {"text": None, "shape": None, "beat": None, "dtype": None, "ragged": ragged}
    if error and error.failure and error.failure.literal is not None:
        return {**none, "text": argument_of(error.failure.source)}
    for place, (step, *_) in reversed(list(enumerate(played))):
        if step.literal is not None:
            shape, dtype = list(step.value.shape), str(step.value.dtype).removeprefix("torch.")
            return {**none, "text": argument_of(step.source), "shape": shape, "beat": place, "dtype": dtype}
    return none


DATA: Final[Mapping[str, type]] = {"tensors": Tensors, "brackets": Brackets}
"""What each picture's view reads."""
