"""Every function of the list: a call that works and gives what PyTorch gives, and one that PyTorch refuses."""

from __future__ import annotations

import traceback
import warnings

import pytest
import torch
from torch.nn import functional

from components.engine.expressions import FUNCTIONS, LECTURE, ExpressionError, evaluate
from components.engine.outcomes import outcome
from components.spec.outcome import Outcome

# What works, what fails, and the functions that {} stands for.
ALIKE = (
    (
        "torch.{}(t3 / 20)",
        "torch.{}([0.5])",
        """abs absolute acos acosh asin arcsin arccos arctan asinh atan atanh ceil cos cosh deg2rad digamma erf erfc
        erfinv exp exp2 expm1 fix floor frac i0 isfinite isinf isnan isneginf isposinf lgamma log log10 log1p log2
        logical_not logit nan_to_num neg negative positive rad2deg reciprocal relu round rsqrt selu celu sigmoid sign
        sgn signbit sin sinc sinh sqrt square tan tanh trunc cov corrcoef nonzero argwhere unique
        unique_consecutive msort flatten ravel t clone detach adjoint fliplr flipud atleast_1d atleast_2d atleast_3d
        sum mean prod std var std_mean var_mean median nanmedian max min amax amin aminmax all any argmax argmin norm
        count_nonzero nansum nanmean""",
    ),
    (
        "torch.{}(t3, t3.flip(0))",
        "torch.{}(t3, t2)",
        """add sub subtract mul multiply div divide true_divide floor_divide remainder fmod pow float_power atan2
        arctan2 hypot maximum minimum fmax fmin copysign ldexp logaddexp logaddexp2 xlogy nextafter eq ne lt le gt ge
        greater less isclose logical_and logical_or logical_xor heaviside""",
    ),
    (
        "torch.{}(t6, torch.tensor([4, 1]))",
        "torch.{}(t3, t3)",
        "bitwise_and bitwise_or bitwise_xor bitwise_left_shift bitwise_right_shift gcd lcm",
    ),
    (
        "F.{}(t3 - 7)",
        "F.{}([1.])",
        "relu6 elu silu mish gelu leaky_relu softplus hardtanh hardsigmoid logsigmoid dropout normalize",
    ),
    ("t3.{}()", "t3.{}(1, 2, 3)", "float double half bfloat16 int long short bool contiguous"),
    ("torch.{}(t3, 0)", "torch.{}(t3, 2)", "cumsum cumprod cummax cummin logcumsumexp unbind logsumexp mode"),
    ("torch.{}(t3, 0)", "torch.{}(t3, 5)", "softmax log_softmax squeeze unsqueeze sort argsort"),
    ("torch.{}(6)", "torch.{}(-6)", "hann_window hamming_window blackman_window bartlett_window randperm eye"),
    ("torch.{}(2, 3)", "torch.{}(2, -3)", "zeros ones rand randn"),
    ("torch.{}(t3)", "torch.{}(3)", "zeros_like ones_like rand_like randn_like diagflat"),
    ("torch.{}(3, 4)", "torch.{}(3)", "tril_indices triu_indices"),
    ("t3.{}((2, 2))", "t3.{}((2, -2))", "new_zeros new_ones"),
    ("t3.{}", "t3.{}()", "T mT"),
    (
        "torch.{}((t3, t6))",
        "torch.{}((t3, t3[:, :1], t4))",
        "cat concat concatenate hstack vstack dstack column_stack row_stack",
    ),
    ("torch.{}(t3.t() @ t3)", "torch.{}(t3)", "det logdet slogdet inverse matrix_exp cholesky"),
    ("torch.linalg.{}(t3.t() @ t3)", "torch.linalg.{}(t3)", "inv det slogdet eigh eigvalsh cholesky"),
    ("torch.linalg.{}(t3)", "torch.linalg.{}(t2)", "pinv svd qr matrix_norm matrix_rank cond"),
    ("torch.linalg.{}(t3)", "torch.linalg.{}(t6)", "norm vector_norm"),
)

