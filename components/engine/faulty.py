"""A wrongly wired model at work: its phases in their order, until PyTorch or Python refuses one."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from components.engine.faults import FAULTS
from components.engine.models import Scratch
from components.spec import RunSpec


@dataclass(frozen=True)
class Failure:
    """The error that ended a run: its own text and name, and the update and the phase in which it was raised."""

    message: str
    update: int
    phase: str
    error: str = "RuntimeError"

    @property
    def by(self) -> str:
        """Who raised it: PyTorch, or Python, before PyTorch was asked."""
        return "PyTorch" if self.error == "RuntimeError" else "Python"


@dataclass
class Attempt:
    """What one update of a wrongly wired model came to: the loss that the program computes, and the error, if any."""

    loss: Tensor
    failure: Failure | None = None


class Faulty:
    """A wrongly wired model whose errors are caught.

    `grads` [P] is what backward has added up so far; nan before the first, when the program's own are None.
    """

    def __init__(self, spec: RunSpec, device: torch.device) -> None:
        self.learner = FAULTS[spec.wiring](spec, device)
        self.grads = torch.full_like(self.learner.grads, torch.nan)
        phases = spec.chosen.wiring.phases
        first = min(phases.index("update"), phases.index("zero"))
        self._seeing, self._stepping = phases[:first], phases[first:]
        self._does = {
            "predict": self._predict,
            "loss": self._loss,
            "backward": self._backward,
            "update": self.learner.update,
            "zero": self.learner.zero,
        }

    def look(self, update: int, x: Tensor, y: Tensor) -> Attempt:
        """All that comes before the step, on a batch. The loss is nan where none could be computed."""
        self._x, self._y = x, y
        self._computed = self.learner.weights.new_full((), torch.nan)
        failure = self._through(self._seeing, update)
        return Attempt(self._computed.detach(), failure)

    def truth(self, inputs: Tensor, targets: Tensor) -> tuple[Tensor, Tensor]:
        """What the weights of now predict for all rows [N, k], and their loss, whatever the program thinks."""
        with torch.no_grad():
            predictions = self.learner.look(inputs)
            return predictions, Scratch.loss(self.learner, predictions, targets)

    def step(self, update: int) -> Failure | None:
        """Update, zero, and what comes after."""
        return self._through(self._stepping, update)

    def _through(self, phases: tuple[str, ...], update: int) -> Failure | None:
        """Goes through these phases, until one is refused."""
        for phase in phases:
            try:
                self._does[phase]()
            except (RuntimeError, TypeError) as error:
                return Failure(str(error), update, phase, type(error).__name__)
        return None

    def _predict(self) -> None:
        self._preds = self.learner.predict(self._x)

    def _loss(self) -> None:
        self._computed = self.learner.loss(self._preds, self._y)

    def _backward(self) -> None:
        self.grads = self.learner.grads
        self._computed.backward()  # type: ignore[no-untyped-call]
