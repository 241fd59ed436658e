"""Mounts the stage on a page: places for pictures, the learning-rate knob and the transport bar, all on one clock.

Python says which run and which pictures; the browser fetches the film from our route and plays it. Nothing is sent
while it plays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal

import streamlit as st

from components.pictures import Picture
from components.settings import settings
from components.spec import KNOBS, Decimal, Real, RunSpec, Subject, Value, WholeNumber, shown
from components.spec.choices import OPTIMIZERS
from components.spec.glossary import GLOSSARY
from components.spec.race import MOST, Rival, names, runners
from components.spec.tables import READY, ready, ready_text
from components.ui.host import BASE, unseen
from components.version import VERSION

BOOT: Final = """
// Streamlit calls this for each place of a page, and again when its data or the theme changes. All else is loaded once.
export default function (component) {
  const { key } = component;
  const places = (globalThis.stagePlaces ??= new Map());
  places.set(key, component);
  const base = BASE;
  const boot = () => import(new URL("stage/VERSION/stage/boot.js", base));
  const stage = (globalThis.stageModule ??= boot().then(({ load }) => load(component.data[0]?.page?.reels ?? [])));
  stage.then((module) => places.get(key) === component && module.show(component, base));
  // Streamlit also cleans up after a call that the next has overtaken: then the place is still on the page.
  return () => {
    if (component.parentElement.isConnected) return;
    if (places.get(key) === component) places.delete(key);
    stage.then((module) => places.has(key) || module.remove(key));
  };
}
""".replace("BASE", BASE).replace("VERSION", VERSION)
"""The module by which Streamlit mounts a place."""

SHEET: Final = f'<link rel="stylesheet" href="./stage/{VERSION}/stage.css" data-stage>'
"""The way to all our style sheets, for the head of a page."""

MOST_REELS: Final = 10
"""Films that one clock moves at most: eight runners, what they run on, and one more."""

RIVALS: Final = tuple(f"rival {number}" for number in range(2, MOST + 1))
"""The names of the reels of a race, beside that which leads."""

_TERMS: Final = {slug: term.meaning for slug, term in GLOSSARY.items()}
_SENT: Final = "stage-sent"
_TURN: Final = "turn"
_HEARD: Final = "stage-heard"
_STOPS: Final = [shown(stop) for stop in KNOBS["lr"].choices]

_place = st.components.v2.component(
    "gradient_descent_stage", html='<div class="stage-place"></div>', js=BOOT, isolate_styles=False
)


Changed = Callable[[dict[str, Any]], None]
"""Hears the new values by field. They come from a browser: nothing about them is certain."""


def _ignore(_: dict[str, Any]) -> None: ...


@dataclass(frozen=True)
class Reel:
    """A film of a page: its name there, the kind of its subject, and the names of the pictures that it must hold; of
    many weights, `weights` names those that these show."""

    name: str
    subject: str
    pictures: tuple[str, ...]
    weights: str = ""


@dataclass(frozen=True)
class Page:
    """What all places of a page share: its name, its reels, and how the clock starts that all of them are on.

    The first reel, of one to ten, leads the clock. `speed` is 1/4 to 64, None what fits the film; `play` starts the
    clock by itself. `race` are the rivals that a race begins with; None where nobody else runs. `beside` are the
    subjects of other reels, which may follow what the page is about. `against` is the place of the rival that stands
    beside the lead, 0 for nobody; None where no page can show that. `alone`: it shows one picture with nothing around
    it, on a page of another site. `held` is what no hand may turn on a prepared page, by name what it is called; of
    that `hidden` is not even seen.
    """

    id: str
    reels: tuple[Reel, ...]
    speed: float | None = None
    play: bool = True
    race: tuple[Rival, ...] | None = None
    beside: Mapping[str, Subject] = field(default_factory=dict)
    against: int | None = None
    alone: bool = False
    held: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        names = [reel.name for reel in self.reels]
        if not 1 <= len(set(names)) == len(names) <= MOST_REELS:
            raise ValueError(f"A page has 1 to {MOST_REELS} reels, each with a name of its own, not {names}.")

    def place(self, kind: str, **more: Any) -> list[Mapping[str, Any]]:
        """What the browser is told of a place on this page."""
        told: dict[str, Any] = {
            "id": self.id,
            "reels": [*map(asdict, self.reels)],
            "speed": self.speed,
            "play": self.play,
        }
        told |= {"held": {**self.held}, "hidden": sorted(self.hidden)} if self.held else {}
        return unseen({"place": kind, "page": {**told, "version": VERSION}, **more})


def pictures(
    page: Page,
    shown_here: Sequence[Picture],
    shares: Sequence[float],
    key: str,
    changed: Changed = _ignore,
    **more: Any,
) -> None:
    """Mounts pictures of the page's film side by side, in these shares of the width. `key` is unique on the page.

    `more` goes to the pictures' views as it is. `changed` is called when the visitor changes a field in one.
    """
    told = [_told(picture) for picture in shown_here]
    _mount(f"{page.id}-{key}", page.place("pictures", pictures=told, shares=shares, **more), changed)


def chosen(
    page: Page, shown_here: Sequence[tuple[Picture, str, bool]], key: str, changed: Changed, **more: Any
) -> None:
    """Mounts pictures that the visitor chooses and takes away, two in a line, each with its label, and whether it has a
    line of its own. Those that stay when others come or go are not touched."""
    told = [{**_told(picture), "label": label, "wide": wide} for picture, label, wide in shown_here]
    _mount(f"{page.id}-{key}", page.place("pictures", pictures=told, shares=[1] * len(told), **more), changed)


def _told(picture: Picture) -> dict[str, Any]:
    return {"name": picture.name, "view": picture.view, "reel": picture.reel}


def control(page: Page, kind: str, subject: Subject, t: float | None, changed: Changed, **more: Any) -> None:
    """Mounts the control of what the page is about, the one place that tells the player which film to show of it.

    `t` is the moment to go to, in updates; None leaves the clock alone. `changed` is called with the new values by
    field when the visitor lets go. `more` goes to the control as it is.
    """
    _mount(f"{page.id}-{kind}", page.place(kind, run=_run(page.reels[0].name, subject, t), **more), changed)
    following = {name: other.following(subject) for name, other in page.beside.items()}
    for name, other in {**subject.beside, **following}.items():
        show(page, name, other)


def race(page: Page, lead: Subject, rivals: Sequence[Rival], changed: Changed, level: str) -> None:
    """Tells the player who runs beside the one that leads, what each differs in, and what all are called.

    `level` is the height that they are to reach, as it was typed. `changed` hears of another `race` or `level`.
    """
    every = runners(lead, rivals)
    called = names(every)
    told = [
        {"run": _run(reel, one, None), "own": _written(lead, own), "named": name}
        for reel, one, own, name in zip(RIVALS, every[1:], rivals, called[1:], strict=False)
    ]
    _mount(f"{page.id}-race", page.place("race", rivals=told, named=called[0], level=level), changed)


def _written(lead: Subject, fields: Rival) -> dict[str, str]:
    """Fields as an address has them."""
    return {name: lead.knobs[name].write(value) for name, value in fields.items()}


def show(page: Page, reel: str, subject: Subject) -> None:
    """Tells the player which film to show on a reel that has no control of the stage's own."""
    _mount(f"{page.id}-{reel}-reel", page.place("silent", run=_run(reel, subject, None)), _ignore)