# Of each function: what works, what fails.
OWN = {
    "tensor": ("torch.tensor([[1., 2], [3, 4]])", "torch.tensor([[1., 2], [3]])"),
    "full": ("torch.full((2, 3), 7.)", "torch.full((2, 3))"),
    "arange": ("torch.arange(1, 10, 2)", "torch.arange(10, 1)"),
    "linspace": ("torch.linspace(0, 1, 5)", "torch.linspace(0, 1, -5)"),
    "logspace": ("torch.logspace(0, 2, 3)", "torch.logspace(0, 2, -3)"),
    "full_like": ("torch.full_like(t3, 2)", "torch.full_like(t3)"),
    "new_full": ("t3.new_full((2, 2), 5)", "t3.new_full((2, 2))"),
    "randint": ("torch.randint(0, 10, (3, 3))", "torch.randint(10, 0, (3, 3))"),
    "randint_like": ("torch.randint_like(t3, 10)", "torch.randint_like(t3, 10, 0)"),
    "scalar_tensor": ("torch.scalar_tensor(3.5)", "torch.scalar_tensor([1])"),
    "reshape": ("torch.reshape(t3, (2, 3))", "torch.reshape(t3, (4, 2))"),
    "view": ("t3.view(6)", "t3.t().view(6)"),
    "view_as": ("t3.view_as(t6)", "t3.view_as(t2)"),
    "reshape_as": ("t3.reshape_as(t6)", "t3.reshape_as(t2)"),
    "unflatten": ("torch.unflatten(t2, 0, (2, 2))", "torch.unflatten(t2, 0, (3, 2))"),
    "transpose": ("torch.transpose(t4, 0, 2)", "torch.transpose(t4, 0, 3)"),
    "swapaxes": ("torch.swapaxes(t4, 0, 2)", "torch.swapaxes(t4, 0, 3)"),
    "swapdims": ("torch.swapdims(t4, 0, 2)", "torch.swapdims(t4, 0, 3)"),
    "permute": ("torch.permute(t4, (2, 0, 1))", "torch.permute(t4, (2, 0))"),
    "movedim": ("torch.movedim(t4, 0, 2)", "torch.movedim(t4, 0, 3)"),
    "moveaxis": ("torch.moveaxis(t4, 0, 2)", "torch.moveaxis(t4, 0, 3)"),
    "flip": ("torch.flip(t3, (0, 1))", "torch.flip(t3, (0, 2))"),
    "roll": ("torch.roll(t3, 1, 0)", "torch.roll(t3, 1, 2)"),
    "rot90": ("torch.rot90(t3)", "torch.rot90(t2)"),
    "stack": ("torch.stack((t3, t3 + 1))", "torch.stack((t3, t2))"),
    "tile": ("torch.tile(t2, (2, 2))", "torch.tile(t2, (-1,))"),
    "repeat": ("t3.repeat(2, 1)", "t3.repeat(2)"),
    "repeat_interleave": (
        "torch.repeat_interleave(t3, torch.tensor([0, 1, 2]), dim=0)",
        "torch.repeat_interleave(t3, -1)",
    ),
    "expand": ("t1.expand(2, 3)", "t3.expand(4, 2)"),
    "expand_as": ("t1.expand_as(t3)", "t2.expand_as(t3)"),
    "broadcast_to": ("torch.broadcast_to(t1, (2, 3))", "torch.broadcast_to(t3, (4, 2))"),
    "broadcast_tensors": ("torch.broadcast_tensors(t1, t3)", "torch.broadcast_tensors(t3, t2)"),
    "narrow": ("torch.narrow(t3, 0, 1, 2)", "torch.narrow(t3, 0, 2, 2)"),
    "select": ("torch.select(t3, 0, 1)", "torch.select(t3, 0, 3)"),
    "index_select": ("torch.index_select(t3, 0, torch.tensor([2, 0]))", "torch.index_select(t3, 0, torch.tensor([3]))"),
    "gather": ("torch.gather(t3, 0, torch.tensor([[2, 1]]))", "torch.gather(t3, 0, torch.tensor([[3, 1]]))"),
    "take": ("torch.take(t3, torch.tensor([5, 0]))", "torch.take(t3, torch.tensor([6]))"),
    "take_along_dim": (
        "torch.take_along_dim(t3, torch.tensor([[1], [0], [1]]), 1)",
        "torch.take_along_dim(t3, torch.tensor([1.]), 1)",
    ),
    "diag": ("torch.diag(t2)", "torch.diag(t4)"),
    "diagonal": ("torch.diagonal(t3)", "torch.diagonal(t2)"),
    "diag_embed": ("torch.diag_embed(t2)", "torch.diag_embed(t2, 0, 0, 0)"),
    "tril": ("torch.tril(t3)", "torch.tril(t2)"),
    "triu": ("torch.triu(t3, 1)", "torch.triu(t2)"),
    "pad": ("F.pad(t3, (1, 1))", "F.pad(t3, (1, 1, 1))"),
    "split": ("torch.split(t3, 2)", "torch.split(t3, [1, 1])"),
    "chunk": ("torch.chunk(t3, 2)", "torch.chunk(t3, 0)"),
    "tensor_split": ("torch.tensor_split(t3, 2)", "torch.tensor_split(t3, 0)"),
    "hsplit": ("torch.hsplit(t3, 2)", "torch.hsplit(t3, 3)"),
    "vsplit": ("torch.vsplit(t3, 3)", "torch.vsplit(t3, 2)"),
    "dsplit": ("torch.dsplit(t4, 3)", "torch.dsplit(t3, 2)"),
    "unfold": ("t2.unfold(0, 2, 1)", "t2.unfold(0, 5, 1)"),
    "getitem": ("t3[1:, 0]", "t3[3]"),
    "meshgrid": ('torch.meshgrid(t2, t2[:2], indexing="ij")', 'torch.meshgrid(t2, t3, indexing="ij")'),
    "block_diag": ("torch.block_diag(t3, t2)", "torch.block_diag(t4, t2)"),
    "masked_select": ("torch.masked_select(t3, t3 > 6)", "torch.masked_select(t3, t3)"),
    "cartesian_prod": ("torch.cartesian_prod(t2, t2[:2])", "torch.cartesian_prod(t2, t3)"),
    "combinations": ("torch.combinations(t2, 2)", "torch.combinations(t3, 2)"),
    "select_scatter": ("torch.select_scatter(t3, t2[:2], 0, 1)", "torch.select_scatter(t3, t2, 0, 1)"),
    "slice_scatter": ("torch.slice_scatter(t3, t3[:1], 0, 1, 2)", "torch.slice_scatter(t3, t2, 0, 1, 2)"),
    "diagonal_scatter": ("torch.diagonal_scatter(t3, t2[:2])", "torch.diagonal_scatter(t3, t2)"),
    "scatter": ("torch.scatter(t3, 0, torch.tensor([[2, 0]]), 1.)", "torch.scatter(t3, 0, torch.tensor([[3, 0]]), 1.)"),
    "index_copy": (
        "torch.index_copy(t3, 0, torch.tensor([2]), t3[:1])",
        "torch.index_copy(t3, 0, torch.tensor([3]), t3[:1])",
    ),
    "index_fill": ("torch.index_fill(t3, 0, torch.tensor([2]), 7)", "torch.index_fill(t3, 0, torch.tensor([3.]), 7)"),
    "masked_scatter": ("torch.masked_scatter(t3, t3 > 7, t2)", "torch.masked_scatter(t3, t3, t2)"),
    "requires_grad_": ("(t3 * 1).requires_grad_()", "(t6 * 1).requires_grad_()"),
    "bitwise_not": ("~t6", "~t3"),
    "threshold": ("torch.threshold(t3, 7, 0)", "torch.threshold(t3, 7)"),
    "clamp": ("torch.clamp(t3, 6, 8)", "torch.clamp(t3)"),
    "clamp_min": ("torch.clamp_min(t3, 6)", "torch.clamp_min(t3)"),
    "clamp_max": ("torch.clamp_max(t3, 6)", "torch.clamp_max(t3)"),
    "clip": ("torch.clip(t3, 6, 8)", "torch.clip(t3)"),
    "where": ("torch.where(t3 > 6, t3, 0.)", "torch.where(t3 > 6, t2, 0.)"),
    "lerp": ("torch.lerp(t3, t3 + 4, 0.5)", "torch.lerp(t3, t6, 0.5)"),
    "addcmul": ("torch.addcmul(t3, t3, t3, value=2)", "torch.addcmul(t3, t3, t2)"),
    "addcdiv": ("torch.addcdiv(t3, t3, t3, value=2)", "torch.addcdiv(t3, t3, t2)"),
    "masked_fill": ("torch.masked_fill(t3, t3 > 6, 0)", "torch.masked_fill(t3, t2 > 1, 0)"),
    "to": ("t3.to(torch.int64)", "t3.to(1.5, 1.5)"),
    "type_as": ("t3.type_as(t6)", "t3.type_as(3)"),
    "bernoulli": ("torch.bernoulli(t3 / 20)", "torch.bernoulli(t3)"),
    "normal": ("torch.normal(t3, 1.)", "torch.normal(t3, -1.)"),
    "quantile": ("torch.quantile(t3, 0.5)", "torch.quantile(t6, 0.5)"),
    "nanquantile": ("torch.nanquantile(t3, 0.5)", "torch.nanquantile(t3, 1.5)"),
    "kthvalue": ("torch.kthvalue(t2, 2)", "torch.kthvalue(t2, 5)"),
    "matmul": ("torch.matmul(inputs, t3)", "torch.matmul(t3, t3)"),
    "mm": ("torch.mm(inputs, t3)", "torch.mm(t3, t3)"),
    "bmm": ("torch.bmm(t4, t4.mT)", "torch.bmm(t4, t3)"),
    "mv": ("torch.mv(inputs, t2[:3])", "torch.mv(inputs, t2)"),
    "dot": ("torch.dot(t2, t2)", "torch.dot(t2, t2[:3])"),
    "vdot": ("torch.vdot(t2, t2)", "torch.vdot(t2, t2[:3])"),
    "inner": ("torch.inner(t2, t2)", "torch.inner(t2, t3)"),
    "outer": ("torch.outer(t2, t2)", "torch.outer(t2, t3)"),
    "ger": ("torch.ger(t2, t2)", "torch.ger(t2, t3)"),
    "kron": ("torch.kron(t3, t3)", "torch.kron(t3, 2)"),
    "tensordot": ("torch.tensordot(inputs, t3, 1)", "torch.tensordot(t3, t3, 1)"),
    "einsum": ('torch.einsum("ij,jk->ik", inputs, t3)', 'torch.einsum("ij,jk->ik", t3, t3)'),
    "addmm": ("torch.addmm(t2[:2], inputs, t3)", "torch.addmm(t2, inputs, t3)"),
    "addmv": ("torch.addmv(t1, inputs, t2[:3])", "torch.addmv(t1, inputs, t2)"),
    "addr": ("torch.addr(t1, t2, t2)", "torch.addr(t3, t2, t2)"),
    "addbmm": ("torch.addbmm(t1, t4, t4.mT)", "torch.addbmm(t1, t4, t4)"),
    "baddbmm": ("torch.baddbmm(t1, t4, t4.mT)", "torch.baddbmm(t1, t4, t4)"),
    "linear": ("F.linear(inputs, t4[0], t2[:2])", "F.linear(t3, t4[0])"),
    "linalg.multi_dot": ("torch.linalg.multi_dot((inputs, t3, t4[0]))", "torch.linalg.multi_dot((t3, t3))"),
    "topk": ("torch.topk(t2, 2)", "torch.topk(t2, 5)"),
    "searchsorted": ("torch.searchsorted(t2, t3)", "torch.searchsorted(t3, t2)"),
    "bucketize": ("torch.bucketize(t3, t2 * 3)", "torch.bucketize(t3, t3)"),
    "bincount": ("torch.bincount(torch.tensor([0, 2, 2]))", "torch.bincount(t2)"),
    "histc": ("torch.histc(t3, 4)", "torch.histc(t3, 0)"),
    "multinomial": ("torch.multinomial(t2, 2)", "torch.multinomial(t2, 5)"),
    "one_hot": ("F.one_hot(torch.tensor([0, 2]))", "F.one_hot(torch.tensor([0, 2]), 2)"),
    "embedding": ("F.embedding(torch.tensor([2, 0]), t3)", "F.embedding(torch.tensor([3]), t3)"),
    "scatter_add": (
        "torch.scatter_add(t2, 0, torch.tensor([0, 0, 3]), t2)",
        "torch.scatter_add(t2, 0, torch.tensor([4]), t2)",
    ),
    "index_add": (
        "torch.index_add(t2, 0, torch.tensor([0]), t2[:1])",
        "torch.index_add(t2, 0, torch.tensor([4]), t2[:1])",
    ),
    "scatter_reduce": (
        'torch.scatter_reduce(t2, 0, torch.tensor([0, 0, 3]), t2, "amax")',
        'torch.scatter_reduce(t2, 0, torch.tensor([0, 0, 3]), t2, "median")',
    ),
    "softmin": ("F.softmin(t3, 0)", "F.softmin(t3, 2)"),
    "mse_loss": ("F.mse_loss(t3, t3 + 1)", "F.mse_loss(t3, t2)"),
    "l1_loss": ("F.l1_loss(t3, t3 + 1)", "F.l1_loss(t3, t2)"),
    "smooth_l1_loss": ("F.smooth_l1_loss(t3, t3 + 1)", "F.smooth_l1_loss(t3, t2)"),
    "huber_loss": ("F.huber_loss(t3, t3 + 1)", "F.huber_loss(t3, t2)"),
    "cross_entropy": ("F.cross_entropy(t3, torch.tensor([0, 1, 1]))", "F.cross_entropy(t3, torch.tensor([0, 1, 2]))"),
    "nll_loss": ("F.nll_loss(t3, torch.tensor([0, 1, 1]))", "F.nll_loss(t3, torch.tensor([0, 1]))"),
    "binary_cross_entropy": ("F.binary_cross_entropy(t3 / 20, t3 / 20)", "F.binary_cross_entropy(t3, t3)"),
    "kl_div": ("F.kl_div(t3.log(), t3, reduction='batchmean')", "F.kl_div(t3, t2)"),
    "cosine_similarity": ("F.cosine_similarity(t3, t3 + 1)", "F.cosine_similarity(t3, t2)"),
    "diff": ("torch.diff(t3, dim=0)", "torch.diff(t1)"),
    "trapezoid": ("torch.trapezoid(t3)", "torch.trapezoid(t3, t2)"),
    "cumulative_trapezoid": ("torch.cumulative_trapezoid(t3)", "torch.cumulative_trapezoid(t3, t2)"),
    "cdist": ("torch.cdist(t3, t3 + 1)", "torch.cdist(t3, inputs)"),
    "dist": ("torch.dist(t3, t3 + 1)", "torch.dist(t3, t2)"),
    "cross": ("torch.cross(inputs, inputs + t1, 1)", "torch.cross(t3, t3, 1)"),
    "vander": ("torch.vander(t2)", "torch.vander(t3)"),
    "renorm": ("torch.renorm(t3, 2, 0, 5)", "torch.renorm(t2, 2, 0, 5)"),
    "trace": ("torch.trace(t3)", "torch.trace(t2)"),
    "pinverse": ("torch.pinverse(t3)", "torch.pinverse(t2)"),
    "matrix_power": ("torch.matrix_power(t3.t() @ t3, 3)", "torch.matrix_power(t3, 3)"),
    "qr": ("torch.qr(t3)", "torch.qr(t2)"),
    "linalg.solve": ("torch.linalg.solve(t3.t() @ t3, t2[:2])", "torch.linalg.solve(t3, t2)"),
    "linalg.lstsq": ("torch.linalg.lstsq(t3, t3 @ t3.t()).solution", "torch.linalg.lstsq(t3, t2)"),
    "linalg.matrix_power": ("torch.linalg.matrix_power(t3.t() @ t3, -2)", "torch.linalg.matrix_power(t3, -2)"),
    "alias": ("y = t3 + 1\nt3", "y = t3 + 1\nt33"),
    "number": ("t3.shape[0] * 2", "t3.shape[2]"),
}


