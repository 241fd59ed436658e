"""The film of a formula: values go forward through its graph, operation by operation, and gradients come back."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal, NotRequired, TypedDict

from components.engine.autograd import Edge, Graph, Node, Number, autograd_in_slices
from components.engine.expressions import ExpressionError
from components.engine.slices import Slices, whole
from components.films.beats import beats_film
from components.films.header import Beat, More
from components.films.refused import refusal
from components.spec import Formula

Word = Sequence[Any]
"""A role, "" for none, and a text or number."""


class GraphScene(TypedDict):
    """What happens in a beat. `accumulate` has the gradient of before, what came to it, and what it is now."""

    kind: Literal["forward", "seed", "backward", "accumulate"]
    node: int
    words: Sequence[Word]
    call: NotRequired[int]
    before: NotRequired[Number | None]
    came: NotRequired[Number | None]
    after: NotRequired[Number | None]


class GraphNode(TypedDict):
    """A tensor of the graph; `by` is the derivative of y by it, in letters; `back`: a gradient comes to it."""

    kind: str
    name: str
    sign: str
    source: str
    value: Number | None
    by: str
    requires_grad: bool
    functions: Sequence[str]
    back: bool
    gradient: Number | None


GraphEdge = TypedDict(
    "GraphEdge",
    {
        "from": int,
        "to": int,
        "slot": int,
        "flows": bool,
        "derivative": Number | None,
        "symbol": str,
        "carried": Number | None,
    },
)
"""From a node to another, at its `slot`; what its derivative is, and what it `carried` back, where it `flows`."""


class Drawn(TypedDict):
    """What the picture "graph" shows."""

    nodes: Sequence[GraphNode]
    edges: Sequence[GraphEdge]
    scenes: Sequence[GraphScene]
    end: Sequence[Word]
    alt: str


_SECONDS: Final = {"forward": 1.5, "seed": 1.3, "backward": 1.6, "accumulate": 1.3}
_SIGNS: Final[Mapping[type[ast.AST], str]] = {
    ast.Mult: "×",
    ast.Add: "+",
    ast.Sub: "−",
    ast.Div: "÷",
    ast.Pow: "**",
    ast.MatMult: "@",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.USub: "−",
    ast.Gt: ">",
    ast.GtE: "≥",
    ast.Lt: "<",
    ast.LtE: "≤",
    ast.Eq: "==",
    ast.NotEq: "≠",
}
_OUTER: Final = {"sin": "cos({})", "cos": "−sin({})", "exp": "exp({})", "log": "1 / ({})", "square": "2 × ({})"}
_LONGEST_NAME: Final = 22
_TIMES: Final = {2: "a second", 3: "a third"}


def film(subject: Formula, pictures: Sequence[str]) -> bytes:
    """The formula's film: a beat for each operation, then, for each call of `backward`, one for each step back."""
    return whole(film_in_slices(subject, pictures))


def film_in_slices(subject: Formula, pictures: Sequence[str]) -> Slices[bytes]:
    """The same with pauses."""
    try:
        graph = yield from autograd_in_slices(subject)
    except ExpressionError as error:
        return beats_film(subject, (), dict.fromkeys(pictures), refused=refusal(error))
    scenes: list[GraphScene] = []
    beats: list[Beat] = []
    for scene, caption, of in _scenes(graph):
        scenes.append(scene)
        beats.append(Beat(_SECONDS[scene["kind"]], 1, caption, f"{scene['kind']} {of}"))
        yield
    drawn: Drawn = {
        "nodes": [_node(graph, place) for place in range(len(graph.nodes))],
        "edges": [_edge(graph, edge) for edge in graph.edges],
        "scenes": scenes,
        "end": _end(graph),
        "alt": _alt(subject, graph),
    }
    more: More = {}
    if graph.failure:
        message, explanation = graph.failure.message, graph.failure.explanation
        more["refused"] = {"message": message, "explanation": explanation, "line": 1, "column": 0}
    return beats_film(subject, beats, dict.fromkeys(pictures, drawn), **more)


def _scenes(graph: Graph) -> Iterator[tuple[GraphScene, str, str]]:
    """Each beat's scene, its caption, and what it is of, which tells it from those of another formula."""
    for place, node in enumerate(graph.nodes):
        if node.kind == "operation":
            words = [
                ["", f"{_name(graph, place)} = "],
                *_filled_in(node),
                ["", " = "],
                ["prediction", _json(node.value)],
            ]
            caption = _short(node.step.source.replace("torch.", ""), 14)
            yield {"kind": "forward", "node": place, "words": words}, caption, node.step.source
    for call, grads in enumerate(graph.grads):
        before = graph.grads[call - 1] if call else {}
        yield from _backward(graph, call + 1, before, grads)


