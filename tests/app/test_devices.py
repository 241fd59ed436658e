"""The knob of the device: always behind "More", with all that the machine has, or with the reason why there is one."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

CHIP = "CPU: Chip, 2 logical cores, 16 GB of memory"
CARD = "cuda: Card, 24 GB of memory"
NO_OTHER = f"This machine has no accelerator that PyTorch can use, so runs train on its {CHIP}."


def _page(known: dict[str, str], query: str) -> None:
    """What stands behind "More", of a page alone."""
    from components.spec import RunSpec, read_query
    from components.stage import stage
    from components.ui import knobs
    from components.ui.site import Services

    page = stage.Page("test", (stage.Reel("run", "run", ("loss_curve",)),))
    spec, _ = read_query({"device": query}, RunSpec())
    knobs._knob(page, spec, RunSpec(), "device", Services(devices=lambda: known))


def drawn(known: dict[str, str], device: str = "cpu") -> AppTest:
    app = AppTest.from_function(_page, kwargs={"known": known, "query": device}).run()
    assert [error.message for error in app.exception] == []
    return app


def choices(app: AppTest) -> list[tuple[Any, list[str], bool]]:
    """Each widget's value, what it offers, and whether it cannot be turned."""
    widgets = [*app.selectbox, *app.button_group]
    return [(one.value, list(one.options), one.disabled) for one in widgets]


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        ({"cpu": CHIP}, NO_OTHER),
        ({}, "Which devices this machine has is not known yet."),
    ],
)
def test_where_there_is_one_device_it_cannot_be_turned_and_the_reason_is_said(
    known: dict[str, str], reason: str
) -> None:
    app = drawn(known)
    [(_, offered, disabled)] = choices(app)
    assert disabled
    assert [option.strip() for option in offered] == ["CPU"]
    assert [caption.value.replace("\\", "") for caption in app.caption] == [reason]


def test_where_there_are_several_all_are_offered_with_what_is_known_of_them() -> None:
    app = drawn({"cpu": CHIP, "cuda": CARD})
    assert choices(app) == [("cpu", [CHIP, CARD], False)]
    assert list(app.caption) == []


def test_a_device_of_another_machine_can_be_left() -> None:
    [(value, offered, disabled)] = choices(drawn({"cpu": CHIP}, "cuda:7"))
    assert (value, offered, disabled) == ("cuda:7", ["CPU", "cuda:7"], False)