def _rows() -> dict[str, tuple[str, str]]:
    rows = dict(OWN)
    for works, fails, names in ALIKE:
        for name in names.split():
            key = f"linalg.{name}" if works.startswith("torch.linalg.") else name
            if key in FUNCTIONS:
                assert key not in rows, key
                rows[key] = works.replace("{}", name), fails.replace("{}", name)
    return rows


ROWS = _rows()


def pytorch(source: str) -> object:
    """What Python and PyTorch make of the last line of a text: eval is for tests only."""
    *lines, last = source.split("\n")
    names = {**LECTURE, "torch": torch, "F": functional}
    with torch.random.fork_rng(devices=[]), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.manual_seed(0)
        for line in lines:
            name, value = line.split(" = ", 1)
            names[name] = eval(value, dict(names))  # noqa: S307
        return eval(last, names)  # noqa: S307


def test_table_covers_all_functions() -> None:
    assert set(ROWS) == set(FUNCTIONS)
    assert len(FUNCTIONS) >= 150


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_working_call_gives_what_pytorch_gives(name: str) -> None:
    steps = evaluate(ROWS[name][0])
    expected = pytorch(ROWS[name][0])
    outputs = list(expected) if isinstance(expected, (tuple, list)) else [expected]
    assert name in {step.function for step in steps}
    # What LAPACK gives depends, in its last bits, on where in memory a matrix lies.
    near = 1e-4 if name.startswith("linalg.") else 0
    for step, value in zip(steps[-len(outputs) :], outputs, strict=True):
        assert step.function == name or name == "linalg.lstsq"
        torch.testing.assert_close(step.value, torch.as_tensor(value), rtol=near, atol=near, equal_nan=True)
        assert step.source in ROWS[name][0]
        again = step.apply(*[one.value for one in step.inputs])
        torch.testing.assert_close(again, step.value, rtol=near, atol=near, equal_nan=True)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_the_value_is_printed_as_pytorch_prints_it(name: str) -> None:
    """All parts of it, with the names that PyTorch gives them."""
    text = ROWS[name][0]
    result, expected = outcome(text), pytorch(text)
    assert result.status == "value"
    if not name.startswith("linalg."):  # whose last digits depend on where in memory a matrix lies
        assert "".join(result.text.split()) == "".join(repr(expected).split())
    parts = expected if isinstance(expected, (tuple, list)) else [expected]
    assert result.shapes == tuple(tuple(torch.as_tensor(part).shape) for part in parts)


