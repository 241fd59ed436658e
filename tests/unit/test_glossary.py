"""The words of the glossary are marked once a page, where they first appear, and nowhere that it would break."""

from __future__ import annotations

import math
import re
import runpy
from collections.abc import Iterator
from typing import Any

import pytest

import components.ui
from components.engine import RunSpec, limits
from components.spec.glossary import GLOSSARY, Term
from components.ui.blocks import Alongside
from components.ui.glossary import marked
from components.ui.site import Entry, entries, split

LINK = re.compile(r"\[([^\[\]]+)\]\(#(term-[\w-]+)\)")
ELSEWHERE = re.compile(
    r"```.*?```|^ *#+ .*?$|`[^`]*`|\$\$.*?\$\$|\$[^$\n]+\$|\[[^\]]*\]\([^#][^)]*\)", re.DOTALL | re.MULTILINE
)


def texts(block: Any) -> Iterator[str]:
    if isinstance(block, str):
        yield block
    elif isinstance(block, tuple):
        for part in block:
            yield from texts(part)
    elif isinstance(block, Alongside):
        yield from texts(block.body)


def prose(entry: Entry) -> tuple[Any, ...]:
    """The opening and the body of a lesson."""
    found: list[Any] = []

    def lesson(docstring: str, *, body: Any, **_: Any) -> None:
        found.extend((split(docstring)[1], body))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(components.ui, "lesson", lesson)
        runpy.run_path(str(entry.file))
    return tuple(found)


def forms(term: Term) -> str:
    return "|".join(form.replace(" ", r"\s+") for form in term.forms)


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.file.stem)
def test_each_term_is_marked_once_where_it_first_appears(entry: Entry) -> None:
    before = prose(entry)
    page = "\n\n".join(texts(marked(*before)))
    assert LINK.sub(r"\1", page) == "\n\n".join(texts(before)), "nothing else is touched"
    links = [link[2] for link in LINK.finditer(page)]
    assert len(links) == len(set(links)) > 0
    for slug, term in GLOSSARY.items():
        first = re.search(rf"(?<![\w.-])({forms(term)})(?![\w-]|\.\w)", ELSEWHERE.sub("", page), re.IGNORECASE)
        assert bool(first) == (slug in links), term.name
        if first:
            assert ELSEWHERE.sub("", page)[first.end() :].startswith(f"](#{slug})"), term.name


@pytest.mark.parametrize(
    "text",
    [
        "## Why is the loss so small?",
        "`loss`, ``a `loss` b``",
        "```python\nloss = 3\n\nweight = 4\n```",
        "$loss = 3$ and $$\nweight\n$$",
        "[the loss of a batch](https://example.org/loss) <https://loss.org/epoch> https://loss.org",
        "![a loss](loss.png)",
        "| loss | epoch |\n|---|---|",
        "glossy limitless reshape unbiased weighty loss-less x.shape shape.x",
    ],
)
def test_what_is_no_prose_is_left_alone(text: str) -> None:
    assert marked(text) == (text,)


def test_a_word_is_marked_inside_bold_and_coloured_text() -> None:
    (text,) = marked("The :red[**loss**], a *weight*, :violet[the limit], **a learning\nrate**, “Epochs”.")
    assert text == (
        "The :red[**[loss](#term-loss)**], a *[weight](#term-weight)*, :violet[the [limit](#term-limit)], "
        "**a [learning\nrate](#term-learning-rate)**, “[Epochs](#term-epoch)”."
    )


def test_the_first_of_a_page_is_marked_wherever_it_stands() -> None:
    opening, body = marked("A loss.", (Alongside((), ("A loss and a weight.",)), "A weight, `loss` and a bias."))
    assert opening == "A [loss](#term-loss)."
    assert body[0].body == ("A loss and a [weight](#term-weight).",)
    assert body[1] == "A weight, `loss` and a [bias](#term-bias)."


@pytest.mark.parametrize("term", GLOSSARY.values(), ids=lambda term: term.name)
def test_a_meaning_is_one_or_two_sentences(term: Term) -> None:
    assert term.forms[0] == term.name
    assert all(form == form.lower() for form in term.forms)
    assert 1 <= len(re.findall(r"\.(?= |$)", term.meaning)) <= 2
    assert len(term.meaning) < 240
    assert not term.meaning.lower().startswith(term.name)


def test_numbers_in_the_glossary_are_true() -> None:
    meaning = {term.name: term.meaning for term in GLOSSARY.values()}
    bowl = limits(RunSpec())
    assert bowl is not None
    assert f"it is {bowl.lr_limit:.6f}: 2 divided by the largest curvature" in meaning["limit"]
    assert bowl.lr_limit == pytest.approx(2 / bowl.hessian_eigenvalues[-1])
    assert RunSpec(problem="crops_15", batch=5).updates_per_epoch == 3
    assert "With 15 rows in batches of 5, an epoch is 3 updates" in meaning["epoch"]
    for name, value in NUMBERS.items():
        found = re.search(value, meaning[name])
        assert found, name
        *parts, result = (float(part.replace(" ", "")) for part in found.groups())
        assert math.prod(parts) == pytest.approx(result), name
    spread = re.search(
        r"mean of (\d+) and a spread of (\d+), (\d+) becomes \(\3 − \1\) / \2 = ([\d.]+\d)", meaning["standardised"]
    )
    assert spread
    mean, width, cell, scaled = map(float, spread.groups())
    assert (cell - mean) / width == scaled


NUMBERS = {
    "learning rate": r"at ([\d.]+) and a gradient of ([\d ]+), by ([\d.]+\d)",
    "gradient": r"gradient of (\d+), a number that grows by ([\d.]+) makes the result grow by about ([\d.]+\d)",
    "weight": r"at ([\d.]+), (10) millimetres more rain make a prediction (\d)",
}
"""By its term: numbers that are multiplied, and what they give."""
