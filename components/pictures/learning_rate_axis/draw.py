"""All learning rates on one axis: where training crawls, is smooth, oscillates or diverges, and where its loss ends."""

from __future__ import annotations

from math import log10
from typing import Final

import numpy as np
from numpy.typing import NDArray

from components.engine import History, foreseen, losses_over_rates, problem
from components.films.axes import Json, figure, log_axis, loss_range, loss_title, still
from components.films.drawings import kept
from components.films.limit import no_limit, noun, told
from components.films.marks import Drawing, Panel, Point, Rule, Shown, Track, Value, Words
from components.films.rates import DIVERGES, DRIFTS, MAY, SMOOTH, SWINGS, bands, known, region
from components.films.words import number, safe
from components.spec import LEARNING_RATES, RunSpec, shown

LOSS: Final = Value("loss")
RATES: Final = tuple(map(shown, LEARNING_RATES))
LOW, HIGH = min(LEARNING_RATES) / 1.5, max(LEARNING_RATES) * 1.5

_MARGIN: Final = {"l": 66, "r": 12, "t": 58, "b": 44}
_TEXT: Final = {"showarrow": False, "font": {"size": 12}}
_ROW: Final = 17
"""Height of a row of names above the picture, px."""
MOST_ALONE: Final = 5
"""Most limits of single weights that are drawn, one above the other: of more, those that are close stand together."""
NEAR: Final = 4.0
"""So many times the lowest of them, and a limit still stands with it: on a phone, too, turned labels have room."""
MOST_NAMES: Final = 3
"""Most names of inputs at one line; more are counted, as a turned label has the height of the picture."""
_ROOM, _NARROW, _THIN = 3.0, 1.2, 0.5
"""Powers of ten that a limit's horizontal label needs to its right, a region's centred name, and any name."""


TITLE: Final = "Every learning rate"
NOTE: Final = "Where a learning rate ends, only training with it shows."
_OPACITY: Final = {"crawl": 0.02, SMOOTH: 0.06, SWINGS: 0.15, DRIFTS: 0.2, MAY: 0.2, DIVERGES: 0.25}
"""How strongly each region is shaded."""


def draw(history: History) -> Drawing:
    """The axis; for a run without a known limit a note in its place."""
    spec = history.spec
    if why := no_limit(spec):
        return Drawing(TITLE, f"{why} {NOTE}", note=f"{why} {NOTE}")
    lr, limit, stays = spec.lr, known(spec).limit, spec.course.constant
    now, label = (lr, f"{{}}: {region(spec)}") if stays else (Value("lr"), "{}")
    below = lr < limit  # its label must not run into the limit's line
    tracks: list[Track] = [Rule(role="step", axis="x", at=now, label=label, before=below)]
    if stays and foreseen(spec) and np.isfinite(ends := float(losses_over_rates(spec, np.array([lr]))[0])):
        tracks.append(Point(role="loss", open=True, x=lr, y=ends))
    tracks.append(Point(role="loss", x=now, y=LOSS))
    alt = (
        f"All learning rates on one axis{_ENDING if foreseen(spec) else ''}; the {_named(spec)} is {number(limit)}, "
        f"and {number(lr)}{'' if stays else ', the first of this run,'} lies in the region {region(spec)}."
    )
    curve = _curve_told(spec)
    if not LOW < limit < HIGH:
        side = "below" if limit <= LOW else "above"
        curve = f"The limit, {number(limit)}, lies {side} every rate of this axis."
        alt += f" {curve}"
    if limit <= LOW:
        curve += " Whichever you take, the steps overshoot further each time: standardise the inputs."
    words: tuple[Words, ...] = ((f"{curve} The dot: this run now, ", Shown(LOSS)), (told(spec),))
    return Drawing(TITLE, alt, panels=(Panel("", _still(still(spec)), tuple(tracks), words),), rates=RATES)


_ENDING: Final = ", with the loss that a run of this length ends at"


