"""The picture of what differs between two runs: each film brings its own program and settings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from components.engine import run
from components.films.run import film
from components.pictures import differences
from components.programs import script
from components.spec import RunSpec
from tests.films import read
from tests.javascript import in_javascript

FOLDER: Final = Path(__file__).parents[2] / "components" / "pictures" / "differences"
LEAD: Final = RunSpec(epochs=3)
OTHERS: Final = (
    replace(LEAD, lr=1e-4),
    RunSpec(model="linear", optimizer="adam", lr=0.1, epochs=3),
    RunSpec(model="network", hidden="4-4", batch=2, shuffle=True, epochs=2),
    replace(LEAD, scale="standardised", seed=3),
    replace(LEAD, problem="crops_15", start="w11~0.5"),
    replace(LEAD, wiring="plus"),
)


def header(spec: RunSpec) -> dict[str, Any]:
    found: dict[str, Any] = read(film(run(spec), ["differences"]))[0]
    return found


def told(lead: RunSpec, other: RunSpec) -> dict[str, Any]:
    """What the view makes of two films' headers."""
    program = f"""
        import {{ readFileSync }} from "node:fs";
        import {{ diff }} from "{FOLDER.as_uri()}/diff.js";
        import {{ settingsOf }} from "{FOLDER.as_uri()}/results.js";
        const both = JSON.parse(readFileSync(0));
        const [a, b] = both.map(({{ pictures }}) => pictures.differences.data.program);
        console.log(JSON.stringify({{ lines: diff(a, b), settings: settingsOf(both) }}));
    """
    found: dict[str, Any] = in_javascript(program, [header(lead), header(other)])
    return found


def test_rivals_hold_it_too() -> None:
    assert differences.rivals
    assert differences.subject == "run"


@pytest.mark.parametrize("other", OTHERS)
def test_what_differs_are_the_lines_of_the_very_programs(other: RunSpec) -> None:
    lines = told(LEAD, other)["lines"]
    for spec, kind in ((LEAD, "more"), (other, "less")):
        assert "\n".join(line["text"] for line in lines if line["kind"] != kind) + "\n" == script(spec)
    assert all("".join(piece["text"] for piece in line["pieces"]) == line["text"] for line in lines)
    assert any(line["kind"] != "same" for line in lines)


@pytest.mark.parametrize("other", OTHERS)
def test_the_settings_that_differ_are_those_that_differ(other: RunSpec) -> None:
    differ = {RunSpec.knobs[name].label for name, value in other.values.items() if value != LEAD.values[name]}
    used = {RunSpec.knobs[name].label for spec in (LEAD, other) for name in spec.used}
    assert {line["name"] for line in told(LEAD, other)["settings"]} == differ & used


def test_a_change_of_the_rate_is_one_word_of_one_line() -> None:
    found = told(LEAD, replace(LEAD, lr=1e-4))
    assert found["settings"] == [{"name": "Learning rate", "of": ["0.00001", "0.0001"]}]
    changed = [line for line in found["lines"] if line["kind"] != "same"]
    assert [line["text"] for line in changed] == ["lr = 1e-5", "lr = 0.0001"]
    assert [[piece["text"] for piece in line["pieces"] if piece["changed"]] for line in changed] == [
        ["1e-5"],
        ["0.0001"],
    ]


def test_a_run_beside_itself_has_nothing_that_differs() -> None:
    found = told(LEAD, LEAD)
    assert found["settings"] == []
    assert {line["kind"] for line in found["lines"]} == {"same"}
