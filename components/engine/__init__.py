"""Trains: runs a RunSpec in real PyTorch, records every update, and knows the landscape of the loss exactly.

Needs torch and numpy, and nothing that shows anything. One torch thread is set for the whole process: models of this
size gain nothing from more, and sums always run in the same order, so that equal specs give equal histories, bit for
bit.
"""

import torch

from components.engine.devices import devices, resolve
from components.engine.history import History, run
from components.engine.landscape import Limits, full_gradients, limits, losses_over_rates
from components.engine.models import initial_weights
from components.engine.problems import Problem, problem, scaled
from components.engine.recorders import MAX_BYTES
from components.engine.training import Moment, train
from components.spec import RunSpec

torch.set_num_threads(1)

__all__ = [
    "MAX_BYTES",
    "History",
    "Limits",
    "Moment",
    "Problem",
    "RunSpec",
    "devices",
    "full_gradients",
    "initial_weights",
    "limits",
    "losses_over_rates",
    "problem",
    "resolve",
    "run",
    "scaled",
    "train",
]
