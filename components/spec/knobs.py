"""Knobs: how far each choice that decides a picture may be turned, and how it is written in a URL."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from components.spec.numbers import read_number

Value = str | int | float | bool | None


def shown(value: Value) -> str:
    """The value as a message or a URL shows it: None as "all", a float exactly, long text cut at 40 characters."""
    if value is None:
        return "all"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"


def plain(value: Value) -> str:
    """A number as pages write it, without an exponent: 1e-07 as 0.0000001, 10.0 as 10."""
    return f"{value:.10f}".rstrip("0").rstrip(".") if isinstance(value, float) else shown(value)


@dataclass(frozen=True)
class Knob:
    """How one field of a RunSpec may be turned: one of a few choices.

    `names` gives a choice its readable name. `check` returns the value in its own type or raises a ValueError that
    names the field, the value and what is allowed; `parse` does the same for a URL's text, which `write` gives.
    """

    field: str
    label: str
    help: str
    choices: tuple[Value, ...] = ()
    names: Mapping[Value, str] = dataclasses.field(default_factory=dict)

    @property
    def allowed(self) -> str:
        """What may stand here, in words that complete "Allowed: ..."."""
        if len(self.choices) > 12:
            return f"one of {len(self.choices)} stops from {plain(self.choices[0])} to {plain(self.choices[-1])}"
        return ", ".join(shown(choice) for choice in self.choices)

    def refuse(self, value: object) -> ValueError:
        """The error for a value outside this knob."""
        text = shown(value) if isinstance(value, Value) else f"a {type(value).__name__}"
        return ValueError(f"{self.field} = {text} is not possible. Allowed: {self.allowed}.")

    def check(self, value: object) -> Value:
        for choice in self.choices:
            number = isinstance(choice, float) and isinstance(value, int) and not isinstance(value, bool)
            if value == choice and (number or type(value) is type(choice)):
                return choice
        raise self.refuse(value)

    def parse(self, text: str) -> Value:
        for choice in self.choices:
            if text == shown(choice):
                return choice
        if isinstance(self.choices[0], float):
            try:
                return self.check(float(text))
            except ValueError:
                pass
        raise self.refuse(text)

    def write(self, value: Value) -> str:
        """The value as a URL carries it, whole."""
        return shown(value)

    def name(self, value: Value) -> str:
        """The value as a reader sees it on a page."""
        return self.names.get(value, shown(value))


@dataclass(frozen=True)
class WholeNumber(Knob):
    """A knob that takes every whole number from `low` to `high`, and None (all) where `all_allowed`."""

    low: int = 0
    high: int = 0
    all_allowed: bool = False

    @property
    def allowed(self) -> str:
        return f"{'all, or ' if self.all_allowed else ''}a whole number from {self.low} to {self.high}"

    def check(self, value: object) -> Value:
        if value is None and self.all_allowed:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and self.low <= value <= self.high:
            return value
        raise self.refuse(value)

    def parse(self, text: str) -> Value:
        if text == "all" and self.all_allowed:
            return None
        if re.fullmatch(r"\d{1,10}", text, re.ASCII):
            return self.check(int(text))
        raise self.refuse(text)


@dataclass(frozen=True)
class DeviceName(Knob):
    """A knob for the name of a torch device. Which of them a machine has is known only there, so every well-formed
    name passes."""

    @property
    def allowed(self) -> str:
        return "cpu, cuda, mps or xpu, with a number behind it where there are several (cuda:1)"

    def check(self, value: object) -> Value:
        if isinstance(value, str) and re.fullmatch(r"cpu|(cuda|mps|xpu)(:\d{1,2})?", value, re.ASCII):
            return value
        raise self.refuse(value)

    def parse(self, text: str) -> Value:
        return self.check(text)


@dataclass(frozen=True)
class Decimal(Knob):
    """A knob that takes every number from `low` to `high`, rounded to whole multiples of `step`."""

    low: float = 0.0
    high: float = 1.0
    step: float = 0.1

    @property
    def allowed(self) -> str:
        return f"a number from {self.low:g} to {self.high:g}"

    def check(self, value: object) -> Value:
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if number and math.isfinite(value) and self.low <= value <= self.high:  # type: ignore[arg-type,operator]
            return round(round(value / self.step) * self.step, 6)  # type: ignore[operator]
        raise self.refuse(value)

    def parse(self, text: str) -> Value:
        if re.fullmatch(r"-?\d{1,9}(\.\d{1,9})?", text, re.ASCII):
            return self.check(float(text))
        raise self.refuse(text)

    def write(self, value: Value) -> str:
        return f"{value:g}"


@dataclass(frozen=True)
class Real(Knob):
    """A knob that takes every number up to a size of `most`, in as few digits as bring the same float64 back."""

    most: float = 1.0
    step: float = 0.1
    """How far one press of its buttons goes."""

    @property
    def allowed(self) -> str:
        return f"a number from -{self.most:g} to {self.most:g}"

    def check(self, value: object) -> Value:
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if number and abs(value) <= self.most:  # type: ignore[arg-type]
            return float(value) + 0.0  # type: ignore[arg-type]  # no -0.0
        raise self.refuse(value)

    def parse(self, text: str) -> Value:
        try:
            return self.check(read_number(text))
        except ValueError as error:
            raise ValueError(f"{self.field} = {shown(text)} is not possible. Allowed: {self.allowed}.") from error

    def write(self, value: Value) -> str:
        assert isinstance(value, float)
        return str(int(value)) if value.is_integer() else repr(value)


@dataclass(frozen=True)
class Text(Knob):
    """A knob for what a visitor types: any text of at most `longest` characters.

    One character more is let through: it stands for a text that is longer, and what reads it says so at its place.
    """

    longest: int = 1_000

    @property
    def allowed(self) -> str:
        return f"a text of at most {self.longest} characters"

    def check(self, value: object) -> Value:
        if isinstance(value, str) and len(value) <= self.longest + 1:
            return value.replace("\r\n", "\n")
        raise self.refuse(value)

    def parse(self, text: str) -> Value:
        return self.check(text)

    def write(self, value: Value) -> str:
        return str(value)
