"""Who may import whom: the laws that keep training, drawing and showing apart."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SPEC, VERSION, SETTINGS, LOG, GARBAGE = (
    f"components.{name}" for name in ("spec", "version", "settings", "log", "garbage")
)
FILES = sorted([ROOT / "viz_app.py", *ROOT.glob("components/**/*.py"), *ROOT.glob("lessons/*.py")])


def under(name: str, roots: Iterable[str]) -> bool:
    """Whether a module is one of the roots or lies in one; in a root, * stands for anything."""
    return any(fnmatch(name, root) or fnmatch(name, f"{root}.*") for root in roots)


@dataclass(frozen=True)
class Law:
    """The files matching `where` may import the standard library and what is under `may`, nothing under `never`."""

    where: str
    may: tuple[str, ...]
    never: tuple[str, ...] = ()

    def allows(self, names: tuple[str, ...]) -> bool:
        """Whether an import that may mean any of these modules is lawful."""
        possible = any(under(name, self.may) or under(name, sys.stdlib_module_names) for name in names)
        return possible and not any(under(name, self.never) for name in names)


ENGINE, PROGRAMS = "components.engine", "components.programs"
PICTURES, FILMS = "components.pictures", "components.films"
DRAW = (PROGRAMS, FILMS, "components.pictures.*.draw")
"""What writes programs and draws: it loads in the worker alone."""
WORKER, ROUTES, ROOMS = "components.worker", "components.routes", "components.rooms"
CLIENT = tuple(
    f"components.worker.{name}" for name in ("client", "examples", "messages", "rates", "shares", "tables", "takes")
)
EXPORTS = "components.exports"
WRITES = (SPEC, ENGINE, PROGRAMS, FILMS, EXPORTS)
PROCESS = (SETTINGS, GARBAGE, ENGINE, EXPORTS, PROGRAMS, FILMS, PICTURES, SPEC, WORKER)
STAGE, UI = "components.stage", "components.ui"
SHOWN = (SPEC, PICTURES, STAGE, UI)

LAWS = (  # the first that matches a file is its law
    Law("components/__init__.py", ()),
    Law("components/spec/*.py", (SPEC,)),
    Law("components/spec/tables/*.py", (SPEC,)),
    Law("components/version.py", ()),
    Law("components/settings.py", ()),
    Law("components/garbage.py", ()),
    Law("components/log.py", (SETTINGS,)),
    Law("components/engine/*.py", ("torch", "numpy", SPEC, ENGINE)),
    Law("components/engine/data/*.py", ("numpy", SPEC, "components.engine.slices", "components.engine.data")),
    Law("components/engine/stability/*.py", ("numpy", SPEC, ENGINE)),
    Law("components/engine/expressions/*.py", ("torch", SPEC, ENGINE)),
    Law("components/exports/state_dict.py", ("torch", *WRITES)),
    Law("components/exports/history_parquet.py", ("numpy", "pyarrow", *WRITES)),
    Law("components/exports/*.py", ("nbformat", "numpy", *WRITES)),
    Law("components/programs/*.py", ("numpy", ENGINE, SPEC, PROGRAMS)),
    Law("components/films/run.py", ("numpy", ENGINE, SPEC, FILMS, PICTURES), never=DRAW[2:]),
    Law("components/films/*.py", ("plotly", "numpy", ENGINE, SPEC, PROGRAMS, FILMS)),
    Law("components/pictures/*/draw.py", ("plotly", "numpy", ENGINE, SPEC, PROGRAMS, FILMS, PICTURES)),
    Law("components/pictures/*/*.py", ("components.pictures.picture",)),
    Law("components/pictures/*.py", (SPEC, PICTURES), never=DRAW),
    Law("components/worker/__main__.py", PROCESS),
    Law("components/worker/service.py", PROCESS),
    Law("components/worker/jobs/*.py", PROCESS),
    Law("components/worker/fork_server.py", PROCESS),
    Law("components/worker/process.py", (*PROCESS, LOG)),
    Law("components/worker/*.py", (SETTINGS, SPEC, VERSION, PICTURES, WORKER), never=DRAW),
    Law("components/rooms/through_redis.py", ("redis", SETTINGS, SPEC, ROOMS)),
    Law("components/rooms/*.py", (SETTINGS, SPEC, ROOMS)),
    Law("components/routes/rooms.py", ("segno", "starlette", SPEC, ROOMS, ROUTES)),
    Law("components/routes/*.py", ("starlette", ROOMS, SETTINGS, SPEC, VERSION, *CLIENT, ROUTES)),
    Law("components/ui/host.py", ("streamlit",)),
    Law(
        "components/stage/*.py",
        ("streamlit", SETTINGS, VERSION, SPEC, PICTURES, STAGE, "components.ui.host"),
        never=DRAW,
    ),
    Law("components/ui/*.py", ("streamlit", *SHOWN), never=DRAW),
    Law("lessons/*.py", (SPEC, PICTURES, UI), never=DRAW),
    Law("viz_app.py", ("streamlit", "starlette", LOG, GARBAGE, *CLIENT, ROOMS, ROUTES, *SHOWN), never=DRAW),
)


def law_of(path: Path) -> Law:
    place = path.relative_to(ROOT)
    return next(law for law in LAWS if place.match(law.where) and len(place.parts) == law.where.count("/") + 1)


def imports(source: str, package: str) -> Iterator[tuple[str, ...]]:
    """For each import anywhere in a source, the modules it may mean: `from a import b` is a.b, or the name b of a."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((alias.name,) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*above, *filter(None, [node.module])])
            yield from ((module, f"{module}.{alias.name}") for alias in node.names)