def _run(reel: str, subject: Subject, t: float | None) -> dict[str, Any]:
    sent, heard = (st.session_state.get(name, 0) for name in (_SENT, _HEARD))
    return {"reel": reel, "query": subject.query(), "t": t, "values": subject.values, "sent": sent, "heard": heard}


def send() -> None:
    """Sends the clock to the moment `t` of the next `control`, also if it was sent there before."""
    st.session_state[_SENT] = st.session_state.get(_SENT, 0) + 1


def rate_knob(page: Page, subject: Subject, t: float | None, changed: Changed) -> None:
    """Mounts the live learning rate, the control of a page that shows a run, or a ball that rolls by one."""
    knob = KNOBS["lr"]
    if "lr" in page.hidden:
        control(page, "silent", subject, t, changed)
        return
    control(page, "rate", subject, t, changed, label=knob.label, help=knob.help, stops=_STOPS)


def course(page: Page, spec: RunSpec, changed: Changed) -> None:
    """Mounts the hand that changes the learning rate or the optimizer from the clock's moment on, and what is planned.
    `changed` hears of the `plan`."""
    labels = {name: optimizer.label for name, optimizer in OPTIMIZERS.items()}
    told = KNOBS["plan"].name(spec.plan)
    _mount(f"{page.id}-course", page.place("course", optimizers=labels, schedule=told), changed, width=230)


