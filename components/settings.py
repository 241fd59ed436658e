"""Every limit of the site that its host may set: its unit, its reason, and the variable VIZ_... that overrides it.

Two kinds of limits are no host's to set, and stand where they hold: what a spec, a run or an expression may be, and
what its pictures show of it (spec/, engine/, pictures/), so that a link shows the same everywhere; and how the parts
work together, such as a slice, and so a silence. tests/unit/test_settings.py lists the latter.

The environment is read once, when this module is first imported: server and worker see the same.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from ipaddress import ip_network
from typing import Any, Final

PREFIX: Final = "VIZ_"


def _number(default: float, unit: str, reason: str, low: float, high: float) -> Any:
    """A limit that is a number of `unit` from `low` to `high`; whole, if its default is."""
    return field(default=default, metadata={"unit": unit, "reason": reason, "low": low, "high": high})


@dataclass(frozen=True)
class Settings:
    """The limits, by name. `VIZ_MAX_RUNS=128` in the environment sets `max_runs`."""

    max_runs: int = _number(64, "runs", "may train at once; each may hold a history of 16 MiB", 1, 4_096)
    max_requests: int = _number(1_000, "requests", "may wait for the worker; each holds a connection", 1, 100_000)
    max_job_seconds: float = _number(3.0, "seconds", "of the processor may one request take", 0.1, 600)
    max_finished_bytes: int = _number(256 * 2**20, "bytes", "of finished histories does the worker keep", 2**20, 2**40)
    max_kept_bytes: int = _number(32 * 2**20, "bytes", "of answers does the server keep", 2**20, 2**40)
    max_wait: float = _number(
        20.0, "seconds", "does a request for a film wait: fewer than a proxy in front of the site gives it", 0.1, 600
    )
    max_starved: float = _number(
        60.0, "seconds", "may the worker wait for a processor or a disk before another is started", 1, 3_600
    )
    remember_culprits: float = _number(
        24 * 3600.0, "seconds", "is what stopped the worker refused: it may have been the machine's fault", 0, 10**8
    )
    max_answer_bytes: int = _number(64 * 2**20, "bytes", "may one answer have", 2**16, 2**30)
    max_packed_bytes: int = _number(
        8 * 2**20, "bytes", "may a table have that a browser brings back: 250 000 long numbers have 6 MB", 1, 2**26
    )
    max_received_bytes: int = _number(
        64 * 2**20, "bytes", "of tables may be on their way at once; each is in memory until it is read", 2**16, 2**40
    )
    max_tables_bytes: int = _number(
        256 * 2**20, "bytes", "of tables that are too large for a link wait in a folder, for visits", 2**20, 2**40
    )
    tables_folder: str = field(
        default="",
        metadata={
            "unit": "a folder",
            "reason": "holds that of the tables, which is removed at the end; the system's for such, if empty",
        },
    )
    max_table_bytes: int = _number(
        5 * 2**20, "bytes", "of a visitor's table are read: 5 000 rows of 50 long numbers have fewer", 2**10, 2**26
    )
    max_table_rows: int = _number(5_000, "rows", "of a visitor's table are read; no run learns from more", 2, 5_000)
    max_table_columns: int = _number(
        200, "columns", "of a visitor's table are read; 50 of them may be chosen to learn from", 2, 10_000
    )
    max_table_cells: int = _number(
        250_000, "cells", "of a visitor's table are read: each takes 60 bytes meanwhile", 1_000, 10**7
    )
    parties_per_address: int = _number(
        8, "visitors", "is what one address counts as: a school has many, and whoever makes up sessions no more", 1, 256
    )
    trusted_proxies: tuple[str, ...] = field(
        default=("127.0.0.1", "::1"),
        metadata={
            "unit": "addresses or networks, with commas between",
            "reason": "are proxies of ours: what they say in X-Forwarded-For is believed",
        },
    )
    max_rooms: int = _number(100, "rooms", "of classes may be open at once: each may hold a megabyte", 1, 100_000)
    max_room_people: int = _number(
        500, "people", "may be in a room; each change is sent to each of them, 0.05 ms of the processor", 1, 10_000
    )
    room_hours: float = _number(3.0, "hours", "is a room open, then nothing of it is kept", 0.001, 48)
    follower_messages: float = _number(
        10.0, "messages a second", "of one follower are read; nobody turns or answers faster by hand", 0.1, 1_000
    )
    follower_burst: int = _number(30, "messages", "of one follower may come at once, after a pause", 1, 10_000)
    teacher_messages: float = _number(
        40.0, "messages a second", "of a teacher are read: a pointer sends 20, a knob that is dragged 10", 0.1, 1_000
    )
    teacher_burst: int = _number(80, "messages", "of a teacher may come at once, after the net was away", 1, 10_000)
    rooms_per_address: int = _number(
        10, "rooms an hour", "may be started from one address, so that nobody takes all rooms", 1, 100_000
    )
    guesses_per_address: int = _number(
        30, "codes a minute", "of no room may be tried from one address: people mistype, machines guess", 1, 100_000
    )
    max_guesses: int = _number(
        600, "codes a minute", "of no room may be tried from everywhere: 887 million are not found so", 1, 10**6
    )
    joins_per_address: int = _number(
        1_200, "WebSockets a minute", "of rooms may be opened from one address: a school comes at once", 1, 10**6
    )
    max_address_sockets: int = _number(
        1_200, "WebSockets", "of rooms may be open from one address: two full rooms of a school", 1, 10**6
    )
    redis_url: str = field(
        default="",
        metadata={
            "unit": "an address as redis://host:port/0",
            "reason": "keeps rooms for all servers of the site and over restarts; the server's memory, if empty",
        },
    )
    max_open_files: int = _number(
        65_536, "files", "may be open at once, if the system allows: a viewer needs four, for sockets", 64, 2**20
    )
    few_open_files: int = _number(4_096, "files", "are needed by 1 000 viewers; the log says if it is less", 0, 2**20)
    cache_folder: str = field(
        default="",
        metadata={
            "unit": "a folder",
            "reason": "keeps what stopped the worker, for the next start; this user's cache, if empty",
        },
    )
    log_pause: float = _number(60.0, "seconds", "pass before the log says again what it said", 0.01, 86_400)


def read(environment: Mapping[str, str]) -> Settings:
    """The settings that an environment asks for. Raises ValueError, with a sentence, for one that cannot be."""
    known = {PREFIX + setting.name.upper(): setting for setting in fields(Settings)}
    values: dict[str, Any] = {}
    for name, text in environment.items():
        if not name.startswith(PREFIX):
            continue
        if name not in known:
            raise ValueError(f"{name}: no setting has this name. Settings: {', '.join(known)}.")
        setting = known[name]
        try:
            values[setting.name] = _value(text, setting.default, setting.metadata)
        except ValueError:
            raise ValueError(f"{name} = {text!r} is not possible. {_allowed(setting.metadata)}") from None
    return Settings(**values)


def _value(text: str, default: object, limits: Mapping[str, Any]) -> object:
    if isinstance(default, tuple):
        return tuple(str(ip_network(part.strip())) for part in text.split(",") if part.strip())
    if isinstance(default, str):
        return text
    value = int(text) if isinstance(default, int) else float(text)
    if not limits["low"] <= value <= limits["high"]:
        raise ValueError
    return value


def _allowed(limits: Mapping[str, Any]) -> str:
    among = f" from {limits['low']} to {limits['high']}" if "low" in limits else ""
    return f"Allowed: {limits['unit']}{among}."


settings: Final = read(os.environ)
