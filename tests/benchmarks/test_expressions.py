"""Expressions: how soon a typed one moves, how smoothly many cells do, and what it takes to know where all come from.

What is asserted are ratios within the same run; the numbers of README are printed beside them.
"""

from __future__ import annotations

import statistics
from time import perf_counter

import pytest
import torch

from components.engine.expressions import depends, evaluate
from components.ui.examples import EXAMPLES
from tests.benchmarks.frames import SHARE, scene, smoothest
from tests.browser.stage import ready
from tests.conftest import OpenPage

ROUNDS = 15
PREDICT = "w = torch.randn(2, 3)\nb = torch.randn(2)\ninputs @ w.t() + b"
TEXTS = [text for group, texts in EXAMPLES.items() if group != "It breaks" for text in texts]

TYPE = """(text) => new Promise((resolve) => {
    const box = document.querySelector(".box-text");
    const bar = document.querySelector(".stage-bar");
    const shown = new MutationObserver(() => {
        shown.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begun)));
    });
    shown.observe(bar, { attributeFilter: ["data-film"] });
    box.value = text;
    const begun = performance.now();
    box.dispatchEvent(new Event("input", { bubbles: true }));
})"""


def one_by_one(w: torch.Tensor, b: torch.Tensor, inputs: torch.Tensor) -> list[torch.Tensor]:
    """The same dependencies by plain autograd: one backward pass for each output element."""
    for tensor in (w, b, inputs):
        tensor.requires_grad_()
    outputs = (inputs @ w.t() + b).flatten()
    return [
        torch.cat([grad.flatten() for grad in torch.autograd.grad(output, (inputs, w, b), retain_graph=True)]) != 0
        for output in outputs
    ]


def test_dependencies_of_a_prediction(capsys: pytest.CaptureFixture[str]) -> None:
    steps = evaluate(PREDICT)
    names = {step.name: step.value for step in steps}
    whole, plain = [], []
    for _ in range(ROUNDS):
        begun = perf_counter()
        for step in steps:
            depends(step)
        known = perf_counter()
        one_by_one(names["w"].clone(), names["b"].clone(), names["inputs"].clone())
        whole.append(known - begun)
        plain.append(perf_counter() - known)
    ours, theirs = 1000 * statistics.median(whole), 1000 * statistics.median(plain)
    with capsys.disabled():
        print(
            f"\ndependencies of 5x3 @ 3x2 + b, all steps: {ours:.1f} ms; by one backward pass a number {theirs:.1f} ms"
        )
    assert ours < 10 * theirs


def test_a_typed_expression_soon_moves(open_page: OpenPage, capsys: pytest.CaptureFixture[str]) -> None:
    page = ready(open_page("/tensor-functions", width=1440, height=900))
    first = [page.evaluate(TYPE, text) for text in TEXTS]
    again = [page.evaluate(TYPE, text) for text in TEXTS]
    new, known = statistics.median(first), statistics.median(again)
    with capsys.disabled():
        print(
            f"\nfrom typing to the moving picture, {len(TEXTS)} expressions: median {new:.0f} ms, "
            f"slowest {max(first):.0f} ms; one that the page knows {known:.0f} ms"
        )
    assert new < 8 * known, "to evaluate and to fetch costs little more than to draw what is there"


def test_sixty_cells_move_smoothly(open_page: OpenPage, capsys: pytest.CaptureFixture[str]) -> None:
    page = ready(open_page("/tensor-functions?text=torch.rand(6,%2010).flip(0)", width=1440, height=900))
    page.wait_for_function("document.querySelector('.stage-key-play').getAttribute('aria-label') === 'Play'")
    rests = scene(page)
    page.get_by_role("button", name="Loop", exact=True).click()
    playing = smoothest(page, rests)
    with capsys.disabled():
        print(f"\n60 cells moving: {playing}; a scene on the same page at rest: {rests.rate:.1f} frames/s")
    assert playing.rate > SHARE * rests.rate
