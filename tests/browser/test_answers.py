"""Every task of a lesson can be done, is not done when the page opens, and every live number can be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qs, urlencode

import pytest
from streamlit.testing.v1 import AppTest

from components.ui.site import LESSONS
from tests.app.test_lessons import SITE
from tests.app.test_questions import mounted
from tests.browser.stage import ready
from tests.conftest import OpenPage

Solution = tuple[Mapping[str, object], float]
"""Fields of the page's subject, and the moment of the clock in frames."""

SOLUTIONS: Final[Mapping[str, Mapping[str, Solution]]] = {
    "01_tensors": {
        "of shape `[2, 3]`": ({"text": "torch.tensor([[1., 2, 3], [4, 5, 6]])"}, 0),
        "cuboid": ({"text": "torch.tensor([[[1, 2]], [[3, 4]]])"}, 0),
        "ragged": ({"text": "torch.tensor([[1., 2], [3.]])"}, 0),
    },
    "02_tensor_functions": {
        "filled with 7": ({"text": "torch.zeros(3, 4) + 7"}, 0),
        "mean of": ({"text": "torch.sum(t3) / t3.numel()"}, 0),
        "do not fit": ({"text": "t3 + torch.tensor([1., 2, 3])"}, 0),
    },
    "03_gradients": {
        "is −2": ({"x": -2.0}, 0),
        "have a gradient": ({"needs": "xwb"}, 0),
    },
    "04_numpy": {
        "Write 42": ({"edits": "a01=42"}, 0),
        "keeps its numbers": ({"bridge": "tensor"}, 0),
        "Lose something": ({"dtype": "int64", "edits": "a01=2.7"}, 0),
    },
    "07_every_weight": {
        "Put the clock": ({}, 15),
        "above 50 000": ({"seed": 6}, 0),
    },
    "08_step_by_step": {
        "5 updates": ({"batch": 1}, 0),
        "same fault": ({"wiring": "no_zero_grad"}, 0),
        "lowest possible": ({"scale": "standardised", "lr": "0.5"}, 0),
    },
    "09_learning_rate": {
        "explodes": ({"lr": "0.0002"}, 0),
        "below 20": ({"lr": "0.0001"}, 0),
        "below 10 000": ({"lr": "0.000112"}, 0),
    },
}


@pytest.mark.parametrize("lesson", SOLUTIONS)
def test_tasks_can_be_done(open_page: OpenPage, lesson: str) -> None:
    app = AppTest.from_file(SITE, default_timeout=20).run().switch_page(str(LESSONS / f"{lesson}.py")).run()
    places = mounted(app)
    page = places[0]["page"]
    [opening] = [place["run"]["query"] for place in places if "run" in place and place["page"] == page]
    [items] = [place["items"] for place in places if place["place"] == "questions"]
    tasks = [item for item in items if item["kind"] == "do"]
    assert len(tasks) == len(SOLUTIONS[lesson])
    told = ready(open_page())

    def found(condition: Any, query: str, position: float) -> Any:
        subject = {} if page["subject"] == "run" else {"subject": page["subject"]}
        more = {"pictures": ",".join(page["pictures"]), "version": page["version"]}
        return told.evaluate(
            """async ([condition, address, position]) => {
                const folder = document.querySelector("link[data-stage]").href;
                const { Film } = await import(new URL("film.js", folder));
                const { holds, valueOf } = await import(new URL("sources.js", folder));
                let film;
                do {
                    film = Film.decode(await (await fetch(new URL(address, new URL("../../", folder)))).arrayBuffer());
                } while (!film.header.done);
                const look = condition.until ? holds : valueOf;
                return look(condition.until ?? condition.answer, { film, position });
            }""",
            [condition, f"film?{urlencode(subject)}&{query}&{urlencode(more)}", position],
        )

    for text, (fields, position) in SOLUTIONS[lesson].items():
        [task] = [item for item in tasks if text in str(item["text"])]
        query = {name: values[0] for name, values in parse_qs(opening, keep_blank_values=True).items()}
        assert found(task, opening, 0) is False, text
        assert found(task, urlencode({**query, **fields}), position) is True, text
    for item in items:
        if item["kind"] == "number":
            assert isinstance(found(item, opening, 0), int | float), item["text"]
