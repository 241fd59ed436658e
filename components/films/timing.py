"""The film of a timing: one picture that stands still, a bar for NumPy and for every device."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from math import ceil, floor, log10
from typing import Any, Final

from components.engine.slices import Slices, whole
from components.engine.timing import Time, times_in_slices
from components.films.axes import Json, axis, figure
from components.films.beats import beats_film
from components.films.marks import Drawing, Panel
from components.spec import Timing

_UNITS: Final = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))
_MARGIN: Final = {"l": 14, "r": 20, "t": 4, "b": 42}
_ALONE: Final = 1.15
"""Up to so many processor cores are called one: the clock and others' work blur the measurement."""


def film(subject: Timing, pictures: Sequence[str]) -> bytes:
    return whole(film_in_slices(subject, pictures))


def film_in_slices(subject: Timing, pictures: Sequence[str]) -> Slices[bytes]:
    found = yield from times_in_slices(subject)
    drawing = _drawing(subject, found)
    return beats_film(subject, [], dict.fromkeys(pictures, drawing.json), drawing.alt)


def _drawing(subject: Timing, found: Sequence[Time]) -> Drawing:
    knob = subject.knobs["operation"], subject.knobs["size"]
    title = f"{knob[0].name(subject.operation)} with {knob[1].name(subject.size)} numbers"
    alt = f"How long {title} takes. " + " ".join(f"{name(time)}: {_said(time)}." for time in found)
    words = (_verdict(found), _method(found))
    return Drawing(title, alt, panels=(Panel("", _figure(found), words=tuple((line,) for line in words)),))


def name(time: Time) -> str:
    """What a bar is called."""
    if time.name == "numpy":
        return "NumPy on the CPU"
    return "PyTorch on the CPU" if time.name == "cpu" else f"PyTorch on {time.name}: {time.label}"


def seconds(value: float) -> str:
    """Three digits and a unit: 0.00037151 as "372 µs"."""
    size, unit = next((pair for pair in _UNITS if value >= pair[0]), _UNITS[-1])
    digits = max(0, 2 - floor(log10(max(value / size, 0.01))))
    return f"{value / size:.{digits}f} {unit}"


def _said(time: Time) -> str:
    if time.copy is None:
        return seconds(time.median)
    return f"{seconds(time.median)}, and {seconds(time.copy)} for the way there and back"


def _figure(found: Sequence[Time]) -> Json:
    """A bar for each, its name above it and its time behind it; the way to a device and back goes on from its end."""
    longest = max(time.median + (time.copy or 0) for time in found)
    size, unit = next((pair for pair in _UNITS if longest >= pair[0]), _UNITS[-1])
    places = [float(len(found) - 1 - index) for index in range(len(found))]
    times_axis = axis(f"time, {unit}", 0, _round_up(longest / size * 1.28), nticks=6, tickformat=",~r")
    hidden = axis("", -0.75, len(found) - 0.3, showticklabels=False, showgrid=False, showline=False, ticks="")
    bars = [
        _bars([time.median / size for time in found], places, "role:prediction", 1.0),
        _bars([(time.copy or 0) / size for time in found], places, "role:muted", 0.8),
    ]
    marks = {
        "type": "scatter",
        "mode": "markers",
        "x": [time.fastest / size for time in found],
        "y": [place - 0.22 for place in places],
        "marker": {"symbol": "line-ns", "size": 17, "line": {"width": 2.5, "color": "role:target"}},
        "text": [f"fastest: {seconds(time.fastest)}" for time in found],
        "hovertemplate": "%{text}<extra></extra>",
    }
    notes = [note for time, place in zip(found, places, strict=True) for note in _labels(time, place, size)]
    return figure([*bars, marks], times_axis, hidden, _MARGIN, barmode="stack", bargap=0, annotations=notes)


def _bars(lengths: list[float], places: list[float], colour: str, opacity: float) -> Json:
    return {
        "type": "bar",
        "orientation": "h",
        "x": lengths,
        "y": [place - 0.22 for place in places],
        "width": 0.44,
        "marker": {"color": colour, "opacity": opacity},
        "hoverinfo": "skip",
    }


def _labels(time: Time, place: float, size: float) -> list[Json]:
    end = (time.median + (time.copy or 0)) / size
    shared: dict[str, Any] = {"showarrow": False, "xanchor": "left", "yanchor": "middle", "align": "left"}
    said = f"<b>{seconds(time.median)}</b>" + (f" + {seconds(time.copy)} on the way" if time.copy is not None else "")
    return [
        shared | {"text": name(time), "x": 0, "y": place + 0.22, "font": {"size": 14}},
        shared | {"text": said, "x": end, "xshift": 6, "y": place - 0.22, "font": {"size": 14}},
    ]


def _round_up(value: float) -> float:
    """The next of 1, 1.5, 2, 3, 4, 6, 8 times a power of ten, so that an axis rarely changes."""
    power = 10.0 ** floor(log10(value))
    return power * next(step for step in (1, 1.5, 2, 3, 4, 6, 8, 10) if ceil(value / power * 1e6) <= step * 1e6)


def _verdict(found: Sequence[Time]) -> str:
    """Who was fastest, in a sentence; an accelerator with the way there and back told apart."""
    numpy, cpu, *others = found
    quick, slow = sorted((numpy, cpu), key=lambda time: time.median)
    times_faster = slow.median / quick.median
    sides = f"{name(quick)} is {times_faster:.2g} times as fast as {name(slow)}."
    if times_faster < 1.1:
        sides = "NumPy and PyTorch are about equally fast on the CPU."
    if not others:
        return f"{sides} This machine has no GPU that PyTorch can use."
    best = min(others, key=lambda time: time.median)
    ratio = quick.median / best.median
    compared = f"is {ratio:.2g} times as fast as" if ratio >= 1 else f"takes {1 / ratio:.2g} times as long as"
    way = (best.copy or 0) + best.median
    worth = "still pays" if way < quick.median else "does not pay"
    return f"{sides} {name(best)} {compared} the better of them; with the way there and back it {worth}."


def _method(found: Sequence[Time]) -> str:
    """What was measured, with how many cores, and on which machine."""
    now = datetime.now(UTC).strftime("%H:%M:%S")
    busy = [time for time in found if time.cores is not None and time.cores > _ALONE]
    cores = "Both used one processor core."
    if busy:
        cores = " ".join(f"{name(time)} kept {time.cores:.1f} processor cores busy." for time in busy)
    counts = sorted({time.count for time in found})
    count = f"{counts[0]} to {counts[-1]}" if len(counts) > 1 else str(counts[0])
    bar = "the median of {count} measurements after a warm-up, the line in it the fastest"
    bar = "one measurement after a warm-up" if counts[-1] == 1 else bar.format(count=count)
    return f"float32. A bar is {bar}. {cores} Measured at {now} UTC on this server, with its {found[0].label}."
