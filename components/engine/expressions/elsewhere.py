"""Names of PyTorch and of the lecture that mean nothing in an expression, and where a visitor finds what they mean."""

from __future__ import annotations

from collections.abc import Mapping

MODULES = (
    "Modules such as nn.Linear are on the page PyTorch's built-ins. Here F.linear(inputs, w, b) computes the same as"
    " nn.Linear does."
)
NUMPY = "NumPy is on the page NumPy and PyTorch. Here PyTorch's own functions are: torch.sum, torch.arange, ..."
NO_GRAD = (
    "torch.no_grad() keeps autograd from recording. Nothing goes backward on this page, so the lines can stand without"
    " it. What it is for, the page Gradient descent, step by step shows."
)
TRAINING = "Training is on the pages Gradient descent, step by step, and PyTorch's built-ins."
MODEL = "The lecture's model is inputs @ w.t() + b, and it is written like that here."
BACKWARD = "Values only go forward on this page. The page Gradients calls backward() and shows every gradient."
CPU = "Everything on this page lies in the CPU's memory: the device is cpu."
LISTED = "The numbers of a tensor are shown as they are, so no list is needed here."

NAMES: Mapping[str, str] = {
    "np": NUMPY,
    "numpy": NUMPY,
    "nn": MODULES,
    "model": MODEL,
    "w": "w, the weights of the lecture's model, is not made yet.",
    "b": "b, the biases of the lecture's model, is not made yet.",
    **dict.fromkeys("opt optim optimizer loss_fn fit train_dl train_ds loss preds".split(), TRAINING),
}
"""What is said of a name that stands alone."""

ATTRIBUTES: Mapping[str, str] = {
    "grad": f".grad is where backward() puts a gradient; before it, it is None. {BACKWARD}",
    "backward": BACKWARD,
    "retain_grad": BACKWARD,
    "grad_fn": f".grad_fn is what autograd remembers for the way back. {BACKWARD}",
    "zero_grad": TRAINING,
    "numpy": NUMPY,
    "data": ".data is an old way to write .detach(), which this page has.",
    "device": CPU,
    "cpu": CPU,
    "cuda": CPU,
    "tolist": LISTED,
}
"""What is said of a name behind a tensor."""

TORCH: Mapping[str, str] = {
    "from_numpy": NUMPY,
    "optim": TRAINING,
    "utils": TRAINING,
    "autograd": BACKWARD,
    "cuda": CPU,
    "device": CPU,
    **dict.fromkeys("no_grad enable_grad set_grad_enabled inference_mode".split(), NO_GRAD),
    "Tensor": "torch.Tensor is the type of tensors. torch.tensor, with a small t, makes one.",
    "empty": "torch.empty shows whatever lay in memory before, so this page leaves it out.",
    "manual_seed": "A random tensor always starts from the seed beside the box, as after torch.manual_seed.",
}
"""What is said of a name behind torch."""

MADE: Mapping[str, str] = {
    "w": "w = torch.randn(2, 3, requires_grad=True)",
    "b": "b = torch.randn(2, requires_grad=True)",
}
"""How the lecture makes what its model needs: for each of two targets three weights and a bias."""
