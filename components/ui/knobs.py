"""Knobs: one native widget for each field of a run; what it shows comes from the URL, what is turned goes there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import streamlit as st

from components.spec import KNOBS, STARTS, Decimal, Knob, Real, RunSpec, Subject, Text, Value, WholeNumber, shown
from components.spec.tables import READY
from components.stage import stage
from components.ui import address
from components.ui.groups import Group, turned_to
from components.ui.race import runners
from components.ui.schedule import schedule
from components.ui.site import Services

MAX_BUTTONS = 3
"""So many choices are shown side by side; more go into a list."""

SIZES: Final = {"hidden": ("4", "16", "100", "16-16", "16-16-16")}
"""What the list of a field that takes sizes offers; others are typed into it."""

_BY_HAND: Final = {
    "table": (
        "To learn from numbers of your own, edit them in the picture “Table of data”.",
        "The numbers are your own, from the picture “Table of data”.",
    ),
}
"""What is set by hand in pictures, and what is said of that: before, and once it is."""

_CROPS: Final = READY["crops_5"].file

_HIDDEN: Final = ("hidden", "activation", "degree", "split")
"""What is not offered where it makes no difference."""


@st.fragment
def knobs(page: stage.Page, start: RunSpec, front: Sequence[str | Group], services: Services) -> None:
    """The page's knobs: the learning rate, always there and live; those of `front` beside it, groups of them behind
    buttons that say how they are turned; all others behind "More".

    A fragment: turning a knob runs this function again and nothing else of the page, since all pictures follow the
    player, and the player follows the knob. What the URL asked for in vain is said above, and which runner of a race
    cannot follow the lead below. A knob with one choice is not shown, but for the device: which there are is worth
    knowing.
    """
    asked = address.read(start)
    ignored(asked)
    groups = [left for one in front if isinstance(one, Group) and (left := _seen(page, one)).fields]
    beside = [one for one in front if isinstance(one, str) and one not in ("lr", *page.hidden)]
    elsewhere = {"lr", *beside, *(field for one in groups for field in one.fields)}
    rest = [field for field in KNOBS if field not in (*elsewhere, *_BY_HAND, *page.hidden)]
    grouped = any(isinstance(one, Group) for one in front)
    tables = _tables(start, front)
    said, inside = address.also(asked.subject), f"{page.id}-said-inside"

    def turned(fields: dict[str, Any]) -> None:
        address.turned(start, fields, services.carried)

    def behind(label: str, key: str, fields: Sequence[str], **look: Any) -> None:
        opened = st.popover(label, key=f"{page.id}-{key}", on_change="rerun", **look)
        if not opened.open:
            return
        with opened:
            for field in fields:
                if field == "plan":
                    schedule(page, asked.subject, turned)
                elif field in _BY_HAND:
                    _by_hand(page, asked.subject, field, turned)
                elif _offered(asked.subject, KNOBS[field]):
                    _knob(page, asked.subject, start, field, services, tables)
                if said and field in said.fields:
                    st.session_state[inside] = said
                    _say(said)
            if "plan" in fields:
                _share_or_number(page)

    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="lesson-knob-row"):
        stage.rate_knob(page, asked.subject, asked.t, turned)
        for field in beside:
            _knob(page, asked.subject, start, field, services, tables)
        for one in groups:
            with st.container(key=f"lesson-group-{one.name}", width="content"):
                behind(one.name, one.name, one.fields, width="stretch")  # with another label it would close
                st.caption(address.plain(turned_to(asked.subject, one.fields)))
        if rest and not grouped:
            behind("More", "more", rest, icon=":material/tune:", width="content")
        gave_way = runners(page, asked.subject, turned)
    with st.container(horizontal=True, gap="medium", key="lesson-said"):
        if "plan" not in page.held:
            stage.course(page, asked.subject, turned)
        stage.summary(page, turned)
        if said and st.session_state.get(inside) != said:  # what "More" has said is not said again when it closes
            with st.container(key=f"{page.id}-also"):
                _say(said)
    if gave_way:
        st.caption(address.plain(" ".join(gave_way)))


def _seen(page: stage.Page, one: Group) -> Group:
    """A group without what is hidden."""
    return Group(one.name, tuple(field for field in one.fields if field not in page.hidden))


def _by_hand(page: stage.Page, spec: RunSpec, field: str, turned: stage.Changed) -> None:
    """What is set by hand in a picture: where, and the way back from there."""
    st.caption(_BY_HAND[field][bool(getattr(spec, field))])
    if getattr(spec, field):
        st.button(
            "As it was",
            key=f"{page.id}-{field}-back",
            disabled=field in page.held,
            on_click=lambda: turned({field: ""}),
        )


def _share_or_number(page: stage.Page) -> None:
    """What the learning rate keeps where a turn of another knob moves the limit."""
    key = f"{page.id}-keeps"
    st.session_state[key] = address.number_kept()
    st.segmented_control(
        "If the limit moves, the learning rate keeps its",
        (False, True),
        format_func={False: "Share of the limit", True: "Number"}.__getitem__,
        required=True,
        key=key,
        help="Other data, and inputs scaled in another way, have another limit. Where either has no exact limit, or a "
        "hand has planned other rates, the number stays.",
        on_change=lambda: address.keep_number(st.session_state[key]),
    )


def _say(said: address.Also) -> None:
    """What a turn brought with it, beside the knobs."""
    st.caption(address.plain(" ".join(said.sentences)))


def _offered(spec: RunSpec, knob: Knob) -> bool:
    """Whether a knob is shown behind "More": not one with a single choice, not text that is typed elsewhere, and not
    what makes no difference to the model."""
    if knob.field in _HIDDEN and knob.field not in spec.used:
        return False
    return len(knob.choices) != 1 and not (isinstance(knob, Text) and knob.field not in (*SIZES, "plan", "start"))


def ignored(asked: address.Address[Any]) -> None:
    """Says what the URL asked for in vain."""
    say_ignored(asked.ignored)


def say_ignored(sentences: Sequence[str]) -> None:
    """Says that part of the URL was ignored, and why; nothing where nothing was."""
    if sentences:
        st.warning("Part of this link was ignored. " + " ".join(address.plain(sentence) for sentence in sentences))


def _knob(
    page: stage.Page,
    spec: RunSpec,
    start: RunSpec,
    field: str,
    services: Services,
    tables: Mapping[Value, str] | None = None,
) -> None:
    def turned(fields: dict[str, Any]) -> None:
        address.turned(start, fields, services.carried)

    if field == "problem":
        widget(page, spec, field, turned, names=tables)
        return
    if field != "device":
        widget(page, spec, field, turned)
        return
    known = services.devices()
    choices: dict[Value, str] = {"cpu": "CPU"} if len(known) < 2 else dict[Value, str](known.items())
    widget(page, spec, field, turned, buttons=1, names=choices)
    if len(known) < 2:
        st.caption(address.plain(_why_one(known)), width=340)  # else it would widen all of "More"


def _of_crops(start: RunSpec, front: Sequence[str | Group]) -> bool:
    """Whether a page's words speak of the crops: not where any table may come, which is then a knob in a group, or the
    page begins with another."""
    grouped = any("table" in one.fields for one in front if isinstance(one, Group))
    return not grouped and READY[start.problem].file == _CROPS


def _tables(start: RunSpec, front: Sequence[str | Group]) -> dict[Value, str]:
    """The ready tables that a page offers: the crops' where its words speak of the crops, else all of them."""
    crops = _of_crops(start, front)
    return {name: one.title for name, one in READY.items() if not crops or one.file == _CROPS}


