"""One run, programmed twice: the losses of the other program, from scratch or built-in, from the very same start."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch.utils.data import DataLoader, TensorDataset

from components.engine.models import Linear, Scratch
from components.engine.penalty import penalised
from components.engine.problems import problem, scaled
from components.spec import RunSpec

MOST_UPDATES: Final = 600
"""Updates of the other program that are run: enough for a lecture's run, and done in a moment."""


@lru_cache(maxsize=32)
def twin_losses(spec: RunSpec) -> NDArray[np.floating]:
    """The batch losses [min(T, MOST_UPDATES)] of the same run by the other program, on the CPU.

    For a run from scratch that is nn.Linear, F.mse_loss and SGD, for a built-in one the lines written by hand; it
    starts from the weights of the spec's own model, and its batches come from PyTorch's own DataLoader.
    """
    dtype = getattr(torch, spec.dtype)
    rows = TensorDataset(torch.tensor(scaled(spec), dtype=dtype), torch.tensor(problem(spec).targets, dtype=dtype))
    order = torch.Generator().manual_seed(spec.seed)
    size = spec.rows if spec.batch is None else spec.batch
    loader = DataLoader(rows, batch_size=size, shuffle=spec.shuffle and spec.batch is not None, generator=order)
    learner = (Linear if spec.chosen.model.by_hand else Scratch)(spec, torch.device("cpu"))
    count = min(spec.updates, MOST_UPDATES)
    losses = np.empty(count, spec.dtype)
    made = 0
    while made < count:
        for x, y in loader:
            loss = penalised(spec, learner.loss(learner.predict(x), y), learner.parameters)
            loss.backward()  # type: ignore[no-untyped-call]
            learner.update()
            learner.zero()
            losses[made] = loss.item()
            made += 1
            if made == count:
                break
    losses.flags.writeable = False
    return losses
