"""Trains: runs a RunSpec in real PyTorch, records every update, and knows the landscape of the loss exactly.

Needs torch and numpy, and nothing that shows anything. One torch thread is set for the whole process: models of this
size gain nothing from more, and sums always run in the same order, so that equal specs give equal histories, bit for
bit. Intel's library of matrices has another order for each kind of processor, and for many matrices at once; it is told
to have one, before it is first used.
"""

import os

import torch

from components.engine.activations import FLAT, Activation, activation
from components.engine.course import WARM_UP_FROM, planned_rates
from components.engine.curvature import Sharpness, sharpness, sharpness_in_slices
from components.engine.data import Scale, constant
from components.engine.devices import described, devices, resolve
from components.engine.draws import random_draws
from components.engine.faults import stretching
from components.engine.faulty import Failure
from components.engine.forward import (
    activated,
    counted,
    input_range,
    loss_of,
    mean_loss,
    outside,
    predict,
    saturated,
    sums,
)
from components.engine.held import examined
from components.engine.history import History, run
from components.engine.landscape import (
    Limits,
    full_gradients,
    limits,
    linear_limits,
    times_mean,
)
from components.engine.layout import Part, parts, weight_count, widths
from components.engine.models import initial_weights
from components.engine.optimizers import stepped
from components.engine.pair import twin_losses
from components.engine.penalty import penalty, weighed
from components.engine.planes import Plane, plane, principal_directions, principal_plane, weight_plane, weight_ranges
from components.engine.problems import Problem, held_rows, held_test, held_validation, powers, problem, scale, scaled
from components.engine.recorders import MAX_BYTES
from components.engine.run_surface import Bowl, Surface, surface, surface_in_slices
from components.engine.shown import MOST_SHOWN, shown_rows
from components.engine.stability import Stability, cycle, foreseen, losses_over_rates, rate_limit, stability
from components.engine.sweeps import sweep, sweep_in_slices
from components.engine.swept import NEVER, Sweep
from components.engine.training import Moment, train
from components.spec import RunSpec

torch.set_num_threads(1)
os.environ.setdefault("MKL_CBWR", "COMPATIBLE")

__all__ = [
    "FLAT",
    "MAX_BYTES",
    "MOST_SHOWN",
    "NEVER",
    "WARM_UP_FROM",
    "Activation",
    "Bowl",
    "Failure",
    "History",
    "Limits",
    "Moment",
    "Part",
    "Plane",
    "Problem",
    "RunSpec",
    "Scale",
    "Sharpness",
    "Stability",
    "Surface",
    "Sweep",
    "activated",
    "activation",
    "constant",
    "counted",
    "cycle",
    "described",
    "devices",
    "examined",
    "foreseen",
    "full_gradients",
    "held_rows",
    "held_test",
    "held_validation",
    "initial_weights",
    "input_range",
    "limits",
    "linear_limits",
    "loss_of",
    "losses_over_rates",
    "mean_loss",
    "outside",
    "parts",
    "penalty",
    "plane",
    "planned_rates",
    "powers",
    "predict",
    "principal_directions",
    "principal_plane",
    "problem",
    "random_draws",
    "rate_limit",
    "resolve",
    "run",
    "saturated",
    "scale",
    "scaled",
    "sharpness",
    "sharpness_in_slices",
    "shown_rows",
    "stability",
    "stepped",
    "stretching",
    "sums",
    "surface",
    "surface_in_slices",
    "sweep",
    "sweep_in_slices",
    "times_mean",
    "train",
    "twin_losses",
    "weighed",
    "weight_count",
    "weight_plane",
    "weight_ranges",
    "widths",
]
