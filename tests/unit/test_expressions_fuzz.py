"""Whatever is typed, the evaluator answers with steps or with a sentence, soon, and without much memory."""

from __future__ import annotations

import ast
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.engine.expressions import FUNCTIONS, ExpressionError, Step, evaluate
from components.engine.expressions.evaluation import warm_up_once
from components.engine.expressions.limits import DIMENSIONS, ELEMENTS, STEPS
from tests.unit.test_expressions_table import ROWS

SECONDS = 1.0
MEGABYTES = 200


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """The second that torch takes to load what meta tensors need is no visitor's."""
    warm_up_once()


NAMES = "t1 t2 t3 t4 t6 inputs targets torch F foo len print np __builtins__ __import__ a b".split()
WORDS = """
    shape ndim dtype T mT grad data numpy item size __class__ __dict__ ops load save nn linalg functional add_
    requires_grad storage _C values indices
""".split()
METHODS = sorted(name for name in FUNCTIONS if "." not in name)
CALLED = [
    *(f"torch.{name}" for name in METHODS),
    *(f"F.{name}" for name, entry in FUNCTIONS.items() if entry.functional),
    *(f"torch.{name}" for name in FUNCTIONS if name.startswith("linalg.")),
]
NUMBERS = """
    0 1 2 3 -1 -2 5 7 64 100 4096 4097 1000000 9223372036854775807 0.5 -1.5 1e-12 1e30 1e400 torch.nan torch.inf
    True False None
""".split()
WHOLE = """
    t1 t2 t3 t4 t6 inputs targets t3>6 t6.bool() torch.zeros(0) torch.zeros(3,0) torch.zeros(64,64)
    torch.ones(1,4096) torch.ones(4096,1) torch.arange(4096) torch.arange(64).reshape(2,2,2,2,2,2)
    torch.full((2,2),torch.nan) torch.tensor(3) torch.full((3,3),1e38) torch.tensor([-9223372036854775807-1])
    torch.tensor([2,0,1]) torch.tensor([4096000]) t3.half() torch.tensor([0.2,0.8],requires_grad=True)
    torch.full((64,),10**9)
""".split()
OTHERS = """
    (2,3) (0,1) (3,2) (2,) () (-1,) (1,1) (4096,1) (1,4096) (64,64,64) (1,1,1,1,1,1,1) [0,1] [[1,2],[3]]
    'ij,jk->ik' 'ij->ji' 'ij,kl->ijkl' 'sum' 'none' 'mean' 'floor' 'trunc' 'ij' 'reflect' 'cuda' torch.int64
    torch.float16 torch.bool torch.uint8 (t3,t3) (t2,t2,t2) [t1] (t3,t6) (inputs,t3) torch.split(t2,2) t3.shape
""".split()
KEYWORDS = """
    dim=0 dim=1 dim=-1 dim=(0,1) keepdim=True dtype=torch.float64 dtype=torch.int8 dims=2 dims=10**9 dims=1 p=2
    p=0 bins=3 bins=10**9 rounding_mode='trunc' rounding_mode='floor' reduction='none' n=5 r=2 r=9 r=0
    sections=10**9 unbiased=False requires_grad=True inplace=True out=t3 device='cuda' minlength=10**9
    num_classes=10**9 return_counts=True return_inverse=True with_replacement=True max_norm=1. steps=10**12
    diagonal=1 correction=0 value=3 indexing='ij' num_samples=2 replacement=True descending=True largest=False
    k=2 full_matrices=False mode='circular' size=(2,2) alpha=2 training=False max=3 min=1 offset=10**9
""".split()