def _backward(
    graph: Graph, call: int, before: Mapping[int, Number], grads: Mapping[int, Number]
) -> Iterator[tuple[GraphScene, str, str]]:
    """One pass back through the graph."""
    last = len(graph.nodes) - 1
    again = f", {_TIMES[call]} time," if call in _TIMES else ""
    words: list[list[Any]] = [["", f"y.backward(){again} begins at the result: dy/dy = "], ["gradient", 1.0]]
    yield {"kind": "seed", "node": last, "call": call, "words": words}, "backward()", f"{call}"
    for place in graph.order:
        node = graph.nodes[place]
        edges = [edge for edge in graph.edges if edge.target == place]
        if node.kind == "operation":
            flowing = [edge for edge in edges if edge.flows]
            source = f"{node.step.source} to {[edge.source for edge in flowing]}, {call}"
            words = [part for edge in flowing for part in [["", "; "], *_chained(graph, edge)]][1:]
            yield {"kind": "backward", "node": place, "words": words}, f"back: {_sign(node)}", source
        elif place in grads:
            name, old, came, new = _name(graph, place), before.get(place), node.gradient, grads[place]
            told: list[list[Any]] = [["", f"{name}.grad was None, now it is "], ["gradient", _json(new)]]
            if old is not None:
                sums: list[list[Any]] = [["", " + "], ["gradient", _json(came)], ["", " = "], ["gradient", _json(new)]]
                told = [["", f"backward adds to what is there: {name}.grad = "], ["gradient", _json(old)], *sums]
            scene: GraphScene = {
                "kind": "accumulate",
                "node": place,
                "before": _json(old),
                "came": _json(came),
                "after": _json(new),
                "words": told,
            }
            yield scene, f"{_short(name, 8)}.grad", f"{name}, {call}"


def _chained(graph: Graph, edge: Edge) -> list[list[Any]]:
    """The chain rule along one edge, in a line: dy/dw = dy/d(w * x) × x = 1 × 3 = 3."""
    node = graph.nodes[edge.target]
    several = sum(other.flows and other.source == edge.source for other in graph.edges) > 1
    to, through = _by(graph, edge.source), _by(graph, edge.target)
    parts: list[list[Any]] = [["", f"{to} {'gets' if several else '='} "]]
    if edge.derivative is None:
        return [*parts, ["gradient", _json(edge.carried)]]
    if symbol := _derivative(graph, edge):
        parts.append(["", f"{through} × {symbol} = "])
    return [
        *parts,
        ["gradient", _json(node.gradient)],
        ["", " × "],
        ["local", _json(edge.derivative)],
        ["", " = "],
        ["gradient", _json(edge.carried)],
    ]


def _derivative(graph: Graph, edge: Edge) -> str:
    """The derivative of an operation by one of its inputs in letters, where a number alone would say less."""
    node = graph.nodes[edge.target]
    step = node.step
    names = [_name(graph, other.source) for other in graph.edges if other.target == edge.target]
    if step.function == "mul" and len(names) == 2:
        return _bracketed(names[1 - edge.slot])
    if step.function in _OUTER and len(names) == 1:
        return _OUTER[step.function].format(names[0])
    tree = _tree(step.source)
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Pow) and isinstance(tree.right, ast.Constant):
        return f"2 × {_bracketed(names[0])}" if tree.right.value == 2 else ""
    return ""


def _filled_in(node: Node) -> list[list[Any]]:
    """An operation with its inputs' values in the place of their names."""
    values = [["prediction", _input(one.value)] for one in node.step.inputs]
    tree = _tree(node.step.source)
    if isinstance(tree, ast.BinOp) and type(tree.op) in _SIGNS:
        sign = _SIGNS[type(tree.op)]
        if len(values) == 2:
            return [values[0], ["", f" {sign} "], values[1]]
        left, right = _fixed(node, tree)
        return [["", f"{left} {sign} "], values[0]] if left else [values[0], ["", f" {sign} {right}"]]
    if isinstance(tree, ast.Compare) and len(values) == 2:
        return [values[0], ["", f" {_sign(node)} "], values[1]]
    commas = [part for value in values for part in (["", ", "], value)][1:]
    return [["", f"{_sign(node)}("], *commas, ["", ")"]]


def _fixed(node: Node, tree: ast.BinOp) -> tuple[str, str]:
    """The operand left and right of an operator that is no tensor; "" for the other."""
    only = node.step.inputs[0] if node.step.inputs else None
    left, right = ast.unparse(tree.left), ast.unparse(tree.right)
    known = {only.name} | {ast.unparse(tree) for tree in [_tree(only.source)] if tree} if only else set[str | None]()
    return ("", right) if left in known else (left, "")