def summary(page: Page, changed: Changed) -> None:
    """Mounts what is said of a run as a whole: how it ended, and why. `changed` hears of the `lr` that it offers."""
    _mount(f"{page.id}-summary", page.place("summary"), changed)


def series(page: Page) -> None:
    """Mounts the way through a course, on a prepared page; it is empty where the page is in none."""
    _mount(f"{page.id}-series", page.place("series"), _ignore)


def moment(page: Page, label: str, t: float | None, view: str | None, key: str) -> None:
    """Mounts a line of the text that says what the picture shows, and lets it show that while it is read: the moment
    `t`, in updates, or what the button `view` above the picture shows. `key` is unique on the page."""
    _mount(f"{page.id}-{key}-moment", page.place("moment", label=label, t=t, view=view), _ignore)


def tries(page: Page, items: Sequence[Any], key: str, changed: Changed) -> None:
    """Mounts buttons whose learning rate is a share of the limit. `changed` is called with the `place` of the one that
    was pressed, and with the `lr` that it took. `key` is unique on the page."""
    _mount(f"{page.id}-{key}-tries", page.place("tries", items=items, stops=_STOPS), changed)


def own_data(page: Page, problem: str, table: str, changed: Changed) -> None:
    """Mounts the box for a visitor's own data, which begins with the `table` of the page or its `problem`. `changed`
    hears of another `table`, with a learning rate for it."""
    tables = [
        {
            "name": name,
            "title": one.title,
            "story": one.story,
            "source": one.source,
            "text": ready_text(name),
            "turned": {"answers": [], "turns": _targets(name), "row": one.row, "missing": ""},
        }
        for name, one in READY.items()
    ]
    told = {"tables": tables, "stops": _STOPS, "bytes": settings.max_table_bytes, "problem": problem, "table": table}
    _mount(f"{page.id}-data", page.place("data", **told), changed)


def _targets(name: str) -> list[tuple[int, str, str]]:
    """What makes the targets of a ready table those of its file: one is the last column by itself."""
    _, d, k = ready(name).shape
    first = int(READY[name].named)
    return [(first + d + at, "role", "target") for at in range(k if k > 1 else 0)]


def number_box(page: Page, knob: WholeNumber | Decimal | Real, value: Value, changed: Changed) -> None:
    """Mounts a box for a number, which says in a sentence what it cannot take."""
    low, high = (-knob.most, knob.most) if isinstance(knob, Real) else (knob.low, knob.high)
    step = 1 if isinstance(knob, WholeNumber) else knob.step
    told = {"field": knob.field, "label": knob.label, "help": knob.help, "low": low, "high": high, "step": step}
    _mount(f"{page.id}-{knob.field}", page.place("number", **told, value=value), changed, width=150)


def questions(page: Page, items: Sequence[Any], places: Sequence[int]) -> None:
    """Mounts those of a page's questions that stand at these places, at its end. They are graded in the browser, by the
    film that the page shows."""
    told = {"items": [items[place] for place in places], "asked": [item["text"] for item in items]}
    _mount(f"{page.id}-questions", page.place("questions", **told), _ignore)


def _mount(
    key: str, data: list[Mapping[str, Any]], changed: Changed, width: int | Literal["stretch"] = "stretch"
) -> None:
    def turned() -> None:
        fields = st.session_state[key].turned
        if isinstance(fields, dict):
            st.session_state[_HEARD] = fields.get(_TURN, 0)
            changed({name: value for name, value in fields.items() if name != _TURN})

    _place(key=key, data=data, width=width, on_turned_change=turned)


def bar(
    page: Page,
    film: Callable[[str], bytes],
    title: str,
    begins: Subject,
    knobs: Sequence[tuple[str, str]],
    asked: Sequence[Any],
) -> None:
    """Mounts the transport bar, and what explains the words of the glossary on the page.

    A run that is kept from it is kept with the page's `title`, and named by what differs from what it `begins` with.
    `knobs` are those that a teacher may hide or fix, each with what it is called; `asked` the texts of the questions.
    Where the film route is out of reach the browser asks here, and gets what it asked in a line, and behind it
    `film(query)`.
    """
    told = page.place(
        "bar", terms=_TERMS, title=title, begins=begins.query(), alone=page.alone, knobs=knobs, asked=asked
    )
    asked = _place(key=f"{page.id}-bar", data=told, on_film_change=lambda: None).film
    if isinstance(asked, str):
        _place(key=f"{page.id}-film", data=asked.encode() + b"\n" + film(asked))
