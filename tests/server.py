"""Starts the site as a visitor meets it, in a process of its own, and ends it without a trace."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Server:
    """A running site: its address (no slash at the end), its process, and the file that its output goes to."""

    url: str
    process: psutil.Process
    log: Path

    @property
    def worker(self) -> psutil.Process:
        """The server's worker process, not the one that forks workers, if there is one. Raises LookupError if none
        runs."""
        found = [child for child in self.process.children(recursive=True) if "components.worker" in child.cmdline()]
        forked = [child for child in found if child.ppid() != self.process.pid]
        if not found:
            raise LookupError("The server has no worker process.")
        return (forked or found)[-1]

    def tracebacks(self) -> list[str]:
        """The lines of the log that a traceback starts with, each with what follows it."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        return [part[:3000] for part in text.split("Traceback (most recent call last)")[1:]]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_healthy(process: subprocess.Popen[bytes], url: str, log: Path, seconds: float) -> None:
    """Return when the server answers. Raises RuntimeError with the end of its log if it ends or is late."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{url}/_stcore/health", timeout=1) as reply:
                if reply.status == 200:
                    return
        except (URLError, OSError):
            pass
        time.sleep(0.05)
    why = "did not answer" if process.poll() is None else f"ended with status {process.returncode}"
    raise RuntimeError(f"The server {why}:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")


def end(process: subprocess.Popen[bytes]) -> None:
    """End the server and all that it started: asked first, then forced."""
    for number, seconds in ((signal.SIGTERM, 5), (signal.SIGKILL, 5)):
        try:
            os.killpg(process.pid, number)
            process.wait(seconds)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


def with_lesson(folder: Path, name: str, text: str) -> Path:
    """A copy of the project, in a new folder, that has one more lesson."""
    for part in ("components", "lessons", ".streamlit"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "viz_app.py", folder)
    (folder / "lessons" / name).write_text(text, encoding="utf-8")
    return folder


@contextmanager
def serve(
    log: Path,
    *,
    root: Path = ROOT,
    app: str = "viz_app.py",
    port: int | None = None,
    environment: Mapping[str, str] | None = None,
    seconds: float = 60,
) -> Iterator[Server]:
    """Run an app of a project until the block ends; `log` receives all that the server and its worker print."""
    port = port or free_port()
    url, command = f"http://127.0.0.1:{port}", [sys.executable, "-m", "streamlit", "run", str(root / app)]
    options = ["--server.headless", "true", "--server.port", str(port), "--server.address", "127.0.0.1"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, *options],
            cwd=root,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            wait_until_healthy(process, url, log, seconds)
            yield Server(url, psutil.Process(process.pid), log)
        finally:
            end(process)