def other_data(start: RunSpec, spec: RunSpec, front: Sequence[str | Group]) -> str:
    """What is said where the words of a page speak of other columns than a link has brought; "" where they do not."""
    if spec.shape[1:] == start.shape[1:] or not _of_crops(start, front):
        return ""
    (_, d, k), (_, inputs, targets) = start.shape, spec.shape
    return (
        f"The words on this page speak of data with {d} inputs and {k} targets. Its pictures show those of the link: "
        f"{inputs} input{'s' * (inputs > 1)} and {targets} target{'s' * (targets > 1)}."
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _why_one(known: Mapping[str, str]) -> str:
    """Why there is nothing to choose a device from."""
    if not known:
        return "Which devices this machine has is not known yet."
    return f"This machine has no accelerator that PyTorch can use, so runs train on its {known['cpu']}."


def widget(
    page: stage.Page,
    subject: Subject,
    field: str,
    changed: Callable[[dict[str, Any]], None],
    buttons: int = MAX_BUTTONS,
    names: Mapping[Value, str] | None = None,
) -> None:
    """The widget of a field. It is set to what the URL says before each run, so that both always agree.

    `changed` hears the new value by its field. Up to `buttons` choices are shown side by side. `names` are the choices
    with their readable names, where the knob does not know them; a single one is shown, but cannot be turned.
    """
    knob, key, value = subject.knobs[field], f"{page.id}-{field}", getattr(subject, field)
    if isinstance(knob, (Decimal, Real)) or (isinstance(knob, WholeNumber) and not knob.all_allowed):
        stage.number_box(page, knob, value, changed)
        return
    named = dict(names or {choice: knob.name(choice) for choice in knob.choices})
    draw: Callable[..., object]
    more: dict[str, Any]
    if isinstance(knob, WholeNumber) and knob.all_allowed:
        highest = subject.rows if isinstance(subject, RunSpec) else knob.high
        options = ["all", *(str(number) for number in range(knob.low, highest + 1))]
        shows, draw, more = shown(value), st.selectbox, {"options": options, "width": 150}
    elif field in SIZES:
        options = list(dict.fromkeys((*SIZES[field], shown(value))))
        more = {"options": options, "accept_new_options": True, "width": 118}
        shows, draw = value, st.selectbox
    else:
        if field == "start":
            named = {start: _capital(knob.name(start)) for start in (*STARTS, str(value))}
        named.setdefault(value, shown(value))  # a device of another machine, from a shared link
        shows, more = value, {"options": list(named), "format_func": named.__getitem__}
        if len(named) <= buttons:
            draw, more = st.segmented_control, {**more, "required": True}
        else:
            draw, more = st.selectbox, {**more, "width": 136}

    def turned() -> None:
        now = st.session_state[key]
        try:
            changed({field: knob.parse(now) if isinstance(now, str) else now})
        except ValueError as error:  # typed into a list that takes what is typed
            address.say(subject, [field], [str(error)])

    if (names and len(named) == 1) or field in page.held:
        more["disabled"] = True
    st.session_state[key] = shows
    draw(knob.label, key=key, help=knob.help, on_change=turned, **more)