def _sign(node: Node) -> str:
    """What an operation does, in a sign or a word: ×, sin, ** 2."""
    tree = _tree(node.step.source)
    if isinstance(tree, ast.BinOp) and type(tree.op) in _SIGNS:
        left, right = _fixed(node, tree) if len(node.step.inputs) == 1 else ("", "")
        return _short(f"{left} {_SIGNS[type(tree.op)]} {right}".strip(), 12)
    if isinstance(tree, ast.UnaryOp):
        return _SIGNS.get(type(tree.op), "~")
    if isinstance(tree, ast.Compare):
        return _SIGNS.get(type(tree.ops[0]), "?")
    if isinstance(tree, ast.Subscript):
        return _short(f"[{ast.unparse(tree.slice)}]", 12)
    return _short(node.step.function.removeprefix("linalg."), 12)


def _tree(source: str) -> ast.expr | None:
    try:
        return ast.parse(source.strip(), mode="eval").body
    except SyntaxError:
        return None


def _name(graph: Graph, place: int) -> str:
    """What a tensor is called in words: y, a variable's name, or its piece of the formula."""
    step = graph.nodes[place].step
    if place == len(graph.nodes) - 1 and step.inputs:
        return "y"
    return step.name or _short(step.source.replace("torch.", ""))


def _by(graph: Graph, place: int) -> str:
    """The derivative of y by a tensor, as it is written."""
    return f"dy/d{_bracketed(_name(graph, place))}"


def _bracketed(name: str) -> str:
    return name if name.isidentifier() else f"({name})"


def _short(text: str, longest: int = _LONGEST_NAME) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _input(value: Any) -> Any:
    """The value of a step's input."""
    return _json(float(value.detach())) if value.dim() == 0 and not value.is_complex() else f"{list(value.shape)}"


def _json(value: Number | None) -> Number | None:
    """A value as JSON can carry it: seven digits, and words for what is no number."""
    if value is None or isinstance(value, (bool, str)):
        return value
    text = f"{value:.7g}"
    return text if text in ("nan", "inf", "-inf") else float(text)


def _node(graph: Graph, place: int) -> GraphNode:
    node = graph.nodes[place]
    return {
        "kind": node.kind,
        "name": _name(graph, place),
        "sign": _sign(node) if node.kind == "operation" else "",
        "source": " ".join(node.step.source.split()),
        "value": _json(node.value),
        "by": _by(graph, place),
        "requires_grad": node.requires_grad,
        "functions": list(node.functions),
        "back": place in graph.order,
        "gradient": _json(node.gradient),
    }


def _edge(graph: Graph, edge: Edge) -> GraphEdge:
    symbol = _derivative(graph, edge)
    return {
        "from": edge.source,
        "to": edge.target,
        "slot": edge.slot,
        "flows": edge.flows,
        "derivative": _json(edge.derivative),
        "symbol": symbol if len(symbol) <= 3 else "",
        "carried": _json(edge.carried),
    }


def _end(graph: Graph) -> list[list[Any]]:
    """What there is to say when all is done."""
    words: list[list[Any]] = [["", "y = "], ["prediction", _json(graph.nodes[-1].value)]]
    if graph.failure:
        return [*words, ["", ", and y.backward() fails: there is no way back."]]
    lost = f"the way back ends at {graph.cut[0]}" if graph.cut[0] else "no way back leads there"
    silent: dict[str, list[str]] = {"nobody asked": [], lost: []}
    for place, node in enumerate(graph.nodes):
        if node.kind == "variable" and place in graph.grads[-1]:
            words += [["", f", {node.step.name}.grad = "], ["gradient", _json(graph.grads[-1][place])]]
        elif node.kind == "variable":
            silent[lost if node.requires_grad else "nobody asked"].append(f"{node.step.name}.grad")
    for why, names in silent.items():
        if names:
            words.append(["", f". {' and '.join(names)} {'are' if len(names) > 1 else 'is'} None: {why}"])
    words.append(["", "."])
    return words


def _alt(subject: Formula, graph: Graph) -> str:
    """The graph in words."""
    told = [f"The graph of y = {' '.join(subject.text.split())}."]
    for place, node in enumerate(graph.nodes):
        inputs = [_name(graph, edge.source) for edge in graph.edges if edge.target == place]
        if node.kind == "operation":
            function = f", {node.functions[0]} on the way back" if node.functions else ", not on the way back"
            told.append(f"{_name(graph, place)}: {_sign(node)} of {' and '.join(inputs)}{function}.")
        else:
            told.append(f"{_name(graph, place)}: requires_grad {'on' if node.requires_grad else 'off'}.")
    return " ".join(told)


DATA: Final[Mapping[str, type]] = {"graph": Drawn}
"""What each picture's view reads."""
