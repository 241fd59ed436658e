"""Where a machine has no WebKit, and none may be installed, the command for the tests says what to do and goes on."""

import re
from pathlib import Path
from unittest.mock import Mock

import pytest

from tests import __main__ as command
from tests import webkit

BOTH = "Install WebKitWebDriver and Xvfb: on Debian and Ubuntu, with `apt-get install webkit2gtk-driver xvfb`."
SCREEN = "Install Xvfb: on Debian and Ubuntu, with `apt-get install xvfb`."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on PATH of a machine with Linux; it holds no program."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    return tmp_path


def add(folder: Path, name: str) -> None:
    (folder / name).touch(mode=0o755)


def test_says_what_is_missing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command.find_webkit()
    assert BOTH in capsys.readouterr().out
    with pytest.raises(RuntimeError, match=re.escape(BOTH)), webkit.running():
        pass
    add(folder, "WebKitWebDriver")
    command.find_webkit()
    assert SCREEN in capsys.readouterr().out
    add(folder, "Xvfb")
    command.find_webkit()
    assert capsys.readouterr().out == ""


def test_installs_what_is_missing_and_no_more(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install = Mock(return_value=True)
    monkeypatch.setattr(command, "install", install)
    add(folder, "Xvfb")
    command.find_webkit()
    install.assert_called_once_with("webkit2gtk-driver")


@pytest.mark.usefixtures("folder")
def test_is_left_out_where_there_is_none(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    command.find_webkit()
    assert "for Linux" in capsys.readouterr().out
