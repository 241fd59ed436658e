"""What a host may set: each limit has a unit and a reason, and what cannot be is refused with a sentence."""

from __future__ import annotations

from dataclasses import fields

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