def _named(spec: RunSpec) -> str:
    """The limit's name, with what is exact about it."""
    return noun(spec) if known(spec).shuffled else f"exact {noun(spec)}"


def _curve_told(spec: RunSpec) -> str:
    """What the curve is; where chance deals the batches there is none."""
    if not foreseen(spec):
        return "Where batches are dealt by chance, no curve is known without training."
    stays = spec.course.constant
    each = "at every learning rate" if stays else "at one learning rate all the time; this run changes its own"
    rows = "with all rows" if known(spec).kind == "rows" else "with batches in this order"
    return f"The curve: the loss after {number(spec.updates)} updates {rows}, {each}."


@kept
def _still(spec: RunSpec) -> Json:
    """The figure: bands, limits, and the curve of final losses."""
    rates = log_axis("learning rate", LOW, HIGH, every=2) | {"showgrid": False, "fixedrange": True}
    losses = log_axis(loss_title(spec), *loss_range(spec), every=2) | {"fixedrange": True}
    shades, names = _bands(spec)
    lines, labels = _limits(spec)
    curves = [_curve(spec)] if foreseen(spec) else []
    return figure(curves, rates, losses, _MARGIN, shapes=[*shades, *lines], annotations=[*names, *labels])


def _curve(spec: RunSpec) -> Json:
    """The loss after a run of this length at every learning rate; what is far above the picture is cut."""
    rates, top = _rates(known(spec).limit), 100 * loss_range(spec)[1]
    losses = losses_over_rates(spec, rates)
    beyond = int(np.argmax(losses > top)) if (losses > top).any() else len(losses) - 1
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [float(f"{rate:.6g}") for rate in rates[: beyond + 1]],
        "y": [float(f"{loss:.6g}") for loss in np.minimum(losses[: beyond + 1], top)],
        "line": {"color": "role:loss", "width": 2.5},
        "hovertemplate": "learning rate %{x:.4~r}<br>ends at loss %{y:,.4~r}<extra></extra>",
    }


def _rates(limit: float) -> NDArray[np.float64]:
    """Learning rates for the curve: evenly over the axis, and ever closer to the limit, where the loss turns."""
    near = np.logspace(-5, -0.7, 30)
    rates = np.concatenate([np.geomspace(LOW, HIGH, 220), limit * (1 - near), [limit], limit * (1 + near)])
    return np.sort(rates[(rates >= LOW * (1 - 1e-9)) & (rates <= HIGH * (1 + 1e-9))])


def _bands(spec: RunSpec) -> tuple[list[Json], list[Json]]:
    """The regions as shaded columns, and their names above them.

    One that is too narrow for its name has it a row lower, up to its end; one at the end of the axis, from its start.
    """
    shapes, names, low, limit = [], [], LOW, known(spec).limit
    for name, end in bands(spec):
        high = max(low, min(limit * end, HIGH))
        if high == low:
            continue  # the limit of an edited table may lie beyond the axis
        shade = {"fillcolor": "role:limit", "opacity": _OPACITY[name], "line": {"width": 0}, "layer": "below"}
        shapes.append({"type": "rect", "yref": "paper", "x0": low, "x1": high, "y0": 0, "y1": 1} | shade)
        at = {"x": log10(low * high) / 2, "xanchor": "center", "yshift": _ROW}
        wide = log10(high / low)
        if wide < _THIN and low > LOW and high < HIGH:
            at = {"x": log10(high), "xanchor": "right", "yshift": 0}
        elif wide < _NARROW:
            at = {"x": log10(low), "xanchor": "left", "xshift": 4, "yshift": _ROW}
        if high <= limit or high == HIGH:  # what lies between windows is too narrow, and told in words
            names.append({"text": name, "yref": "paper", "y": 1, "yanchor": "bottom"} | at | _TEXT)
        low = high
    return shapes, names