def check(text: str) -> tuple[Step, ...]:
    """Evaluate a text, hold the promise against what comes; () for a sentence."""
    begun = time.process_time()
    steps: tuple[Step, ...] = ()
    refusal = None
    try:
        steps = evaluate(text)
    except ExpressionError as error:
        refusal = error
    if refusal is None:
        assert steps
    else:
        assert refusal.message
        assert min(refusal.line, refusal.column) >= 1
    done = steps if refusal is None else refusal.steps
    assert time.process_time() - begun < SECONDS, text
    assert len(done) <= STEPS
    for step in done:
        assert step.function in FUNCTIONS
        assert step.value.numel() <= ELEMENTS
        assert step.value.ndim <= DIMENSIONS
        assert all(one in done for one in step.inputs)
        assert not step.value.is_complex()
    return steps


quick = settings(
    deadline=None, max_examples=400, suppress_health_check=list(HealthCheck), database=None, derandomize=True
)

arguments = st.sampled_from(NUMBERS + WHOLE * 2 + OTHERS)


def mutated(text: str, replacement: str, choice: int) -> str:
    """A text with one of its arguments, operands or indices replaced."""
    tree = ast.parse(text)
    places: list[tuple[list[ast.expr], int]] = []
    for node in ast.walk(tree):
        for field in ("args", "elts"):
            items = getattr(node, field, [])
            places += [(items, index) for index in range(len(items))]
    if places:
        items, index = places[choice % len(places)]
        items[index] = ast.parse(replacement, mode="eval").body
    return ast.unparse(tree)


mutations = st.builds(mutated, st.sampled_from([works for works, _ in ROWS.values()]), arguments, st.integers(0, 1000))


def call(draw: random.Random) -> str:
    """A call of a function of the list, whose arguments are now and then the right ones."""
    given = draw.choices(NUMBERS + WHOLE * 2 + OTHERS, k=draw.choice((0, 0, 1, 1, 2, 3)))
    given += draw.choices(KEYWORDS, k=draw.choice((0, 0, 1)))
    first = draw.choice(WHOLE)
    if draw.random() < 0.5:
        return f"({first}).{draw.choice(METHODS)}({', '.join(given)})"
    return f"{draw.choice(CALLED)}({', '.join([first, *given])})"


calls = st.randoms(use_true_random=False).map(call)


def nodes() -> st.SearchStrategy[ast.expr]:
    """Syntax trees of any kind, allowed or not."""
    numbers = st.one_of(st.integers(), st.integers(-3, 9), st.floats(), st.booleans(), st.none(), st.complex_numbers())
    texts = st.one_of(st.text(max_size=8), st.binary(max_size=4), st.just(...))
    names = st.builds(ast.Name, st.sampled_from(NAMES * 3 + [*WORDS, *METHODS]), st.just(ast.Load()))
    leaves = st.one_of(names, names, st.builds(ast.Constant, st.one_of(numbers, texts)))
    operators = st.sampled_from([kind() for kind in ast.operator.__subclasses__()])
    comparisons = st.sampled_from([kind() for kind in ast.cmpop.__subclasses__()])
    unary = st.sampled_from([kind() for kind in ast.unaryop.__subclasses__()])
    words = st.sampled_from(METHODS + WORDS * 3)
    load = st.just(ast.Load())

    def larger(child: st.SearchStrategy[ast.expr]) -> st.SearchStrategy[ast.expr]:
        children = st.lists(child, max_size=3)
        some = st.lists(child, min_size=1, max_size=3)
        maybe = st.one_of(st.none(), child)
        attribute = st.builds(ast.Attribute, child, words, load)
        slices = st.builds(ast.Slice, maybe, maybe, maybe)
        target = st.builds(ast.Name, st.sampled_from(NAMES), st.just(ast.Store()))
        loops = st.lists(st.builds(ast.comprehension, target, child, children, st.just(0)), min_size=1, max_size=2)
        keywords = st.lists(st.builds(ast.keyword, st.one_of(words, st.none()), child), max_size=2)
        return st.one_of(
            st.builds(ast.BinOp, child, operators, child),
            st.builds(ast.UnaryOp, unary, child),
            st.builds(ast.BoolOp, st.sampled_from([ast.And(), ast.Or()]), st.lists(child, min_size=2, max_size=3)),
            st.builds(lambda left, signs, right: ast.Compare(left, [signs], [right]), child, comparisons, child),
            st.builds(ast.Call, attribute, children, keywords),
            st.builds(ast.Call, child, children, keywords),
            attribute,
            st.builds(ast.Subscript, child, st.one_of(child, slices, st.builds(ast.Tuple, some, load)), load),
            st.builds(ast.Tuple, children, load),
            st.builds(ast.List, children, load),
            st.builds(ast.Set, some),
            st.builds(ast.IfExp, child, child, child),
            st.builds(ast.NamedExpr, target, child),
            st.builds(ast.ListComp, child, loops),
            st.builds(ast.GeneratorExp, child, loops),
            st.builds(ast.Dict, st.lists(child, min_size=1, max_size=1), st.lists(child, min_size=1, max_size=1)),
            st.builds(ast.Starred, child, load),
            st.builds(ast.Await, child),
            st.builds(ast.Lambda, st.just(ast.arguments([], [ast.arg("x")], None, [], [], None, [])), child),
        )

    return st.recursive(leaves, larger, max_leaves=12)


