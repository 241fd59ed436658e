"""The weights of a run at one moment: where they are, what they are called, and as a state_dict of PyTorch's."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.engine import History
from components.engine.layout import parts
from components.engine.slices import Slices
from components.exports import NotThereError
from components.films.words import after, weights
from components.spec import RunSpec


def frame(history: History, t: int | None) -> int:
    """The frame at moment `t`: the last one kept that is not after it. None asks for the last whose weights are
    numbers. Raises NotThereError where they are none."""
    numbers = np.asarray(np.isfinite(history.flat_weights).all(axis=1))
    ends = len(numbers) if numbers.all() else int(numbers.argmin())
    found = ends - 1 if t is None else int(np.searchsorted(history.updates, t, side="right")) - 1
    if found < ends and found >= 0:
        return found
    bad = int(history.updates[ends])
    raise NotThereError(
        f"The weights are no numbers any more {after(bad)}. Take those of a moment before."
        if bad
        else "The weights of this run are no numbers from the start."
    )


def file(history: History, t: int | None = None) -> Slices[bytes]:
    """JSON: the run, the moment, and each tensor by the name that the program or the page has for it."""
    at = frame(history, t)
    yield
    spec, failed = history.spec, history.failed
    tensors = [
        {"name": name, "shape": numbers.shape, "values": numbers.tolist()}
        for name, numbers in state(history, t).items()
    ]
    values = history.flat_weights[at].tolist()
    named = [{"name": weight.name, "value": value} for weight, value in zip(weights(spec), values, strict=True)]
    told: dict[str, Any] = {
        "run": asdict(spec),
        "t": int(history.updates[at]),
        "loss": float(history.loss[at]) if np.isfinite(history.loss[at]) else None,
        "stopped": failed and {"error": f"{failed.error}: {failed.message}", "t": failed.update, "phase": failed.phase},
        "dtype": spec.dtype,
        "tensors": tensors,
        "weights": named,
    }
    return json.dumps(told, ensure_ascii=False, allow_nan=False).encode()


def state(history: History, t: int | None) -> dict[str, NDArray[np.floating[Any]]]:
    """Each tensor of the model at moment `t`, by the name that `load_state_dict` asks for."""
    flat, keys = history.flat_weights[frame(history, t)], state_keys(history.spec)
    return {keys[part.name]: flat[part.place].reshape(part.shape) for part in parts(history.spec)}


def state_keys(spec: RunSpec) -> dict[str, str]:
    """What the program's model calls each part of the layout: w and b where it is written by hand, else as PyTorch
    does: "weight" of nn.Linear, "2.weight" of the second layer of nn.Sequential, which has an activation before it."""
    names = [part.name for part in parts(spec)]
    if spec.chosen.model.by_hand:
        return {name: name for name in names}
    places = ["" if spec.chosen.model.linear else f"{2 * (place // 2)}." for place in range(len(names))]
    return {name: f"{place}{'weight' if name[0] == 'w' else 'bias'}" for name, place in zip(names, places, strict=True)}
