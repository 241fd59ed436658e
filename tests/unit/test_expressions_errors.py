"""What an expression may not be, and what is said then: PyTorch's own words, plain ones, and the place."""

from __future__ import annotations

import pytest
import torch

from components.engine.expressions import ExpressionError, evaluate


def refused(text: str) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        evaluate(text)
    return caught.value


# Text, problem, line and column, a piece of PyTorch's message, pieces of the plain words.
COMMON = [
    ("t3 @ t3", "matmul", 1, 1, "mat1 and mat2 shapes cannot be multiplied (3x2 and 3x2)", "2 is not 3|t3.t()"),
    ("x = t3 + 1\ninputs @ x + t3 @ t6", "matmul", 2, 14, "cannot be multiplied", "t3 has shape [3, 2]|2 is not 3"),
    ("t3 @ t1", "matmul", 1, 1, "at least 1D", "*"),
    ("t4 @ t4", "matmul", 1, 1, "Expected size for first two dimensions", "[2, 2, 3]|3 is not 2"),
    ("torch.dot(t2, t2[:3])", "matmul", 1, 1, "inconsistent tensor size", "4 is not 3"),
    ("torch.mv(t3, t2)", "matmul", 1, 1, "size mismatch", "2 is not 4"),
    ("torch.mm(t2, t3)", "matmul", 1, 1, "self must be a matrix", "two dimensions on the left"),
    ("F.linear(t3, t4[0])", "matmul", 1, 1, "cannot be multiplied", "x @ w.t()"),
    ('torch.einsum("ij,jk", t3, t3)', "matmul", 1, 1, "subscript j has size 3", "same letter"),
    ("t3 + t2", "broadcast", 1, 1, "must match the size of tensor b (4)", "[3, 2]|[4]|2 meets 4"),
    ("1 + (t3 - t2)", "broadcast", 1, 6, "must match the size of tensor b (4)", "2 meets 4"),
    ("t3.expand(4, 2)", "broadcast", 1, 1, "must match the existing size (3)", "3 cannot become 4"),
    ("t3[[0, 1], [0, 1, 2]]", "broadcast", 1, 1, "could not be broadcast", "equally long"),
    ("torch.cat((t3, t4[0]))", "cat", 1, 1, "Sizes of tensors must match except in dimension 0", "[3, 2]|[2, 3]"),
    ("torch.cat((t3, t2))", "cat", 1, 1, "must have same number of dimensions", "[3, 2]|[4]"),
    ("torch.cat((t1, t1))", "cat", 1, 1, "zero-dimensional tensor", "torch.stack"),
    ("torch.stack((t3, t2))", "cat", 1, 1, "stack expects each tensor to be equal size", "one shape"),
    ("t3.reshape(4, 2)", "reshape", 1, 1, "shape '[4, 2]' is invalid for input of size 6", "6 elements"),
    ("t3.reshape(-1, -1)", "reshape", 1, 1, "only one dimension can be inferred", "left over"),
    ("t3.t().view(6)", "reshape", 1, 1, "view size is not compatible", "reshape"),
    ("torch.unflatten(t2, 0, (3, 2))", "reshape", 1, 1, "don't multiply up", "dimension 0, 4"),
    ("torch.mean(t6)", "dtype", 1, 1, "could not infer output dtype", "t6 holds torch.int64|torch.mean(t6.float())"),
    ("torch.dot(t2[:3], t6[:, 0])", "dtype", 1, 1, "same dtype", "torch.float32|torch.int64"),
    ("~t3", "dtype", 1, 1, "only implemented on integer and Boolean", "torch.float32"),
    ("t3 & t3", "dtype", 1, 1, "not implemented for 'Float'", "does not work on torch.float32"),
    ("t3[t3]", "dtype", 1, 1, "must be long, int, byte or bool", "counts elements"),
    ("(t3 > 1) - (t3 > 2)", "dtype", 1, 1, "two bool tensors", "no arithmetic with minus"),
    ("torch.tensor([1, 2]) ** -1", "dtype", 1, 1, "Integers to negative integer powers", "fraction"),
    ("torch.tensor([1, 2], requires_grad=True)", "requires_grad", 1, 1, "can require gradients", "dtype=torch.float32"),
    ("t6.requires_grad_()", "requires_grad", 1, 1, "can require gradients", "whole numbers"),
    (
        "torch.tensor([[1, 2], [3]])",
        "ragged",
        1,
        1,
        "expected sequence of length 2 at dim 1 (got 1)",
        "2 elements|has 1",
    ),
    ("torch.tensor([[1], 2])", "ragged", 1, 1, "not a sequence", "side by side"),
    ("torch.tensor([1, [2]])", "ragged", 1, 1, "", "side by side"),
    ("t3[3]", "index", 1, 1, "index 3 is out of bounds for dimension 0 with size 3", "0 to 2|3 is outside"),
    ("t3 + t3[0, 2]", "index", 1, 6, "index 2 is out of bounds for dimension 1 with size 2", "0 to 1"),
    ("t3[0, 0, 0]", "index", 1, 1, "too many indices", "2 indices at most"),
    ("t1[0]", "index", 1, 1, "invalid index of a 0-dim tensor", "single number"),
    ("t3.sum(2)", "index", 1, 1, "Dimension out of range", "-2 to 1"),
    ("t3[t2 > 1]", "index", 1, 1, "shape of the mask", "3 is not 4"),
    ("t3[::-1]", "index", 1, 1, "step must be greater than zero", "torch.flip"),
    ("t3.shape[2]", "index", 1, 1, "There are 2 elements here", ""),
    ("torch.nanquantile(t3, torch.tensor(-1.5))", "other", 1, 1, "in the range [0, 1]", ""),
    ("torch.sin(1)", "other", 1, 1, "must be Tensor, not int", "sin"),
    ("torch.zeros(200, 100)", "limit", 1, 1, "[200, 100] with 20,000 elements", ""),
    ("t3.reshape(1, 1, 1, 1, 1, 3, 2)", "limit", 1, 1, "7 dimensions", ""),
]


