"""What a program does with the rows that are held out: validates on them on the way, stops by them, tests at the end.

A program whose steps are wired wrongly has none of it.
"""

from __future__ import annotations

from components.spec import RunSpec


def validated(spec: RunSpec) -> list[str]:
    """The function that gives the validation loss."""
    if not (spec.validation and spec.chosen.wiring.right):
        return []
    body = [f"    {line}" for line in _loss(spec, "validation", "return ")]
    return ["", "def validation():", "    with torch.no_grad():", *(f"    {line}" for line in body)]


def patient(spec: RunSpec) -> list[str]:
    """The line before the loop of a program that may stop early."""
    return ["best, waited = validation(), 0"] if spec.patience else []


def waiting(spec: RunSpec) -> list[str]:
    """The lines at the end of every epoch of such a program."""
    if not spec.patience:
        return []
    return [
        "now = validation()",
        "best, waited = (now, 0) if now < best else (best, waited + 1)",
        f"if waited == {spec.patience}:",
        "    break",
    ]


def tested(spec: RunSpec) -> list[str]:
    """The lines at the end that print the loss on the rows that are held out for the test."""
    if not (spec.test and spec.chosen.wiring.right):
        return []
    return ["with torch.no_grad():", *(f"    {line}" for line in _loss(spec, "test", "print(repr(", "))"))]


def _loss(spec: RunSpec, rows: str, before: str, behind: str = "") -> list[str]:
    x, y = f"{rows}_inputs", f"{rows}_targets"
    if not spec.chosen.model.by_hand:
        return [f"{before}F.{spec.chosen.loss.written}(model({x}), {y}).item(){behind}"]
    missed = f"missed = {x} @ w.t() + b - {y}"
    return [missed, f"{before}(torch.sum(missed * missed) / missed.numel()).item(){behind}"]
