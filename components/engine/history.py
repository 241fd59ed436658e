"""What a run left behind: loss, weights, gradients, predictions and batch rows at every update that was kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from components.engine.devices import resolve
from components.engine.faulty import Failure
from components.engine.layout import parts
from components.engine.recorders import Frames, recorder
from components.engine.training import train
from components.spec import RunSpec

Array = NDArray[np.floating]


class History:
    """The record of one run, frame by frame: a frame is an update that was kept. It grows with `record`.

    Arrays are in the run's precision and hold the `count` frames recorded so far: F of them once `done`. A loss that
    left float range is recorded as it is, inf or nan. All updates are kept unless they would need more than MAX_BYTES;
    then every stride-th and the last.
    """

    def __init__(self, spec: RunSpec) -> None:
        device, fallback = resolve(spec.device, spec.dtype)
        self._frames = Frames(spec)
        self._recorder = recorder(self._frames, device)
        self._parts = parts(spec)
        self.spec = spec
        self.device = str(device)
        """The device that was really used."""
        self.notes = tuple(note for note in (fallback, _thinning(self._frames)) if note)
        """A sentence for everything that differs from what the spec asks."""
        self.record = self._recorder.record
        """Writes down the next moment of `train(spec)`."""

    @property
    def stride(self) -> int:
        """Updates from one frame to the next; the last step may be shorter."""
        return self._frames.stride

    @property
    def frames(self) -> int:
        """Number of frames F of the finished run."""
        return len(self._frames.updates)

    @property
    def count(self) -> int:
        """Number of frames recorded so far."""
        return self._frames.count

    @property
    def done(self) -> bool:
        return self.count == self.frames

    @property
    def nbytes(self) -> int:
        """Bytes that the finished history holds."""
        return self._frames.nbytes

    @property
    def left_float_range(self) -> int | None:
        """The first update whose loss is inf or nan, kept or not; None while every loss is a number."""
        return self._frames.left_float_range

    @property
    def failure(self) -> str | None:
        """PyTorch's own text of the error that ended the run; None for a run that went through."""
        return self._frames.failure.message if self._frames.failure else None

    @property
    def failed(self) -> Failure | None:
        """The same with the update and the phase of the error."""
        return self._frames.failure

    @property
    def last(self) -> int:
        """The number of the last update: the spec's `updates`, or fewer for a run that failed or lost patience."""
        return self._frames.last

    @property
    def stopped(self) -> bool:
        """Whether it lost patience before its end."""
        return self.done and self.failed is None and self.last < self.spec.updates

    @property
    def best(self) -> int | None:
        """The frame with the lowest validation loss so far, the first of several; None where no rows are held out for
        that, or no such loss is a number."""
        known = np.isfinite(self.validation)
        return int(np.argmin(np.where(known, self.validation, np.inf))) if known.any() else None

    @property
    def updates(self) -> NDArray[np.int64]:
        """The update number of each frame [F]."""
        return self._frames.updates[: self.count]

    @property
    def loss(self) -> Array:
        """Loss on all rows that are learned from [F], with the penalty, before each update."""
        return self._frames.loss[: self.count]

    @property
    def batch_loss(self) -> Array:
        """Loss on the rows of the update's batch [F]; in the last frame, on all rows.

        Of a run whose loss is wired wrongly (`Wiring.own_loss`), what its program computes; nan where it could not.
        """
        return self._frames.batch_loss[: self.count]

    @property
    def validation(self) -> Array:
        """Loss on the rows that are held out for validation [F], without a penalty; nan where there are none."""
        return self._frames.validation[: self.count]

    @property
    def lr(self) -> NDArray[np.float64]:
        """The learning rate of each update [F]; in the last frame, which none follows, that of the last."""
        return self._frames.lr[: self.count]

    @property
    def flat_weights(self) -> Array:
        """Weights before each update [F, P], in the order of `layout.parts`: w row by row, then b, layer by layer."""
        return self._frames.weights[: self.count]

    @property
    def flat_grads(self) -> Array:
        """Gradient of the batch's loss [F, P], in the order of `flat_weights`."""
        return self._frames.grads[: self.count]

    @property
    def weights(self) -> dict[str, Array]:
        """Weights before each update: "w" [F, k, d] and "b" [F, k]; of a network "w1" [F, units, d], "b1", "w2", ..."""
        return self._unflatten(self.flat_weights)

    @property
    def grads(self) -> dict[str, Array]:
        """Gradient of the batch's loss, under the names of `weights`."""
        return self._unflatten(self.flat_grads)

    @property
    def predictions(self) -> Array:
        """Predictions for all rows [F, N, k], before each update."""
        return self._frames.predictions[: self.count]

    @property
    def rows(self) -> Sequence[NDArray[np.int64]]:
        """The row numbers [B] of each kept update's batch: one fewer than frames, for no update follows the last."""
        return _Rows(self._frames, range(min(self.count, self.frames - 1)))

    def _unflatten(self, flat: Array) -> dict[str, Array]:
        return {part.name: flat[:, part.place].reshape(-1, *part.shape) for part in self._parts}


class _Rows(Sequence[NDArray[np.int64]]):
    """The batches of a range of frames, read from the padded array when asked for."""

    def __init__(self, frames: Frames, at: range) -> None:
        self._frames, self._at = frames, at

    def __len__(self) -> int:
        return len(self._at)

    @overload
    def __getitem__(self, index: int) -> NDArray[np.int64]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[NDArray[np.int64]]: ...
    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return _Rows(self._frames, self._at[index])
        return self._frames.batch(self._at[index])

    def __iter__(self) -> Iterator[NDArray[np.int64]]:
        return map(self._frames.batch, self._at)


def run(spec: RunSpec) -> History:
    """Trains the spec to its end. A device that this machine lacks becomes the CPU and a note in the history."""
    history = History(spec)
    for moment in train(spec):
        history.record(moment)
    return history


def _thinning(frames: Frames) -> str | None:
    """The sentence for a history that does not keep every update."""
    if frames.stride == 1:
        return None
    updates = f"{frames.last:,}".replace(",", "\u202f")
    return f"This run makes {updates} updates. To bound its memory one in {frames.stride} is kept, and the last."