@pytest.mark.parametrize(
    ("text", "problem", "line", "column", "message", "words"), COMMON, ids=[row[0] for row in COMMON]
)
def test_common_errors_are_explained(text: str, problem: str, line: int, column: int, message: str, words: str) -> None:
    error = refused(text)
    assert (error.problem, error.line, error.column) == (problem, line, column)
    assert message in error.message
    for word in words.split("|"):
        assert word in error.explanation


def test_a_failure_names_the_call_and_keeps_what_was_done() -> None:
    error = refused("x = t3 * 2\ny = x @ t3\ny")
    assert [step.function for step in error.steps] == ["tensor", "mul"]
    assert error.failure is not None
    assert (error.failure.function, error.failure.source) == ("matmul", "x @ t3")
    assert error.failure.inputs == (error.steps[1], error.steps[0])
    assert (error.line, error.column) == (2, 5)
    error = refused("torch.tensor([[1, 2], (3, 4, 5)])")
    assert error.failure is not None
    assert error.failure.literal == [[1, 2], [3, 4, 5]]


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("t3 + t33", 6, "Did you mean t3"),
        ("torch.sinn(t3)", 7, "Did you mean sin"),
        ("(t3 + 1).sun()", 10, "Did you mean sum"),
        ("torch.repeat(t3, 2)", 7, "It is a method"),
        ("torch.relu6(t3)", 7, "Did you mean F.relu6"),
        ("sin(t3)", 1, "Did you mean torch.sin"),
        ("np.ones(3)", 1, "the page NumPy and PyTorch"),
        ("print(t3)", 1, "the last line is shown"),
        ("t3.add_(1)", 4, ".add makes a new one"),
        ("t3.sum", 1, "write parentheses"),
        ("torch", 1, "torch.sum(t3)"),
        ("t3(1)", 1, "cannot be called"),
        ("'text'", 1, "not a tensor"),
        ("torch.float32", 1, "not a tensor"),
        ("[1, 2] * 5", 1, "numbers and tensors"),
        ("t3 + [1, 2]", 1, "torch.tensor(...)"),
        ("1 / 0", 1, "division by zero"),
        ("(-8) ** 0.5", 1, "complex"),
        ("torch.tensor(t3)", 1, "x.clone()"),
        ("torch.ones(t3)", 1, "x.item()"),
        ("torch.where(t3 > 6)", 1, "torch.nonzero"),
        ("torch.sin(t3, out=t3)", 1, "out= cannot be given"),
        ("torch.zeros(2, device='cuda')", 1, "device= cannot be given"),
        ("t3.to('cuda')", 1, "text"),
        ("t3.to(0)", 1, "torch.float32"),
        ("a, b = t3", 8, "torch.unbind"),
        ("a, b = 1, 2, 3", 1, "3 values"),
        ("torch = 3", 1, "is taken"),
        ("t3[0] = 1", 1, "in place"),
        ("t3 += 1", 1, "name = name"),
        ("a = b = t3", 5, "name = expression"),
        ("x: int = 3", 1, "without a type"),
        ("import os", 1, "imported"),
        ("from os import path", 1, "imported"),
        ("def f(): pass", 1, "function"),
        ("lambda: 1", 1, "function"),
        ("for x in t3: x", 1, "Loops"),
        ("[x for x in t3]", 1, "Loops"),
        ("t3 if t3 else t1", 1, "torch.where"),
        ("t3 and t3", 1, "use & and |"),
        ("not t3", 1, "use ~"),
        ("1 < t3 < 3", 1, "two things at a time"),
        ("t3 is t3", 1, "=="),
        ("torch.cat(*t3)", 11, "star"),
        ("t3.sum(**{})", 8, "one by one"),
        ("f'{t3}'", 1, "Texts"),
        ("(x := t3)", 2, "line of its own"),
        ("3j", 1, "Complex"),
        ("t3 +", 5, "Python cannot read this"),
        ("(t3", 1, "never closed"),
        ("", 1, "Type an expression"),
        ("# nothing", 1, "Type an expression"),
    ],
)
def test_other_text_gets_a_sentence_and_a_place(text: str, column: int, words: str) -> None:
    error = refused(text)
    assert words in error.message
    assert (error.line, error.column) == (1, column)