def offences(source: str, package: str, law: Law) -> list[str]:
    """The imports of a source that its law does not allow."""
    return [names[-1] for names in imports(source, package) if not law.allows(names)]


def module(path: Path) -> str:
    """The name by which a file is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def ties(sources: dict[str, str]) -> dict[str, set[str]]:
    """For each module, those of the others that it imports anywhere, be it for its types alone.

    Of `from a import b` that is the module a.b where there is one, else a.
    """
    found: dict[str, set[str]] = {}
    for name, source in sources.items():
        package = name if any(other.startswith(f"{name}.") for other in sources) else name.rpartition(".")[0]
        meant = (next((one for one in reversed(names) if one in sources), "") for names in imports(source, package))
        found[name] = {one for one in meant if one}
    return found


def circle(ties: dict[str, set[str]]) -> list[str]:
    """Modules of which each imports the next, and the last the first; empty where there are none."""
    left = {name: set(others) for name, others in ties.items()}
    while ends := {name for name, others in left.items() if not others}:
        left = {name: others - ends for name, others in left.items() if name not in ends}
    way: list[str] = []
    name = min(left, default="")
    while left and name not in way:
        way.append(name)
        name = min(left[name])
    return way[way.index(name) :] if way else []


def fresh(*modules: str) -> set[str]:
    """The modules that are loaded once a new interpreter has imported the given ones."""
    code = f"import sys; import {', '.join(modules)}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_keeps_its_law(path: Path) -> None:
    package = ".".join(path.relative_to(ROOT).parent.parts)
    assert offences(path.read_text(encoding="utf-8"), package, law_of(path)) == []


@pytest.mark.parametrize(
    ("place", "source"),
    [
        ("components/spec/run.py", "import numpy"),
        ("components/exports/notebook.py", "import nbclient"),
        ("components/engine/history.py", "import streamlit as st"),
        ("components/engine/history.py", "from ..pictures import PICTURES"),
        ("components/pictures/__init__.py", "from components.pictures.updates import draw"),
        ("components/pictures/__init__.py", "from .updates.draw import draw"),
        ("components/pictures/updates/handle.py", "from components.films import marks"),
        ("components/pictures/updates/draw.py", "def film():\n    import torch"),
        ("components/programs/run.py", "import torch"),
        ("components/engine/history.py", "from components.programs import script"),
        ("components/films/axes.py", "from components.pictures import updates"),
        ("components/worker/client.py", "from components.films.run import film"),
        ("components/worker/client.py", "from components.engine import run"),
        ("components/worker/__main__.py", "import starlette.routing"),
        ("components/rooms/hub.py", "import starlette.websockets"),
        ("components/rooms/hub.py", "from redis import asyncio"),
        ("components/rooms/hub.py", "from components.routes import asking"),
        ("components/routes/__init__.py", "import streamlit"),
        ("components/stage/stage.py", "from components.ui import lesson"),
        ("components/ui/host.py", "from components.ui import site"),
        ("components/ui/__init__.py", "from components import engine"),
        ("lessons/01_one.py", "import streamlit"),
        ("lessons/01_one.py", "from components.stage import stage"),
        ("viz_app.py", "import plotly.graph_objects"),
    ],
)
def test_a_forbidden_import_is_found(place: str, source: str) -> None:
    path = ROOT / place
    assert offences(source, ".".join(Path(place).parent.parts), law_of(path))


def test_imports_never_go_in_a_circle() -> None:
    assert circle(ties({module(path): path.read_text(encoding="utf-8") for path in FILES})) == []


def test_a_circle_is_found_even_where_it_is_of_types_alone() -> None:
    hidden = "if TYPE_CHECKING:\n    from a.one import One"
    sources = {"a": "from a.one import One", "a.one": "from a import two", "a.two": "from .three import x"}
    assert circle(ties(sources | {"a.three": ""})) == []
    assert sorted(circle(ties(sources | {"a.three": hidden}))) == ["a.one", "a.three", "a.two"]


def test_training_needs_no_web() -> None:
    loaded = fresh("components.engine")
    assert "torch" in loaded
    assert not loaded & {"streamlit", "starlette", "plotly"}


@pytest.mark.parametrize(
    "module",
    ["components.spec", "components.pictures", "components.worker.examples", "components.rooms", "components.routes"],
)
def test_the_server_side_needs_no_torch_and_no_plotly(module: str) -> None:
    never = ("torch", "plotly", "numpy", "nbformat", "pyarrow", "streamlit", ENGINE, EXPORTS, *DRAW)
    assert not [name for name in fresh(module) if under(name, never)]


def test_showing_adds_no_torch_and_no_plotly_to_streamlit() -> None:
    # Streamlit 1.67 itself loads a part of an installed plotly (elements/plotly_chart.py, for its theme): 16 MB.
    added = fresh("components.ui", "components.stage.stage") - fresh("streamlit")
    assert "components.ui.lesson" in added
    assert not [name for name in added if under(name, ("torch", "plotly", "nbformat", ENGINE, EXPORTS, *DRAW))]
