"""Every table that the editor accepts makes every film, with axes that have two ends and words without "nan"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import isfinite
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.engine import run
from components.films.run import film
from components.pictures import pictures_of
from components.spec import RunSpec
from tests.films import Film, read
from tests.tables import CROPS, own

Rows = Sequence[Sequence[float]]
LARGEST: Final = 10_000
_KANTO: Final = CROPS[0]

TABLES: Final[dict[str, Rows]] = {
    "equal rows": [_KANTO] * 3,
    "two rows of equal inputs": [_KANTO, (*_KANTO[:3], 81, 101)],
    "two rows": CROPS[:2],
    "zeros": [(0, 0, 0, 0, 0)] * 2,
    "zero inputs": [(0, 0, 0, 5, 9), (0, 0, 0, 7, 2), (0, 0, 0, 1, 1)],
    "zero targets": [(*row[:3], 0, 0) for row in CROPS[:3]],
    "equal targets": [(*row[:3], 50, 70) for row in CROPS[:5]],
    "one constant column": [(row[0], 0.1, *row[2:]) for row in CROPS[:5]],
    "constant inputs": [(0.1, 12.7, 73.1, 10 * i, -i) for i in range(4)],
    "collinear columns": [(i, 2 * i, 3 * i, 4 * i, 5 * i) for i in range(1, 7)],
    "nearly equal rows": [(73, 67, 43 + i / 10**6, 56, 70) for i in range(3)],
    "the largest numbers": [(LARGEST,) * 5, (-LARGEST,) * 5, (LARGEST, 0, -LARGEST, LARGEST, 1)],
    "the smallest numbers": [(1e-6, 0, -1e-6, 1e-6, 0), (0, 1e-6, 0, 0, -1e-6)],
    "years": [(1990, 10_000, 50, 56, 70), (2000, 9_000, 64, 81, 101), (2010, 8_000, 58, 119, 133)],
    "below zero": [tuple(-x for x in row) for row in CROPS[:3]],
    "small beside large": [(1e-6 * i, LARGEST - i, 0.5, 1e-6, LARGEST) for i in range(1, 4)],
}

RUNS: Final = (
    RunSpec(seed=144),
    RunSpec(seed=6, batch=1, shuffle=True, dtype="float64"),
    RunSpec(wiring="no_zero_grad"),
    RunSpec(model="linear", lr=10.0),
    RunSpec(model="linear", loss="l1", optimizer="adam", lr=0.1),
    RunSpec(model="network", lr=0.1),
    RunSpec(model="network", hidden="16-16", activation="tanh", loss="l1"),
    RunSpec(model="network", hidden="100", activation="relu", loss="huber", optimizer="adamw"),
)
"""What lessons offer: each model, loss and kind of step."""

_NO_NUMBER: Final = re.compile(r"\b(nan|inf|infinity|none|not a number)\b", re.IGNORECASE)


def every(value: Any, kind: type) -> Iterator[Any]:
    """All values of a kind in JSON."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, (dict, list)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from every(part, kind)


def check(shown: Film) -> None:
    """Every axis has two ends, every box has a size, and no text speaks of what is no number."""
    for name, picture in shown.header["pictures"].items():
        for panel in picture.get("panels", []):
            for key, part in panel["figure"]["layout"].items():
                if key.startswith(("xaxis", "yaxis")):
                    low, high = part["range"]
                    assert isfinite(low), name
                    assert isfinite(high), name
                    assert low < high, (name, key, low, high)
                    assert len(part.get("tickvals", [])) <= 8, (name, key, part["tickvals"])
        if name != "code":
            texts = [text for text in every(picture, str) if _NO_NUMBER.search(text)]
            assert not [text for text in texts if not _about_code(text)], (name, texts)
    box = shown.header["pictures"]["plane"]["data"]
    assert all(low < high for low, high in zip(box["low"] + box["floor"], box["high"] + box["top"], strict=True))
    for slider in shown.header["pictures"]["new_region"]["data"]["inputs"]:
        assert 10 < (slider["to"] - slider["from"]) / slider["step"] < 1000, slider
        assert slider["from"] <= slider["low"] <= slider["start"] <= slider["high"] <= slider["to"], slider
    if shown.header["left_float_range"] is None:
        assert not _NO_NUMBER.search(shown.header["summary"]), shown.header["summary"]


def _about_code(text: str) -> bool:
    return "torch." in text or "(" in text


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("scale", ["raw", "standardised"])
def test_every_film_survives_a_degenerate_table(name: str, scale: str) -> None:
    table = own(TABLES[name])
    for start in RUNS:
        spec, _ = replace(start, epochs=2).turned({"table": table, "scale": scale})
        check(read(film(run(spec), pictures_of("run"))))


FEW: Final = st.sampled_from([0, 0.1, 1, -1, 50, 73, 1e-6, 0.000_002, 9_999.999_999, LARGEST, -LARGEST])


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(FEW, FEW, FEW, FEW, FEW), min_size=2, max_size=5),
    st.sampled_from(["raw", "standardised"]),
    st.sampled_from(RUNS),
)
def test_every_film_survives_any_table(rows: Rows, scale: str, start: RunSpec) -> None:
    spec, _ = replace(start, epochs=2).turned({"table": own(rows), "scale": scale})
    check(read(film(run(spec), pictures_of("run"))))
