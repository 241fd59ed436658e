"""What an expression may call: every function and method, and what is known of each before it runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import torch

Kind = Literal["create", "move", "elementwise", "reduce", "scan", "contract", "other"]
"""How outputs depend on inputs, whatever the values: not at all; each a copy of one element; element by element, after
broadcasting; on all along the reduced dimensions; on all up to it; sums of products; in some other way."""


@dataclass(frozen=True)
class Function:
    """One entry of the list: `name` is its key, the switches say how it may be called."""

    name: str
    kind: Kind
    torch: bool = True
    """Whether `torch.name(...)` may be called; for "linalg.name", whether `torch.linalg.name(...)`."""
    method: bool = True
    """Whether `tensor.name(...)` may be called."""
    functional: bool = False
    """Whether `F.name(...)`, torch.nn.functional's, may be called."""
    attribute: bool = False
    """Whether `tensor.name`, without a call, is a tensor."""
    strings: bool = False
    """Whether it takes words, like einsum's equation."""
    random: bool = False
    """Whether it draws random numbers."""


# An operator is the function that it stands for. The names are torch's own; where they may be called is asked of torch.
NAMES: Mapping[Kind, str] = {
    "create": """
        tensor zeros ones full eye arange linspace logspace zeros_like ones_like full_like new_zeros new_ones new_full
        rand randn randint randperm rand_like randn_like randint_like tril_indices triu_indices scalar_tensor
        hann_window hamming_window blackman_window bartlett_window""",
    "move": """
        reshape view view_as reshape_as flatten ravel unflatten squeeze unsqueeze transpose swapaxes swapdims t T mT
        adjoint permute movedim moveaxis flip fliplr flipud roll rot90 cat concat concatenate stack hstack vstack dstack
        column_stack row_stack tile repeat repeat_interleave expand expand_as broadcast_to broadcast_tensors narrow
        select index_select gather take take_along_dim diag diagonal diag_embed diagflat tril triu pad split chunk
        tensor_split hsplit vsplit dsplit unbind unfold clone contiguous detach getitem meshgrid block_diag atleast_1d
        atleast_2d atleast_3d masked_select cartesian_prod combinations select_scatter slice_scatter diagonal_scatter
        scatter index_copy index_fill masked_scatter requires_grad_ alias""",
    "elementwise": """
        add sub subtract mul multiply div divide true_divide floor_divide remainder fmod pow float_power neg negative
        positive abs absolute sign sgn sqrt rsqrt square exp exp2 expm1 log log2 log10 log1p sin cos tan asin acos atan
        arcsin arccos arctan sinh cosh tanh asinh acosh atanh atan2 arctan2 hypot sinc sigmoid logit erf erfc erfinv
        lgamma digamma i0 ceil floor round trunc fix frac reciprocal relu relu6 selu celu elu silu mish gelu leaky_relu
        softplus hardtanh hardsigmoid logsigmoid threshold clamp clamp_min clamp_max clip nan_to_num isnan isinf
        isfinite isposinf isneginf signbit deg2rad rad2deg heaviside maximum minimum fmax fmin copysign ldexp logaddexp
        logaddexp2 xlogy nextafter eq ne lt le gt ge greater less isclose logical_and logical_or logical_xor logical_not
        bitwise_and bitwise_or bitwise_xor bitwise_not bitwise_left_shift bitwise_right_shift gcd lcm where lerp addcmul
        addcdiv masked_fill float double half bfloat16 int long short bool to type_as bernoulli normal dropout""",
    "reduce": """
        sum mean prod std var std_mean var_mean median nanmedian mode max min amax amin aminmax all any argmax argmin
        logsumexp norm count_nonzero nansum nanmean quantile nanquantile kthvalue
        linalg.norm linalg.vector_norm""",
    "scan": "cumsum cumprod cummax cummin logcumsumexp",
    "contract": """
        matmul mm bmm mv dot vdot inner outer ger kron tensordot einsum addmm addmv addr addbmm baddbmm linear
        linalg.multi_dot""",
    "other": """
        sort argsort msort topk nonzero argwhere unique unique_consecutive searchsorted bucketize bincount histc
        multinomial one_hot embedding scatter_add index_add scatter_reduce softmax log_softmax softmin normalize
        mse_loss l1_loss smooth_l1_loss huber_loss cross_entropy nll_loss binary_cross_entropy kl_div
        cosine_similarity cov corrcoef diff trapezoid cumulative_trapezoid cdist dist cross vander renorm trace det
        logdet slogdet inverse pinverse matrix_exp matrix_power cholesky qr
        linalg.inv linalg.pinv linalg.det linalg.slogdet linalg.solve linalg.lstsq linalg.svd linalg.qr
        linalg.eigh linalg.eigvalsh linalg.cholesky linalg.matrix_norm linalg.matrix_rank linalg.matrix_power
        linalg.cond number""",
}

FUNCTIONAL = frozenset(
    """relu relu6 selu celu elu silu mish gelu leaky_relu softplus hardtanh hardsigmoid logsigmoid threshold sigmoid
    tanh softmax log_softmax softmin normalize mse_loss l1_loss smooth_l1_loss huber_loss cross_entropy nll_loss
    binary_cross_entropy kl_div cosine_similarity linear pad one_hot embedding dropout""".split()
)
ATTRIBUTES = frozenset({"T", "mT"})
STRINGS = frozenset(
    """einsum meshgrid div divide norm pad quantile nanquantile gelu searchsorted cdist scatter scatter_reduce mse_loss
    l1_loss smooth_l1_loss huber_loss cross_entropy nll_loss binary_cross_entropy kl_div linalg.norm linalg.matrix_norm
    linalg.cond linalg.qr""".split()
)
RANDOM = frozenset(
    """rand randn randint randperm rand_like randn_like randint_like bernoulli normal multinomial dropout""".split()
)
LINALG = "linalg."
# In torch too, but undocumented there.
INTERNAL = frozenset("dropout embedding cosine_similarity kl_div".split())
# Not called by these names: an index, another name for a value, and a plain number as the last line.
UNCALLED = frozenset({"getitem", "alias", "number", "T", "mT"})


def _function(name: str, kind: Kind) -> Function:
    """The entry of a name, which must be somewhere in torch."""
    called = name not in UNCALLED
    home = torch.linalg if name.startswith(LINALG) else torch
    return Function(
        name,
        kind,
        # torch.bool is a type, torch.dropout and its like are torch.nn.functional's undocumented halves.
        torch=called and callable(getattr(home, name.removeprefix(LINALG), None)) and name not in INTERNAL,
        method=called and callable(getattr(torch.Tensor, name, None)),
        functional=name in FUNCTIONAL,
        attribute=name in ATTRIBUTES,
        strings=name in STRINGS,
        random=name in RANDOM,
    )


FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {name: _function(name, kind) for kind, names in NAMES.items() for name in names.split()}
)
