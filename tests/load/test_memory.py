"""Memory after 200 different runs, sweeps, landscapes and surfaces, and after more: within the settings."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count, cycle, islice, pairwise
from pathlib import Path
from typing import Final
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil
import pytest

from components.spec import Descent, RunSpec, Subject, Surface, Sweep
from components.spec.choices import ACTIVATIONS, OPTIMIZERS
from components.spec.surfaces import PRESETS, pack_window
from tests.server import Server, serve

MIB: Final = 2**20
FINISHED, KEPT = 16 * MIB, 4 * MIB
"""What the worker may keep of histories and the server of answers: so little that 200 subjects fill both."""
COUNT: Final = 200
KINDS: Final = 5
BESIDE: Final = 32 * MIB
"""What else a process may grow by: drawings of so many subjects as each picture keeps, and what its allocator does not
give back."""
PATIENCE: Final = 120.0

Asked = tuple[Subject, tuple[str, ...]]


def subjects() -> Iterator[Asked]:
    """Different ones without end, a kind after the other, each with the pictures that pages show of it."""
    optimizers, activations, presets = cycle(OPTIMIZERS), cycle(ACTIVATIONS), cycle(PRESETS.values())
    for seed in count(1):
        run = RunSpec(seed=seed, epochs=2_000)
        network = RunSpec(
            model="network",
            problem="crops_15",
            scale="standardised",
            optimizer=next(optimizers),
            activation=next(activations),
            lr=0.01,
            epochs=300,
            seed=seed,
        )
        fields = next(presets).fields
        ball = replace(Descent(**fields), x=fields["x"] + seed / 1000, y=fields["y"] + seed / 1000)
        x0, x1, y0, y1 = ball.surface.ends
        yield run, ("weight_slices", "loss_curve", "predictions", "updates", "code")
        yield network, ("network", "landscape", "loss_curve", "sharpness")
        yield Sweep(run=replace(run, epochs=100).query()), ("heat_map",)
        yield Surface(ball.text, pack_window((x0, x1 + seed / 1000, y0, y1))), ("relief",)
        yield ball, ("contours", "cut", "descent_loss", "ball_program")


def ask(server: Server, asked: Iterable[Asked]) -> int:
    """Asks for each until it is whole; the bytes of all of them."""
    taken = 0
    for subject, pictures in asked:
        address = f"{server.url}/film?subject={subject.kind}&{subject.query()}&pictures={','.join(pictures)}"
        deadline, done = time.monotonic() + PATIENCE, False
        while not done:
            assert time.monotonic() < deadline, address
            try:
                with urlopen(address, timeout=PATIENCE) as reply:
                    done, content = reply.headers["x-film-done"] == "true", reply.read()
            except HTTPError as error:
                if error.code != 503:
                    raise
                time.sleep(0.1)
        taken += len(content)
    return taken


def memory(process: psutil.Process) -> int:
    """Bytes that a process has for itself."""
    return int(getattr(process.memory_full_info(), "uss", process.memory_info().rss))


def test_memory_stays_within_the_settings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both caches are made small, so that 200 subjects fill them, and 400 what pictures keep of drawings; as many more
    then add almost nothing."""
    limits = {"VIZ_MAX_FINISHED_BYTES": str(FINISHED), "VIZ_MAX_KEPT_BYTES": str(KEPT)}
    different = subjects()
    with serve(tmp_path / "server.log", environment=limits) as server:
        ask(server, islice(different, 2 * KINDS))  # whatever is imported late, and the worker that can do all
        worker = server.worker
        seen = [(memory(server.process), memory(worker))]
        for _ in range(3):
            taken = ask(server, islice(different, COUNT))
            assert taken > 4 * KEPT
            seen.append((memory(server.process), memory(worker)))
        assert server.worker == worker, "none has died of it"
        assert server.tracebacks() == []
    columns = zip(("server", "worker"), (KEPT, FINISHED), zip(*seen, strict=True), strict=True)
    for name, limit, (before, *after) in columns:
        more = [(now - then) / 1e6 for then, now in pairwise([before, *after])]
        with capsys.disabled():
            print(
                f"\nmemory of the {name}: {before / 1e6:.0f} MB; after {COUNT} runs, sweeps, landscapes and surfaces "
                f"{more[0]:.1f} MB more, of which it may keep {limit / 1e6:.1f}; after each {COUNT} others "
                f"{more[1]:.1f}, {more[2]:.1f} MB more"
            )
        assert after[-1] - before < limit + BESIDE
        assert after[2] - after[1] < 0.15 * (limit + BESIDE)