def _limits(spec: RunSpec) -> tuple[list[Json], list[Json]]:
    """The exact limit as a line with its number above the bands, and the limit along each weight as a shorter line.

    The leftmost line is the tallest, so that no name crosses a line. A name without room to its right is turned, and
    stands above the others.
    """
    limit, seen = known(spec).limit, known(spec).visible
    if not LOW < limit < HIGH:
        arrow = f"← {_named(spec)} {number(limit)}" if limit <= LOW else f"{_named(spec)} {number(limit)} →"
        return [], [_above(f"<b>{arrow}</b>", min(max(limit, LOW), HIGH))]
    up = {"ysizemode": "pixel", "yanchor": 1, "y1": 2 * _ROW}
    lines = [_line(limit, 1, "solid"), _line(limit, 0, "solid") | up]
    if seen and seen < HIGH:
        lines.append(_line(seen, 1, "dash"))
    labels = [_above(f"<b>{_named(spec)} {number(limit)}</b>{f', seen from {number(seen)}' if seen else ''}", limit)]
    for level, (name, rate) in enumerate(reversed(_alone(spec))):
        wide = log10(HIGH / rate) > _ROOM
        foot, height = (0, 0.08 + 0.11 * level) if wide else (0.45, 0.88)
        lines.append(_line(rate, height, "dot") | {"y0": foot})
        text = {"text": f"{name}{number(rate)}", "font": {"size": 11}}
        place = {"x": log10(rate), "xanchor": "left", "xshift": 2, "yref": "paper", "y": height}
        turned = {"yanchor": "middle"} if wide else {"yanchor": "top", "textangle": -90}
        labels.append(_TEXT | text | place | turned)
    return lines, labels


def _alone(spec: RunSpec) -> list[tuple[str, float]]:
    """The limit along every single weight, ascending, behind the names of their inputs; equal ones together, and of
    many those that are close, at the lowest: beyond that a step is too long in any case."""
    found: dict[float, list[str]] = {}
    names = [*problem(spec).input_names, "bias"]
    for name, rate in zip(names, known(spec).alone, strict=False):  # none with batches
        if LOW < rate < HIGH:  # a limit of an edited table may lie beyond the axis
            found.setdefault(float(f"{rate:.9g}"), []).append(name)
    groups = [([rate], found[rate]) for rate in sorted(found)]
    if len(groups) > MOST_ALONE:
        groups = _together(groups)[:MOST_ALONE]
    told = ["each weight" if len(group) == len(names) else _listed(group) for _, group in groups]
    return [
        (f"{name} alone{' from ' if len(rates) > 1 else ': '}", rates[0])
        for name, (rates, _) in zip(told, groups, strict=True)
    ]


def _together(groups: list[tuple[list[float], list[str]]]) -> list[tuple[list[float], list[str]]]:
    """Limits that lie close together as one, from the lowest up."""
    found = list[tuple[list[float], list[str]]]()
    for rates, names in groups:
        if found and rates[0] < NEAR * found[-1][0][0]:
            found[-1] = ([*found[-1][0], *rates], [*found[-1][1], *names])
        else:
            found.append((rates, names))
    return found


def _listed(names: list[str]) -> str:
    """Names of inputs, as a figure has them; of many their number."""
    return safe(", ".join(names)) if len(names) <= MOST_NAMES else f"{len(names)} weights"


def _line(rate: float, height: float, dash: str) -> Json:
    """A vertical line at a learning rate, from the axis up to a share of the picture's height."""
    line = {"color": "role:limit", "width": 2, "dash": dash}
    return {"type": "line", "yref": "paper", "x0": rate, "x1": rate, "y0": 0, "y1": height, "line": line}


def _above(text: str, rate: float) -> Json:
    """A label in the row above the bands' names, which stays inside the picture at both ends of the axis."""
    share = log10(rate / LOW) / log10(HIGH / LOW)
    anchor = "center" if 0.3 < share < 0.7 else "left" if share <= 0.3 else "right"
    place = {"x": log10(rate), "xanchor": anchor, "yref": "paper", "y": 1, "yanchor": "bottom", "yshift": 2 * _ROW}
    return _TEXT | place | {"text": text, "font": {"size": 12, "color": "role:limit"}}
