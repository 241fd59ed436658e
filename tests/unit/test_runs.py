"""What the list of kept runs shares with Python: addresses, a race in an address, and the limits of both."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from components.spec import Descent, RunSpec, Subject
from components.spec.race import MOST, runners, unpack_race
from components.spec.surfaces import PRESETS
from components.ui.address import LONGEST
from components.ui.site import entries
from components.version import browser_files
from tests.javascript import in_javascript
from tests.tables import own

STAGE: Final = Path(__file__).parents[2] / "components" / "stage"
SCRIPTS: Final = {name: file.read_text(encoding="utf-8") for name, file in browser_files().items()}
PAIRS: Final[list[tuple[Subject, Subject]]] = [
    (RunSpec(), RunSpec(lr=1e-4, epochs=30)),
    (RunSpec(), RunSpec(model="network", hidden="16-16", activation="tanh", scale="standardised", batch=2)),
    (RunSpec(model="linear", optimizer="adam"), RunSpec(start="w11~0.5_b2~-3.25", plan="40~lr~0.001")),
    (RunSpec(), RunSpec(problem="crops_15", table=own("1~2~3~4~5_6~7~8~9~10"))),
    (RunSpec(model="linear", plan="cosine~10"), RunSpec(wiring="plus")),
    (Descent(), Descent(optimizer="adam", lr=0.1, x=1.5, noise=0.25, seed=3)),
    (Descent(**PRESETS["beale"].fields), Descent(**{**PRESETS["beale"].fields, "y": -1.0, "steps": 7})),
]
"""What a page shows, and what was kept."""


def constant(file: str, name: str) -> int:
    found = re.search(rf"^(?:export )?const {name} = (\d+);", SCRIPTS[file], re.MULTILINE)
    assert found, f"{name} in {file}"
    return int(found[1])


def race_of(lead: Subject, kept: Subject) -> str:
    """The race that a button of the list makes of both."""
    program = f"""
        import {{ readFileSync }} from "node:fs";
        import {{ differing, packed }} from "{STAGE.as_uri()}/kit/rivals.js";
        const [lead, kept] = JSON.parse(readFileSync(0)).map((query) => new URLSearchParams(query));
        console.log(JSON.stringify(packed([differing(lead, kept)])));
    """
    found: str = in_javascript(program, [lead.query(), kept.query()])
    return found


@pytest.mark.parametrize(("lead", "kept"), PAIRS)
def test_a_kept_run_runs_beside_another_as_it_was_kept(lead: Subject, kept: Subject) -> None:
    rivals, ignored = unpack_race(race_of(lead, kept), lead)
    assert ignored == ()
    assert runners(lead, rivals) == (lead, kept)
    assert set(rivals[0]) == {name for name, value in kept.values.items() if value != lead.values[name]}


def test_the_browser_writes_addresses_as_python_does() -> None:
    """So the same run is known as the same."""
    odd = Descent(text="x**2 + 3*y; a = 1&b ~ 'é' \"-_.!()\" ×")
    queries = [one.query() for pair in PAIRS for one in pair] + [odd.query()]
    program = f"""
        import {{ readFileSync }} from "node:fs";
        import {{ written }} from "{STAGE.as_uri()}/play/race.js";
        const queries = JSON.parse(readFileSync(0));
        console.log(JSON.stringify(queries.map((query) => written(new URLSearchParams(query)))));
    """
    assert in_javascript(program, queries) == queries


def test_the_browser_knows_how_long_a_race_may_be() -> None:
    assert constant("stage/kit/rivals.js", "MOST") == MOST
    assert constant("stage/kit/rivals.js", "LONGEST") == LONGEST["race"]


def test_runs_and_balls_have_a_page_to_race_on() -> None:
    assert 'descent: "race"' in SCRIPTS["stage/controls/runs/ways.js"]
    assert {"race", "laboratory"} <= {entry.path for entry in entries()}
