"""How a run's moments are written down: straight into arrays on the CPU, in chunks from an accelerator."""

from __future__ import annotations

from math import isfinite
from typing import Final, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from components.engine.faulty import Failure
from components.engine.layout import weight_count
from components.engine.problems import problem
from components.engine.training import Moment
from components.spec import RunSpec

MAX_BYTES: Final = 16 * 2**20
"""Most bytes that one history may hold; the updates of a longer run are thinned evenly."""

CHUNK: Final = 256
"""Updates that an accelerator runs before its records are fetched."""

_NO_ROW: Final = -1


class Frames:
    """The arrays of a history at full length F: frame f is update min(f * stride, T). The first `count` are filled.

    `rows` [F, B] holds the row numbers of each batch, then -1. Where every batch is all rows it stores them once, and
    `batch_loss` is `loss`, unless the program computes another (`Wiring.own_loss`), and `lr` is stored once, unless it
    is turned. A run that fails has fewer frames: the last is the update that failed. So has one that runs out of
    patience.
    """

    def __init__(self, spec: RunSpec) -> None:
        n, _, k = problem(spec).shape
        p = weight_count(spec)
        number = np.dtype(spec.dtype)
        self.last = spec.updates
        self.batched = spec.batch is not None
        self.own_loss = self.batched or spec.chosen.wiring.own_loss
        self.turned = not spec.course.constant
        self.validated = bool(spec.validation)
        numbers = 1 + self.own_loss + self.validated + 2 * p + n * k
        size = n if spec.batch is None else spec.batch
        bytes_each = numbers * number.itemsize + 8 + 2 * size * self.batched + 8 * self.turned
        self.stride = 1
        while self.kept(self.stride) * bytes_each > MAX_BYTES:
            self.stride += 1
        frames = self.kept(self.stride)
        self.updates = np.minimum(np.arange(frames, dtype=np.int64) * self.stride, self.last)
        self.loss = np.empty(frames, number)
        self.batch_loss = np.empty(frames, number) if self.own_loss else self.loss
        self.validation = np.empty(frames, number) if self.validated else np.broadcast_to(number.type(np.nan), frames)
        self.lr = np.empty(frames) if self.turned else np.broadcast_to(spec.lr, frames)
        self.weights = np.empty((frames, p), number)
        self.grads = np.empty((frames, p), number)
        self.predictions = np.empty((frames, n, k), number)
        self.rows: NDArray[np.int16]
        if self.batched:
            self.rows = np.full((frames, size), _NO_ROW, np.int16)
        else:
            self.rows = np.broadcast_to(np.arange(n, dtype=np.int16), (frames, n))
        self.nbytes = frames * bytes_each
        self.count = 0
        self.left_float_range: int | None = None
        self.failure: Failure | None = None

    def kept(self, stride: int) -> int:
        """Number of frames F at this stride: update 0, every stride-th, and the last."""
        return -(-self.last // stride) + 1

    def keeps(self, update: int) -> bool:
        return update % self.stride == 0 or update == self.last

    def batch(self, frame: int) -> NDArray[np.int64]:
        """The row numbers [B] of the frame's batch."""
        rows = self.rows[frame]
        batch: NDArray[np.int64] = rows[rows != _NO_ROW].astype(np.int64)
        return batch

    def deal(self, frame: int, rows: NDArray[np.int64]) -> None:
        """Notes the batch of a frame; behind the last update all rows are looked at, and no batch is."""
        if self.batched and len(rows) <= self.rows.shape[1]:
            self.rows[frame, : len(rows)] = rows

    def judge(self, update: int, loss: float) -> None:
        """Notes the first update whose loss is inf or nan."""
        if self.left_float_range is None and not isfinite(loss):
            self.left_float_range = update

    def fail(self, failure: Failure) -> None:
        """Ends the run at the update that failed, which is the newest frame, or becomes the next one."""
        self.failure = failure
        self.end(failure.update)

    def end(self, update: int) -> None:
        """Ends the run at this update, which is the newest frame, or becomes the next one."""
        self.last = update
        if self.count == 0 or self.updates[self.count - 1] < update:
            self.updates[self.count] = update
            self.updates = self.updates[: self.count + 1]
        else:
            self.updates = self.updates[: self.count]


class Recorder(Protocol):
    """Writes moments into frames."""

    def record(self, moment: Moment) -> None: ...


class HostRecorder:
    """Writes each moment at once: a CPU tensor is a numpy array without a copy, so a row costs a few bytes' move."""

    def __init__(self, frames: Frames) -> None:
        self.frames = frames

    def record(self, moment: Moment) -> None:
        frames = self.frames
        update, rows, lr, loss, batch_loss, weights, grads, predictions, validation, stops, failure = moment
        if stops:
            frames.end(update)
        if failure is not None:
            frames.fail(failure)
            if frames.count == len(frames.updates):
                return
        loss_now = loss.item()
        frames.judge(update, loss_now)
        if not frames.keeps(update):
            return
        at = frames.count
        frames.loss[at] = loss_now
        frames.weights[at] = weights.numpy()
        frames.grads[at] = grads.numpy()
        frames.predictions[at] = predictions.numpy()
        if frames.turned:
            frames.lr[at] = lr
        if frames.own_loss:
            frames.batch_loss[at] = batch_loss.item()
        if validation is not None:
            frames.validation[at] = validation.item()
        frames.deal(at, rows)
        frames.count = at + 1


class DeviceRecorder:
    """Collects moments in a buffer [CHUNK, numbers] on the device, fetched when full: no update waits for the host."""

    def __init__(self, frames: Frames) -> None:
        self.frames = frames
        self.buffer: Tensor | None = None
        self.waiting: list[tuple[int, NDArray[np.int64], float]] = []

    def record(self, moment: Moment) -> None:
        if self.buffer is None:
            numbers = 2 + 2 * moment.weights.numel() + moment.predictions.numel() + self.frames.validated
            self.buffer = moment.weights.new_empty((CHUNK, numbers))
        update, rows, lr, *values, stops, failure = moment
        if stops:
            self._flush(self.buffer[: len(self.waiting)])
            self.frames.end(update)
        if failure is not None:
            assert isinstance(failure, Failure)
            self._flush(self.buffer[: len(self.waiting)])
            self.frames.fail(failure)
            if self.frames.count == len(self.frames.updates):
                return
        found = [value.flatten() for value in values if value is not None]
        torch.cat(found, out=self.buffer[len(self.waiting)])
        self.waiting.append((update, rows, lr))
        if len(self.waiting) == CHUNK or update == self.frames.last:
            self._flush(self.buffer[: len(self.waiting)])

    def _flush(self, buffer: Tensor) -> None:
        """Fetches the waiting moments with one copy and writes those that are kept."""
        frames, p = self.frames, self.frames.weights.shape[1]
        for (update, rows, lr), numbers in zip(self.waiting, buffer.cpu().numpy(), strict=True):
            frames.judge(update, float(numbers[0]))
            if not frames.keeps(update):
                continue
            at = frames.count
            frames.batch_loss[at] = numbers[1]
            frames.loss[at] = numbers[0]
            frames.weights[at], frames.grads[at] = numbers[2 : 2 + p], numbers[2 + p : 2 + 2 * p]
            if frames.validated:
                frames.validation[at] = numbers[-1]
                numbers = numbers[:-1]
            frames.predictions[at] = numbers[2 + 2 * p :].reshape(frames.predictions.shape[1:])
            if frames.turned:
                frames.lr[at] = lr
            frames.deal(at, rows)
            frames.count = at + 1
        self.waiting.clear()


def recorder(frames: Frames, device: torch.device) -> Recorder:
    """The way to write down a run on this device."""
    return HostRecorder(frames) if device.type == "cpu" else DeviceRecorder(frames)