@pytest.mark.parametrize(
    ("text", "printed", "shapes"),
    [
        (
            "t3.max(dim=1)",
            "torch.return_types.max(\nvalues=tensor([ 6.,  8., 10.]),\nindices=tensor([1, 1, 1]))",
            ((3,), (3,)),
        ),
        ("a, b = torch.split(t2, 2)", "(tensor([1., 2.]), tensor([3., 4.]))", ((2,), (2,))),
        ("a = t3.max(dim=1)\na.indices", "tensor([1, 1, 1])", ((3,),)),
        ("t1, t1 + 1", "(tensor(4.), tensor(5.))", ((), ())),
        ("[t1, t2]", "[tensor(4.), tensor([1., 2., 3., 4.])]", ((), (4,))),
        ("a = t3.max(dim=1)\na.values + 1\na", repr(LECTURE["t3"].max(dim=1)), ((3,), (3,))),
    ],
)
def test_several_values_are_all_printed(text: str, printed: str, shapes: tuple[tuple[int, ...], ...]) -> None:
    assert (outcome(text).text, outcome(text).shapes) == (printed, shapes)
    assert Outcome.load(outcome(text).dump()) == outcome(text)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_failing_call_says_what_pytorch_says(name: str) -> None:
    text = ROWS[name][1]
    with pytest.raises(ExpressionError) as caught:
        evaluate(text)
    with pytest.raises((RuntimeError, TypeError, ValueError, IndexError, NameError, AttributeError)) as own:
        pytorch(text)
    if caught.value.failure is not None:
        assert caught.value.failure.function == name
        assert caught.value.message == str(own.value).split("\nException raised from")[0].strip()
        assert caught.value.failure.source in text
        told, printed = outcome(text), "".join(traceback.format_exception_only(own.value)).strip()
        assert told.status == "broke"
        assert f"{told.kind}: {told.text}" == printed.split("\nException raised from")[0].strip()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("t2.item()", "RuntimeError"),
        ("len(t1)", "TypeError"),
        ("t2.size(3)", "IndexError"),
        ("torch.equal(t3, 3)", "TypeError"),
        ("t3.allclose(t6)", "RuntimeError"),
        ("torch.linalg.inv(torch.ones(2, 2))", "torch._C._LinAlgError"),
        ("torch.linalg.cholesky(-torch.eye(2))", "torch._C._LinAlgError"),
    ],
)
def test_an_error_of_pytorch_breaks_with_its_own_name(text: str, kind: str) -> None:
    """Also where a plain number is read; on a card it counts as an example that breaks."""
    with pytest.raises((RuntimeError, TypeError, IndexError)) as own:
        pytorch(text)
    told = outcome(text)
    assert (told.status, told.kind) == ("broke", kind)
    assert f"{kind}: {told.text}" == "".join(traceback.format_exception_only(own.value)).strip()
    with pytest.raises(ExpressionError) as caught:
        evaluate(text)
    assert caught.value.failure is not None
