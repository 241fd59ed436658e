"""The URL is the truth: it says which run a page shows, and every knob that is turned writes there.

Each turn is an entry of the browser's history, so its back button undoes it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from components.spec import KNOBS, RunSpec, read_query, shown

_STREAMLITS_OWN = {"embed", "embed_options"}


@dataclass(frozen=True)
class Address:
    """What the URL asks a page for: the run, the moment `t` in updates (None: the beginning), and what was ignored,
    in sentences."""

    spec: RunSpec
    t: float | None
    ignored: tuple[str, ...]


def plain(text: str) -> str:
    """Text from a visitor as Markdown that shows just this text."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>$:~&^=])", r"\\\1", " ".join(text.split()))


def read(start: RunSpec) -> Address:
    """What the URL of this visit asks for. A lesson's `start` stands for whatever it does not name."""
    query = dict(st.query_params)
    spec, ignored = read_query(query, start)
    t = None
    if "t" in query:
        t = _moment(query["t"], spec)
        if t is None:
            ignored.append(f"t = {shown(query['t'])} is not a moment of this run. Allowed: 0 to {spec.updates}.")
    unknown = [name for name in query if name not in KNOBS and name != "t" and name not in _STREAMLITS_OWN]
    if unknown:
        names = ", ".join(shown(name) for name in unknown[:3]) + (
            f" and {len(unknown) - 3} more" if len(unknown) > 3 else ""
        )
        ignored.append(f"{names}: no setting has this name.")
    return Address(spec, t, tuple(ignored))


def _moment(text: str, spec: RunSpec) -> float | None:
    try:
        t = float(text) if len(text) < 20 else math.nan
    except ValueError:
        return None
    return t if 0 <= t <= spec.updates else None


def write(start: RunSpec, fields: Mapping[str, Any], t: float | None = None) -> None:
    """Puts new values of fields into the URL; what is as the lesson starts is left out, what was ignored is dropped.

    With `t` the page goes to that moment too; t = 0 plays the run from its start.
    """
    spec, _ = read_query(dict(st.query_params), start)
    try:
        spec = replace(spec, **fields)
    except ValueError:  # the batch of before does not fit the new data
        spec = replace(spec, **{**fields, "batch": None})
    changed = {name: shown(getattr(spec, name)) for name in KNOBS if getattr(spec, name) != getattr(start, name)}
    kept = {name: st.query_params.get_all(name) for name in _STREAMLITS_OWN if name in st.query_params}
    st.query_params.from_dict({**kept, **changed, **({} if t is None else {"t": f"{t:g}"})})