NODES = nodes()


@st.composite
def trees(draw: st.DrawFn) -> str:
    """The text of a few lines of any syntax."""
    lines: list[ast.stmt] = []
    for expression in draw(st.lists(NODES, min_size=1, max_size=3)):
        target = ast.Name(draw(st.sampled_from(NAMES)), ast.Store())
        several = ast.Tuple([target, ast.Name("b", ast.Store())], ast.Store())
        shapes: list[ast.stmt] = [
            ast.Expr(expression),
            ast.Expr(expression),
            ast.Assign([target], expression),
            ast.Assign([several], expression),
            ast.AugAssign(target, ast.Add(), expression),
            ast.Import([ast.alias("os")]),
            ast.Delete([target]),
            ast.Return(expression),
            ast.If(expression, [ast.Pass()], []),
        ]
        lines.append(draw(st.sampled_from(shapes[:4] * 4 + shapes)))
    return ast.unparse(ast.fix_missing_locations(ast.Module(lines, [])))


@quick
@given(st.text(max_size=120))
def test_arbitrary_text(text: str) -> None:
    check(text)


@quick
@given(st.text(st.sampled_from("t3[]()., :+-*/@=<>&|~'\"\\\n\t#0123456789eTFxj_\x00\ufeff٣ｔé{}"), max_size=60))
def test_text_of_the_language_own_signs(text: str) -> None:
    check(text)


@settings(quick, max_examples=300)
@given(trees())
def test_arbitrary_syntax_trees(text: str) -> None:
    check(text)


@settings(quick, max_examples=800)
@given(st.one_of(calls, mutations))
def test_calls_with_any_arguments(text: str) -> None:
    check(text)


@settings(quick, max_examples=300)
@given(
    mutations, calls, st.sampled_from(["+", "-", "*", "/", "//", "%", "**", "@", "<", "==", "&", "|", "^", "<<", ">>"])
)
def test_operators_between_calls(left: str, right: str, sign: str) -> None:
    check(f"a = {left}\nb = {right}\na {sign} b")


def greedy(count: int, seed: int) -> float:
    """Evaluate many calls in this process, and say by how many megabytes that made it grow at most."""
    torch.set_num_threads(1)
    for text in ("torch.linalg.svd(t3)", "torch.sort(t3)", "t3 @ t3.t()"):
        evaluate(text)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    draw = random.Random(seed)
    works = [works for works, _ in ROWS.values()]
    for _ in range(count):
        check(call(draw))
        check(mutated(draw.choice(works), draw.choice(NUMBERS + WHOLE + OTHERS), draw.randrange(1000)))
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def test_memory_of_many_calls() -> None:
    """In a process of its own, whose largest size is nobody else's."""
    program = "from tests.unit.test_expressions_fuzz import greedy; print(greedy(1000, seed=0))"
    folder = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=folder, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert float(done.stdout) < MEGABYTES