ATTACKS = [
    "__import__('os').system('true')",
    "().__class__.__bases__[0].__subclasses__()",
    "t3.__class__",
    "t3.__dict__",
    "torch.__loader__",
    "torch.__builtins__",
    "torch.sum.__globals__",
    "torch.sum.__call__(t3)",
    "t3.sum.__self__",
    "getattr(torch, 'load')",
    "open('/etc/passwd')",
    "eval('1')",
    "exec('1')",
    "compile('1', '', 'eval')",
    "globals()",
    "vars(torch)",
    "type(t3)",
    "torch.load('x')",
    "torch.save(t3, 'x')",
    "torch.from_file('/etc/passwd', size=10)",
    "torch.hub.load('a', 'b')",
    "torch.ops.aten.add(t3, t3)",
    "torch.classes.load_library('x')",
    "torch._C._cuda_init()",
    "torch.os.system('true')",
    "torch.sys.exit()",
    "torch.utils.data",
    "torch.nn.Module()",
    "torch.nn.functional.torch.load('x')",
    "torch.nn.functional.warnings",
    "torch.linalg.torch",
    "torch.set_default_dtype(torch.float64)",
    "torch.set_num_threads(64)",
    "torch.manual_seed(0)",
    "torch.compile(t3)",
    "torch.jit.script(t3)",
    "torch.from_numpy(t3)",
    "torch.empty(10)",
    "torch.Tensor(3)",
    "torch.tensor.load",
    "t3.numpy()",
    "t3.data",
    "t3.grad",
    "t3.grad_fn",
    "t3.backward()",
    "t3.storage()",
    "t3.untyped_storage()",
    "t3.data_ptr()",
    "t3.register_hook(t3)",
    "t3.cuda()",
    "t3.share_memory_()",
    "t3.apply_(len)",
    "t3.map_(t3, len)",
    "t3.tolist.x",
    "t3.set_(t3)",
    "t3.as_strided((9999,), (1,))",
    "torch.as_strided(t3, (9999,), (1,))",
    "'{0.__class__}'.format(t3)",
    "'%s' % t3",
    "'a' * 10**9",
    "f'{t3.__class__}'",
    "[0] * 10**9",
    "(0,) * 10**9",
    "[0] * t6",
    "x = (1, 2, 3, 4, 5, 6, 7, 8)\n" + "x = x + x\n" * 60,
    "9 ** 9 ** 9",
    "10 ** 10 ** 10",
    "2 ** 63",
    "1 << 10 ** 9",
    "1 << 64",
    "7 ** 64 ** 2",
    "9" * 900,
    "x = 9223372036854775807\n" + "x = x * x\n" * 20,
    "torch.zeros(10 ** 9)",
    "torch.zeros(10 ** 18)",
    "torch.zeros(2 ** 32, 2 ** 32)",
    "torch.zeros(129, 129)",
    "torch.ones(16385)",
    "torch.arange(0, 1, 1e-12)",
    "torch.arange(10 ** 15)",
    "torch.linspace(0, 1, 10 ** 9)",
    "torch.eye(10 ** 5)",
    "torch.rand(10 ** 5)",
    "torch.randperm(10 ** 9)",
    "torch.hann_window(10 ** 9)",
    "torch.tril_indices(10 ** 5, 10 ** 5)",
    "t3.expand(10 ** 5, 3, 2)",
    "t3.repeat(10 ** 5, 10 ** 5)",
    "t3.repeat_interleave(10 ** 9)",
    "torch.repeat_interleave(t3, torch.tensor([10 ** 12, 1, 1]), dim=0)",
    "torch.repeat_interleave(torch.full((64,), 10 ** 17))",
    "torch.tile(t3, (10 ** 5, 1))",
    "torch.bincount(torch.tensor([10 ** 12]))",
    "torch.bincount(torch.tensor([1]), minlength=10 ** 12)",
    "torch.histc(t3, bins=10 ** 9)",
    "F.one_hot(torch.tensor([10 ** 9]))",
    "F.one_hot(torch.tensor([1]), 10 ** 9)",
    "F.pad(t3, (10 ** 9, 10 ** 9))",
    "torch.diag(torch.ones(4096))",
    "torch.diag_embed(t2, 10 ** 9)",
    "torch.kron(torch.ones(64, 64), torch.ones(64, 64))",
    "torch.outer(torch.ones(4096), torch.ones(4096))",
    "torch.ones(4096, 1) + torch.ones(1, 4096)",
    "torch.cdist(torch.ones(4096, 1), torch.ones(4096, 1))",
    "torch.cov(torch.ones(4096, 1))",
    "torch.combinations(torch.ones(60), 3)",
    "torch.combinations(t2, 10 ** 9)",
    "torch.cartesian_prod(torch.ones(4096), torch.ones(4096))",
    "torch.vander(t2, 10 ** 9)",
    "torch.tensordot(torch.ones(4096), torch.ones(4096), 0)",
    "torch.tensordot(t3, t3, 10 ** 9)",
    'torch.einsum("i,j->ij", torch.ones(4096), torch.ones(4096))',
    'torch.einsum("i,j,k->ijk", torch.ones(4096), torch.ones(4096), torch.ones(4096))',
    "torch.zeros(0).chunk(10 ** 9)",
    "torch.zeros(0).tensor_split(10 ** 9)",
    "torch.linalg.lstsq(torch.ones(1, 4096), torch.ones(1, 4096)).solution",
    "torch.ones(128, 128).nonzero()",
    "torch.ones(1, 1, 4096)[torch.ones(1) > 0, torch.zeros(4096).long()]",
    "torch.div(torch.tensor([-9223372036854775807 - 1]), -1, rounding_mode='trunc')",
    "torch.unbind(torch.ones(4096))",
    "x = torch.ones(4096)\n" + "x = x + 1\n" * 30,
    "t3" + " + 1" * 240,
    "(" * 450 + "t3" + ")" * 450,
    "-" * 900 + "t3",
    "~" * 900 + "1",
    "[" * 90 + "]" * 90,
    "torch.tensor(" + "[" * 90 + "1" + "]" * 90 + ")",
    "t3" + ".T" * 450,
    "t3" + "[0]" * 300,
    "t3" + "()" * 450,
    "not " * 240 + "t3",
    "lambda: " * 120 + "t3",
    "t3" * 501,
    "torch.zeros(1e400)",
    "torch.zeros(1e400 - 1e400)",
    "t2[1e400]",
    "t3.roll(-1e400)",
    "t3.reshape(1e400, 2)",
    "t2.expand(2, 1e400)",
    "t3\x00",
    "\x00",
    "\ud800",
    "ｔｏｒｃｈ.ｌｏａｄ('x')",
    "ｔ3.＿＿class＿＿",
    "t3.𝒸𝓁𝒶𝓈𝓈",
    "_＿import_＿('os')",
    "t3.\\\n__class__",
    "torch.sum(t3, __class__=1)",
    "__x = t3",
    "__builtins__ = t3",
    "del t3",
    "global t3",
    "assert t3",
    "raise t3",
    "try:\n    t3\nexcept: pass",
    "with t3: pass",
    "class A: pass",
    "async def f(): await t3",
    "await t3",
    "yield t3",
    "match t3:\n    case _: pass",
    "type X = int",
    "{'a': t3}",
    "{t3}",
    "...",
    "b'x'",
    "t3.requires_grad_(False)",
]


@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
def test_attacks_get_a_sentence(text: str) -> None:
    error = refused(text)
    assert len(error.message) < 1000
    assert error.message.strip()


def test_lookalike_letters_are_the_letters() -> None:
    """Python reads them as the plain ones, and so does the list."""
    assert torch.equal(evaluate("ｔｏｒｃｈ.ｓｉｎ(t1)")[-1].value, torch.sin(torch.tensor(4.0)))


def test_a_limit_is_met_exactly() -> None:
    assert evaluate("torch.zeros(128, 128)")[-1].value.numel() == 16_384
    assert "16,385 elements" in refused("torch.zeros(16385)").message
    assert evaluate("torch.zeros(1, 1, 1, 1, 2, 3)")[-1].value.ndim == 6
