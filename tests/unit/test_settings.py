"""What a host may set: each limit has a unit and a reason, and what cannot be is refused with a sentence."""

from __future__ import annotations

import ast
from dataclasses import fields
from pathlib import Path

import pytest

from components.settings import PREFIX, Settings, read


def test_what_is_not_set_is_as_written() -> None:
    assert read({"PATH": "/bin", "HOME": "/"}) == Settings()


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda setting: setting.name)
def test_every_setting_says_its_unit_and_its_reason_and_can_be_set(setting: object) -> None:
    name, default, limits = setting.name, setting.default, setting.metadata  # type: ignore[attr-defined]
    assert limits["unit"]
    assert len(limits["reason"].split()) > 3
    text: str = "10.0.0.0/8, ::1"
    value: object = ("10.0.0.0/8", "::1/128") if isinstance(default, tuple) else text
    if "low" in limits:
        value = type(default)(limits["high"])
        text = str(value)
        assert limits["low"] <= default <= limits["high"]
    assert getattr(read({PREFIX + name.upper(): text}), name) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("VIZ_MAX_RUNS", "many"),
        ("VIZ_MAX_RUNS", "0"),
        ("VIZ_MAX_RUNS", "1.5"),
        ("VIZ_MAX_RUNS", ""),
        ("VIZ_LOG_PAUSE", "nan"),
        ("VIZ_LOG_PAUSE", "inf"),
        ("VIZ_TRUSTED_PROXIES", "my-proxy"),
        ("VIZ_MAX_RUN", "64"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(name: str, text: str) -> None:
    with pytest.raises(ValueError, match=rf"^{name}.*(Allowed|Settings): .*\.$"):
        read({name: text})


ROOT = Path(__file__).resolve().parents[2]
SERVING = ("worker/*.py", "worker/jobs/*.py", "routes/*.py", "rooms/*.py", "ui/*.py", "stage/*.py", "*.py")
NO_SETTINGS = {
    "worker/scheduler.py": "SLICE PATIENCE LEASE",  # as the browser asks again
    "worker/keeper.py": "SILENCE STUCK BLIND MAX_FAILED_STARTS MAX_PAUSE _HELLO",  # as the slices are
    "worker/outstanding.py": "SUSPECT",
    "worker/culprits.py": "MOST",  # 1 000 hashes
    "worker/client.py": "REQUEST_BYTES",  # measured
    "worker/shares.py": "REMEMBERED",  # some bytes each
    "worker/messages.py": "MAX_SINCE MAX_WEIGHTS",  # more than any
    "worker/examples.py": "PATIENCE NOTEBOOK_PATIENCE",  # of a page, which then says so
    "worker/rates.py": "PATIENCE",  # of a knob, which then says so
    "worker/process.py": "NICENESS",
    "worker/fork_server.py": "_PDEATHSIG",
    "routes/asking.py": "MAX_QUERY",  # more than any
    "worker/jobs/table.py": "SHOWN HOLES BEGINS",  # rows of a page, and the share of the limit that a run begins with
    "routes/door.py": "_POLICY_VIOLATION",
    "routes/rooms.py": "_POLICY_VIOLATION LONGEST_LINK",  # of a QR code that is read from afar
    "routes/attending.py": "HELLO FLOOD GRACE _AGAIN",  # as the browser comes again
    "rooms/codes.py": "LENGTH",  # as it is read out
    "rooms/messages.py": "MAX_BYTES LONGEST_QUERY _LATEST",  # more than any
    "rooms/rates.py": "REMEMBERED",  # some bytes each
    "rooms/outbox.py": "WAITING",
    "rooms/live.py": "POINTS",
    "rooms/hub.py": "TABS",
    "rooms/through_redis.py": "PATIENCE SILENCE CONNECTIONS",  # shorter than a person waits
    "stage/stage.py": "MOST_REELS",  # of a page
    "ui/questions.py": "FEWEST MOST",
    "ui/knobs.py": "MAX_BUTTONS",
    "ui/screen.py": "MOST",  # of a page
    "log.py": "LONGEST",
}
"""The numbers of the parts that serve which are no host's to set: how the parts work together, and what a page is."""


def _numbers(source: str) -> set[str]:
    """The names of a module that are numbers, or arithmetic of numbers."""
    found = set()
    for node in ast.parse(source).body:
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
            arithmetic = (ast.BinOp, ast.UnaryOp, ast.Constant, ast.operator, ast.unaryop)
            constants = [part for part in ast.walk(node.value) if isinstance(part, ast.Constant)]
            if all(isinstance(part, arithmetic) for part in ast.walk(node.value)) and all(
                isinstance(part.value, (int, float)) for part in constants
            ):
                found |= {
                    ast.unparse(target) for target in (node.targets if hasattr(node, "targets") else [node.target])
                }
    return found


def test_every_number_of_the_parts_that_serve_is_a_setting_or_decided_not_to_be_one() -> None:
    components = ROOT / "components"
    found = {
        str(path.relative_to(components)): numbers
        for pattern in SERVING
        for path in components.glob(pattern)
        if (numbers := _numbers(path.read_text(encoding="utf-8")))
    }
    assert found == {place: set(names.split()) for place, names in NO_SETTINGS.items()}
