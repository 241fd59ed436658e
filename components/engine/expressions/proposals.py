"""What might run in the place of what failed: texts to try. None is shown before it has run."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping

from components.engine.expressions import wording
from components.engine.expressions.code import Code
from components.engine.expressions.explanations import recognized
from components.engine.expressions.step import ExpressionError, Failure

Found = re.Match[str]
Rule = Callable[[Code, ast.expr, Failure, Found | None], Iterator[str]]


def proposals(text: str, error: ExpressionError) -> Iterator[str]:
    """Whole texts, the likeliest first."""
    if error.failure is None:
        return
    code = Code(text)
    node = code.at(error.line, error.column, error.failure.source)
    _problem, words, found = recognized(error.message, error.failure)
    if node is None or words is None:
        return
    for rule in RULES.get(words, ()):
        for new in rule(code, node, error.failure, found):
            yield code.with_piece(node, new)


def _tensors(code: Code, node: ast.expr, failure: Failure) -> list[ast.expr]:
    """The operands of a call that are tensors, the last one first."""
    known = {text for step in failure.inputs for text in (step.name, step.source)}
    operands = [one for one in code.operands(node) if code.source(one) in known]
    return operands[:0:-1] if isinstance(node, ast.Subscript) and len(operands) > 1 else operands[::-1]


def _behind(suffixes: tuple[str, ...], each: bool = True, every: bool = True) -> Rule:
    """The same call, with a method behind one of its tensors, or behind all."""

    def rule(code: Code, node: ast.expr, failure: Failure, _found: Found | None) -> Iterator[str]:
        tensors = _tensors(code, node, failure)
        for suffix in suffixes:
            pieces = [(one, _suffixed(code, one, suffix)) for one in tensors]
            if each:
                yield from (code.inside(node, [piece]) for piece in pieces)
            if every and len(pieces) > 1:
                yield code.inside(node, pieces)

    return rule


def _suffixed(code: Code, node: ast.expr, suffix: str) -> str:
    inner = code.source(node)
    turned = re.fullmatch(r"(?s)(.+)\.(?:t\(\)|T)", inner)
    if suffix == ".t()" and turned and not isinstance(node, ast.BinOp):
        return turned[1]
    return f"({inner}{suffix})" if suffix.startswith(" ") else f"{code.closed(node)}{suffix}"


def _constants(value: Callable[[int | float, Failure, Found | None], int | float | None]) -> Rule:
    """The same call, with another number in the place of one."""

    def rule(code: Code, node: ast.expr, failure: Failure, found: Found | None) -> Iterator[str]:
        numbers = code.numbers(node)
        for one, number in numbers:
            new = value(number, failure, found)
            if new is not None and new != number:
                yield code.inside(node, [(one, str(new))])

    return rule


def _last_index(number: int | float, _failure: Failure, found: Found | None) -> int | None:
    return int(found[3]) - 1 if found and number == int(found[1]) else None


def _last_dimension(number: int | float, failure: Failure, found: Found | None) -> int | None:
    if not found or number != int(found[3]) or failure.function in NAMED_TWICE:
        return None
    return int(found[2] if number > 0 else found[1])


NAMED_TWICE = frozenset("transpose swapaxes swapdims movedim moveaxis permute flip".split())
"""Where another dimension in the place of one that is missing would be named already."""


def _last_class(number: int | float, failure: Failure, found: Found | None) -> int | None:
    shape = failure.inputs[0].value.shape if failure.inputs else ()
    return shape[min(1, len(shape) - 1)] - 1 if shape and found and number == int(found[1]) else None


def _as_many(number: int | float, failure: Failure, _found: Found | None) -> int | None:
    sizes = [failure.inputs[place].value.shape[dim] for place, dim in failure.clash]
    return sizes[0] if sizes and number > sizes[0] else None


def _whole(number: int | float, _failure: Failure, _found: Found | None) -> int | None:
    return int(number) if isinstance(number, float) and abs(number) < float("inf") else None


def _positive(number: int | float, _failure: Failure, _found: Found | None) -> int | float | None:
    return abs(number) if number < 0 else None


def _times(code: Code, node: ast.expr, failure: Failure, _found: Found | None) -> Iterator[str]:
    """Element by element, where one side is a single number."""
    single = len(failure.inputs) == 1 or any(step.value.ndim == 0 for step in failure.inputs)
    if isinstance(node, ast.BinOp) and single:
        yield f"{code.source(node.left)} * {code.source(node.right)}"


def _swapped(code: Code, node: ast.expr, failure: Failure, _found: Found | None) -> Iterator[str]:
    tensors = _tensors(code, node, failure)
    if len(tensors) == 2:
        yield code.inside(node, [(tensors[0], code.source(tensors[1])), (tensors[1], code.source(tensors[0]))])


def _called(*names: str) -> Rule:
    """The same arguments, given to another function."""

    def rule(code: Code, node: ast.expr, _failure: Failure, _found: Found | None) -> Iterator[str]:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = code.source(node.func.value)
            yield from (code.inside(node, [(node.func, f"{owner}.{name}")]) for name in names)

    return rule


def _stacked(code: Code, node: ast.expr, failure: Failure, found: Found | None) -> Iterator[str]:
    """What joins single numbers."""
    if all(step.value.ndim == 0 for step in failure.inputs):
        yield from _called("stack")(code, node, failure, found)


def _inverted(code: Code, node: ast.expr, failure: Failure, found: Found | None) -> Iterator[str]:
    """The nearest thing to an inverse, for what has none."""
    name = {"linalg.inv": "pinv", "inverse": "pinverse"}.get(failure.function)
    if name:
        yield from _called(name)(code, node, failure, found)


def _given(*more: str) -> Rule:
    """The same call, with something more behind its arguments; {} is what the message asks for."""

    def rule(code: Code, node: ast.expr, _failure: Failure, found: Found | None) -> Iterator[str]:
        if isinstance(node, ast.Call):
            for one in more:
                asked = one.format(found[1]) if found and found.re.groups else one
                yield code.call(node, [*code.arguments(node), asked])

    return rule


def _one_tuple(code: Code, node: ast.expr, _failure: Failure, _found: Found | None) -> Iterator[str]:
    """Several arguments in one pair of parentheses, or brackets."""
    if not isinstance(node, ast.Call) or not node.args:
        return
    texts = [code.source(one) for one in node.args]
    named = code.arguments(node)[len(texts) :]
    shapes = [one for one in texts if one[0] not in "[("]
    if len(shapes) < len(texts):
        yield code.call(node, [f"[{', '.join(texts)}]", *named])
    yield code.call(node, [f"({', '.join(texts)})", *named])
    if len(texts) > 2:
        yield code.call(node, [f"({', '.join(texts[:-1])})", texts[-1], *named])


def _made_tensors(code: Code, node: ast.expr, _failure: Failure, _found: Found | None) -> Iterator[str]:
    """A tensor of a plain number or list."""
    if isinstance(node, ast.Call):
        plain = [one for one in node.args if isinstance(one, (ast.Constant, ast.List, ast.UnaryOp))]
        pieces = [(one, f"torch.tensor({code.source(one)})") for one in plain]
        yield from (code.inside(node, [piece]) for piece in pieces)
        if len(pieces) > 1:
            yield code.inside(node, pieces)


def _left_over(code: Code, node: ast.expr, failure: Failure, _found: Found | None) -> Iterator[str]:
    """-1 for one of the sizes; and one row of all."""
    for one, _number in code.numbers(node):
        yield code.inside(node, [(one, "-1")])
    for one, number in code.numbers(node):
        if number == -1:
            yield code.inside(node, [(one, "1")])
    for one in _tensors(code, node, failure)[-1:]:
        yield f"{code.closed(one)}.reshape(-1)"


def _transposed(code: Code, node: ast.expr, failure: Failure, _found: Found | None) -> Iterator[str]:
    for one in _tensors(code, node, failure):
        yield f"{code.closed(one)}.transpose(0, 1)"


def _all_dimensions(code: Code, node: ast.expr, failure: Failure, _found: Found | None) -> Iterator[str]:
    """The dimensions that were left out, behind those that are named."""
    dims = failure.inputs[0].value.ndim if failure.inputs else 0
    numbers = [int(number) for _one, number in code.numbers(node)]
    rest = [dim for dim in range(dims) if dim not in numbers]
    if numbers and rest:
        last = code.numbers(node)[-1][0]
        yield code.inside(node, [(last, ", ".join([code.source(last), *map(str, rest)]))])


def _first_slice(code: Code, node: ast.expr, failure: Failure, _found: Found | None) -> Iterator[str]:
    for one in _tensors(code, node, failure):
        yield code.inside(node, [(one, f"{code.closed(one)}[0]")])


def _first_of_many(code: Code, node: ast.expr, failure: Failure, _found: Found | None) -> Iterator[str]:
    """One matrix of several."""
    many = {text for step in failure.inputs if step.value.ndim > 2 for text in (step.name, step.source)}
    for one in _tensors(code, node, failure):
        if code.source(one) in many:
            yield code.inside(node, [(one, f"{code.closed(one)}[0]")])


def _one_element(code: Code, node: ast.expr, failure: Failure, _found: Found | None) -> Iterator[str]:
    for one in _tensors(code, node, failure):
        ndim = failure.inputs[0].value.ndim
        yield code.inside(node, [(one, f"{code.closed(one)}[{', '.join(['0'] * ndim)}]")])


def _counted(code: Code, node: ast.expr, _failure: Failure, _found: Found | None) -> Iterator[str]:
    if isinstance(node, ast.Call) and len(node.args) == 1:
        yield f"{code.closed(node.args[0])}.numel()"


def _flipped(code: Code, node: ast.expr, _failure: Failure, _found: Found | None) -> Iterator[str]:
    if isinstance(node, ast.Subscript):
        yield f"torch.flip({code.source(node.value)}, (0,))"


def _fewer_indices(code: Code, node: ast.expr, _failure: Failure, _found: Found | None) -> Iterator[str]:
    if isinstance(node, ast.Subscript):
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        for count in range(len(parts) - 1, 0, -1):
            yield f"{code.source(node.value)}[{', '.join(code.source(one) for one in parts[:count])}]"
        yield code.source(node.value)


def _once(code: Code, node: ast.expr, _failure: Failure, _found: Found | None) -> Iterator[str]:
    """Each dimension once."""
    for one in ast.walk(node):
        if isinstance(one, (ast.Tuple, ast.List)) and one.elts:
            once = list(dict.fromkeys(code.source(item) for item in one.elts))
            yield code.inside(node, [(one, f"({', '.join(once)},)" if len(once) == 1 else f"({', '.join(once)})")])


FLOAT, LONG = _behind((".float()",)), _behind((".long()",))
MASK = _behind((" > 0", ".bool()"))
TURNED = _behind((".t()", ".mT"), every=False)
RULES: Mapping[Callable[..., str], tuple[Rule, ...]] = {
    wording.together: (_one_tuple,),
    wording.no_tensor: (_made_tensors,),
    wording.too_many_arguments: (_one_tuple,),
    wording.missing: (_given("{}=0"),),
    wording.at_number: (_times,),
    wording.product: (TURNED, _times, _swapped, _behind((".flatten()",)), _first_of_many),
    wording.negative_size: (_constants(_positive),),
    wording.negative_count: (_constants(_positive),),
    wording.transpose: (_transposed,),
    wording.permute: (_all_dimensions,),
    wording.by_zero: (FLOAT,),
    wording.singular: (_inverted,),
    wording.counting_up: (_given("-1"), _constants(lambda number, *_: -number)),
    wording.no_bounds: (_given("min=0"),),
    wording.matrices_only: (_first_slice,),
    wording.repeated: (_once,),
    wording.several: (_one_element,),
    wording.requires_grad: (_given("dtype=torch.float32"), FLOAT),
    wording.index: (_constants(_last_index),),
    wording.dimension: (_constants(_last_dimension),),
    wording.target: (_constants(_last_class),),
    wording.topk: (_constants(_as_many),),
    wording.length: (_counted,),
    wording.too_many: (_fewer_indices,),
    wording.slice_step: (_flipped,),
    wording.cat: (_stacked, _behind((".unsqueeze(0)",)), TURNED, _given("dim=1"), _called("stack", "cat")),
    wording.reshape: (_left_over,),
    wording.inferred: (_left_over,),
    wording.memory: (_called("reshape"),),
    wording.broadcast: (_behind((".unsqueeze(1)", ".squeeze(1)", ".t()"), every=False),),
    wording.classes: (LONG,),
    wording.counting: (_behind((".flatten()",)), LONG),
    wording.negative_power: (FLOAT,),
    wording.index_type: (MASK, LONG, _constants(_whole)),
    wording.mask_type: (_behind((".bool()",)), MASK),
    wording.booleans: (LONG,),
    wording.refused_type: (FLOAT, LONG, _constants(_whole)),
    wording.decimals: (FLOAT,),
    wording.whole: (LONG,),
    wording.dtype: (FLOAT, LONG),
    wording.arguments: (_constants(_whole),),
    wording.same_shape: (_behind((".unsqueeze(1)", ".squeeze(1)"), every=False),),
}
"""What is tried for what is explained so."""
