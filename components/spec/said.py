"""What the settings of a subject are called on a page: each with its value as a reader sees it, and what names it."""

from __future__ import annotations

from typing import Final, TypedDict

from components.spec.knobs import plain
from components.spec.subject import Subject

_SHORT: Final = {"lr": "rate", "seed": "seed", "start": "start", "plan": "", "table": ""}
"""What a field is called beside its value, where that is not its label: nothing where the value says it all."""


class Setting(TypedDict):
    """A field: its label, its value in words, and what is `said` of one that is told from others by it."""

    field: str
    label: str
    value: str
    said: str


def settings(subject: Subject) -> list[Setting]:
    """All fields that make a difference to a subject, in order."""
    return [
        {"field": name, "label": knob.label, "value": _value(subject, name), "said": said(subject, name)}
        for name, knob in subject.knobs.items()
        if name in subject.used
    ]


def said(subject: Subject, name: str) -> str:
    """A field's value so that it says by itself what it is of: "Adam", "rate 0.1"; empty where it makes no difference
    to this subject."""
    if name not in subject.used:
        return ""
    knob, text = subject.knobs[name], _value(subject, name)
    if isinstance(subject.values[name], bool):
        text = text.lower()
    elif knob.names:
        return text
    return f"{_SHORT.get(name, knob.label.lower())} {text}".strip()


def _value(subject: Subject, name: str) -> str:
    value = subject.values[name]
    return plain(value) if isinstance(value, float) else subject.knobs[name].name(value)
