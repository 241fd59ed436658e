"""One knob over many values: the runs of all of them, trained together, each as if alone.

On the CPU, whatever device the spec names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
import torch

from components.engine.devices import resolve
from components.engine.layout import weight_count
from components.engine.models import initial_weights
from components.engine.recorders import MAX_BYTES
from components.engine.slices import Slices, Turns, whole
from components.engine.stacked_training import Stack, shape
from components.engine.swept import Sweep, Whole
from components.engine.training import PLACELESS, train
from components.engine.twins import NOT_YET, Doubt, with_twins
from components.spec import RunSpec

MOST: Final = 256
"""Most values of a sweep."""
AT_ONCE: Final = 2_000_000
"""Rows times weights of the runs of one stack: with their twins, an update of large networks then takes about 5 ms."""


def sweep(spec: RunSpec, field: str, values: Sequence[Any], keep_weights: bool = False) -> Sweep:
    """The runs of a spec with each of these values of one field.

    Raises ValueError for a value outside its knob, one that does not go with the rest, no value, or too many.
    """
    return whole(sweep_in_slices(spec, field, values, keep_weights))


def sweep_in_slices(spec: RunSpec, field: str, values: Sequence[Any], keep_weights: bool = False) -> Slices[Sweep]:
    """The same with pauses."""
    if field not in spec.knobs:
        raise ValueError(f"There is no field “{field}”. Allowed: {', '.join(spec.knobs)}.")
    if not 1 <= len(values) <= MOST:
        raise ValueError(f"A sweep over {len(values)} values is not possible. Allowed: 1 to {MOST}.")
    turns = Turns()
    specs = list[RunSpec]()
    for value in values:
        specs.append(replace(spec, **{field: value}))
        yield from turns.pause()
    into = _Into(specs, keep_weights)
    groups: dict[RunSpec, list[int]] = {}
    for r, one in enumerate(specs):
        yield from turns.pause()
        together = shape(one)
        if together is None:
            yield from _alone(r, one, into, turns)
        else:
            groups.setdefault(together, []).append(r)
    for together, runs in groups.items():
        some = max(1, AT_ONCE // (together.rows * weight_count(together)))
        for start in range(0, len(runs), some):
            yield from _together(np.array(runs[start : start + some]), into, turns)
    trusted = np.minimum(into.trusted, into.ends + 1)
    loss = np.ascontiguousarray(into.loss.T)
    return Sweep(field, tuple(values), tuple(specs), into.stride, into.ends, loss, into.weights, trusted)


class _Into:
    """The arrays of a sweep, while they are filled."""

    def __init__(self, specs: Sequence[RunSpec], keep_weights: bool) -> None:
        self.specs = specs
        self.ends = np.array([spec.updates for spec in specs], np.int64)
        self.trusted = np.full(len(specs), NOT_YET)
        number = np.result_type(*(spec.dtype for spec in specs))
        p = max(map(weight_count, specs)) if keep_weights else 0
        last = int(self.ends.max())
        self.stride = 1
        while len(specs) * (1 + p) * number.itemsize * (-(-last // self.stride) + 1) > MAX_BYTES:
            self.stride += 1
        frames = -(-last // self.stride) + 1
        self.loss = np.full((frames, len(specs)), np.nan, number)  # so that what is written together lies together
        self.weights = np.full((len(specs), frames, p), np.nan, number) if keep_weights else None

    def keeps(self, update: int, end: int) -> bool:
        return update % self.stride == 0 or update == end

    def frame(self, update: int) -> int:
        return -(-update // self.stride)


def _alone(r: int, spec: RunSpec, into: _Into, turns: Turns) -> Slices[None]:
    """One run that no stack can train, as it is trained alone."""
    for moment in train(spec):
        if into.keeps(moment.update, spec.updates) or moment.failure or moment.stops:
            at = into.frame(moment.update)
            into.loss[at, r] = moment.loss.item()
            if into.weights is not None:
                into.weights[r, at, : len(moment.weights)] = moment.weights.cpu().numpy()
        if moment.failure or moment.stops:
            into.ends[r] = moment.update
        yield from turns.pause()


def _together(runs: Whole, into: _Into, turns: Turns) -> Slices[None]:
    """Runs of one shape as one stack, with their twins, if their bits may differ from those of the runs alone."""
    specs = [into.specs[r] for r in runs]
    spec, count = specs[0], len(specs)
    device, _ = resolve(spec.device, spec.dtype)
    exact = spec.chosen.model.linear and spec.dtype == "float32" and device.type == "cpu"
    exact &= spec.shape[1] <= PLACELESS
    rows = []
    for one in specs:
        rows.append(initial_weights(one))
        yield from turns.pause()
    table = torch.from_numpy(np.stack(rows))  # [R, P]
    if not exact:
        specs, table = with_twins(specs, table)
    stack, doubt = Stack(specs, table), Doubt(count)
    for update, losses in enumerate(stack.train()):
        if not exact:
            doubt.look(update, losses.numpy())
        if into.keeps(update, spec.updates):
            at = into.frame(update)
            into.loss[at, runs] = losses[:count].numpy()
            if into.weights is not None:
                flat = stack.flat[:count].numpy()
                into.weights[runs, at, : flat.shape[1]] = flat
        yield from turns.pause()
    into.trusted[runs] = doubt.since
