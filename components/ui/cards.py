"""Function cards: five functions, each with examples that run as they are typed, words, a checklist, a notebook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

import streamlit as st

from components.spec.cards import COUNT, LONGEST, Cards
from components.spec.checklist import Criterion, checklist, example_problem
from components.spec.library import LIBRARY, Card, called, documentation
from components.spec.outcome import Outcome
from components.stage import keeping
from components.ui import address
from components.ui.site import Services

FILE: Final = "five-tensor-functions.ipynb"

_STYLE: Final = """<style>
[class*="st-key-code-"] textarea { font-family: "Source Code Pro", monospace; font-size: 0.9rem; }
</style>"""

_EXAMPLES: Final = {"works": "An example", "works_too": "With other arguments", "breaks": "One that breaks"}


@st.fragment
def function_cards(page: str, services: Services) -> None:
    """The block. What is typed goes into the URL; what the URL says is shown, and where it says nothing, what the
    browser has kept. `page` is the name of the page."""
    cards, complaint = _asked()
    keeping.cards(page, "" if complaint else st.query_params.get("cards", ""), _bring)
    if complaint:
        st.warning(address.plain(complaint) + " The page shows the cards that it begins with.")
    with st.spinner("Running the examples"):
        outcomes = services.outcomes(cards.codes)
    if any(outcome.status == "waiting" for outcome in outcomes):
        st.button("Run the examples again", key=f"{page}-again", icon=":material/refresh:")
    criteria = checklist(cards, outcomes)
    st.html(_STYLE)
    _card(page, cards, _chosen(page, cards, criteria), outcomes)
    st.divider()
    words, done = st.columns((1, 1), gap="large")
    with words:
        _text(page, cards, None, "conclusion", "Conclusion", placeholder="What did you learn about tensors?")
        _text(page, cards, None, "links", "Reference links, one a line", placeholder="https://")
    with done, st.container(gap="small"):
        _checklist(cards, outcomes, criteria, services)


def _asked() -> tuple[Cards, str]:
    """The cards in the URL; or those that the page begins with, and a sentence why."""
    try:
        return Cards.unpack(st.query_params.get("cards", "")), ""
    except ValueError as error:
        return Cards(), str(error)


def _bring(fields: Mapping[str, Any]) -> None:
    """Puts the cards that a browser has kept into the URL, or says why not."""
    _change(lambda _: Cards.unpack(str(fields.get("cards", ""))))


def _change(change: Callable[[Cards], Cards]) -> None:
    """Puts changed cards into the URL, or says why not."""
    try:
        address.keep("cards", change(_asked()[0]).pack())
    except ValueError as error:
        st.toast(address.plain(str(error)))


def _chosen(page: str, cards: Cards, criteria: Sequence[Criterion]) -> int:
    """The number of the card that the visitor looks at, from 0. A card with nothing open has a tick."""
    still_open = {number for criterion in criteria for number, _ in criterion.missing}
    names = [f"{n} {name}{'' if n in still_open else ' ✓'}" for n, name in enumerate(cards.functions, 1)]
    key = f"{page}-card"
    return st.segmented_control(
        "Card",
        range(COUNT),
        key=key,
        default=0,
        required=True,
        format_func=names.__getitem__,
        label_visibility="collapsed",
    )


def _card(page: str, cards: Cards, index: int, outcomes: Sequence[Outcome]) -> None:
    """One card to fill in."""
    card, outcomes = cards.cards[index], outcomes[3 * index : 3 * index + 3]
    choice, link = st.columns((1, 1), gap="large", vertical_alignment="bottom")
    with choice:
        _function(page, card, index)
    name = address.plain(called(card.function))
    link.markdown(f":material/menu_book: [{name} in PyTorch's documentation]({documentation(card.function)})")
    does, when = st.columns((1, 1), gap="large")
    with does:
        _text(page, cards, index, "explanation", "What it does, in your own words")
    with when:
        _text(page, cards, index, "when", "When to use it")
    first, second = st.columns((1, 1), gap="large")
    with first:
        _example(page, cards, index, "works", outcomes[0])
    with second:
        _example(page, cards, index, "works_too", outcomes[1])
    breaks, words = st.columns((1, 1), gap="large")
    with breaks:
        _example(page, cards, index, "breaks", outcomes[2])
    with words:
        _text(page, cards, index, "why", "Why it breaks")


def _function(page: str, card: Card, index: int) -> None:
    """The choice of a function: one of the library, or any other that is typed."""
    key = f"{page}-{index}-function"
    names = list(dict.fromkeys([*LIBRARY, card.function]))
    st.session_state[key] = card.function
    st.selectbox(
        "Function",
        names,
        key=key,
        accept_new_options=True,
        help="Choose one, or type the name of any other. A new function brings a new card; your browser's back button "
        "brings the old one back.",
        on_change=lambda: _change(lambda cards: cards.with_card(index, function=st.session_state[key] or "")),
    )


def _text(page: str, cards: Cards, index: int | None, field: str, label: str, **more: Any) -> None:
    """A box for words or code: of a card, or of all."""
    kind = "code" if field in _EXAMPLES else "words"
    key = f"{kind}-{page}-{field}" if index is None else f"{kind}-{page}-{index}-{field}"

    def changed() -> None:
        fields = {field: st.session_state[key] or ""}
        _change(lambda now: now.with_texts(**fields) if index is None else now.with_card(index, **fields))

    st.session_state[key] = getattr(cards if index is None else cards.cards[index], field)
    st.text_area(label, key=key, height="content", max_chars=LONGEST[field], on_change=changed, **more)


def _example(page: str, cards: Cards, index: int, field: str, outcome: Outcome) -> None:
    """An example and, below it, what became of it."""
    with st.container(gap="xsmall"):
        _text(page, cards, index, field, _EXAMPLES[field])
        number = list(_EXAMPLES).index(field)
        _outcome(cards.cards[index], number, outcome)


def _outcome(card: Card, number: int, outcome: Outcome) -> None:
    """What became of an example: the value as PyTorch prints it, or the error and where it is."""
    problem = example_problem(card, number, outcome)
    code = card.codes[number]
    if outcome.status == "value":
        mark = f":green[:material/check: **Works**] · {_shapes(outcome.shapes)}"
    elif outcome.status == "broke":
        mark = f":red[:material/close: **Breaks**] · {address.plain(outcome.kind)}"
    else:
        mark = f":gray[:material/pending: **{'Waiting' if outcome.status == 'waiting' else 'Not run'}**]"
    st.markdown(f"{mark} · :orange[still open: {address.plain(problem)}]" if problem else mark)
    if outcome.status == "value":
        st.code(outcome.text, language=None)
    elif code.strip():
        st.code(_report(code, outcome), language=None, wrap_lines=True)
    for note in outcome.notes:
        st.markdown(f":orange[:material/warning:] {address.plain(note)}")
    if outcome.explanation:
        st.markdown(address.plain(outcome.explanation))


def _shapes(shapes: Sequence[tuple[int, ...]]) -> str:
    return f"shape{'s' if len(shapes) > 1 else ''} {' and '.join(map(_shape, shapes))}"


def _shape(shape: tuple[int, ...]) -> str:
    return f"[{', '.join(map(str, shape))}]"


def _report(code: str, outcome: Outcome) -> str:
    """What went wrong, below the place where it did."""
    if outcome.status == "waiting":
        return outcome.text
    lines = code.split("\n")
    line = lines[min(outcome.line, len(lines)) - 1]
    where = f"line {outcome.line}\n" if len(lines) > 1 else ""
    message = f"{outcome.kind}: {outcome.text}" if outcome.kind else outcome.text
    return f"{where}{line}\n{' ' * min(outcome.column - 1, len(line))}^\n{message}"


def _checklist(cards: Cards, outcomes: Sequence[Outcome], criteria: Sequence[Criterion], services: Services) -> None:
    """The criteria of the assignment, what is open, and the notebook."""
    met = sum(criterion.met for criterion in criteria)
    st.markdown(f"**Checklist** · {met} of {len(criteria)}")
    for criterion in criteria:
        st.markdown(_line(criterion))
    st.download_button(
        "Download the notebook",
        data=lambda: services.notebook(cards, outcomes),
        file_name=FILE,
        mime="application/x-ipynb+json",
        on_click="ignore",
        icon=":material/download:",
        type="primary" if met == len(criteria) else "secondary",
    )
    if met < len(criteria):
        st.caption("You can take it as it is. What is open is marked in it.")


def _line(criterion: Criterion) -> str:
    if criterion.met:
        return f":green[:material/check_circle:] {criterion.label}"
    by_words = sorted(criterion.missing, key=lambda point: (point[1], point[0]))
    points = []
    for words, group in groupby(by_words, key=lambda point: point[1]):
        numbers = [str(number) for number, _ in group if number]
        which = f"card{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}: " if numbers else ""
        points.append(f"  \n:small[:gray[{which}{address.plain(words)}]]")
    return f":gray[:material/radio_button_unchecked:] {criterion.label}" + "".join(points)
