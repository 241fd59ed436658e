"""The weights of a run at one moment as a file of PyTorch's: a `state_dict`."""

from __future__ import annotations

import io

import torch

from components.engine import History
from components.engine.slices import Slices
from components.exports.weights import state


def file(history: History, t: int | None = None) -> Slices[bytes]:
    """What `torch.load(file, weights_only=True)` reads, and `model.load_state_dict` takes."""
    tensors = {name: torch.from_numpy(numbers.copy()) for name, numbers in state(history, t).items()}
    yield
    content = io.BytesIO()
    torch.save(tensors, content)
    return content.getvalue()
