"""What runs and is worth a word: PyTorch's warnings, whole, and a column that stretches against a row."""

from __future__ import annotations

import threading
import warnings

import pytest
import torch

from components.engine.expressions import Note, evaluate, evaluating, notes
from components.engine.expressions.calls import quiet
from components.engine.outcomes import outcome
from components.engine.slices import whole
from components.films.expression import film
from components.spec import Expression
from tests.films import read

LOSS = "F.mse_loss(torch.ones(5, 1), torch.tensor([1., 2, 3, 4, 5]))"


def noted(text: str) -> tuple[Note, ...]:
    return whole(notes(text, evaluate(text), evaluating))


# Which warn, and a piece of what PyTorch itself says.
WARNING = [
    (LOSS, "This will likely lead to incorrect results due to broadcasting."),
    ("F.l1_loss(torch.ones(5, 1), torch.ones(5))", "Please ensure they have the same size."),
    ("t4.T", "on tensors of dimension other than 2"),
    ("torch.ones(1).std()", "degrees of freedom is <= 0"),
    ("torch.cross(t3.t(), t3.t())", "without specifying the dim arg is deprecated"),
    ("torch.meshgrid(t2, t2)[0]", "it will be required to pass the indexing argument"),
]


@pytest.mark.parametrize(("text", "words"), WARNING, ids=[text for text, _ in WARNING])
def test_what_pytorch_warns_of_is_said_whole_and_each_time(text: str, words: str) -> None:
    for _ in range(2):
        said = [note.text for note in noted(text) if note.text.startswith("PyTorch warns: ")]
        assert len(said) == 1
        assert words in said[0]
        assert "Triggered" not in said[0]
        assert ".cpp" not in said[0]
        assert said[0].endswith((".", ")"))


def test_a_warning_is_pytorchs_own() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        torch.nn.functional.mse_loss(torch.ones(5, 1), torch.ones(5))
    assert noted("F.mse_loss(torch.ones(5, 1), torch.ones(5))")[-1].text == f"PyTorch warns: {caught[0].message}"


def test_another_threads_warnings_are_not_ours() -> None:
    def warn() -> None:
        warnings.warn("of another thread", UserWarning, stacklevel=1)

    with warnings.catch_warnings(record=True) as shown, quiet() as said:
        other = threading.Thread(target=warn)
        other.start()
        other.join()
        warnings.warn("of ours", UserWarning, stacklevel=1)
    assert [str(one.message) for one in shown] == ["of another thread"]
    assert said == ["of ours"]


# What stretches to a square, how many are counted, and what makes one of each.
SQUARES = [
    (
        "torch.ones(5, 1) - torch.ones(5)",
        "[5, 5]: 25 differences, not 5",
        "torch.ones(5, 1) - torch.ones(5).unsqueeze(1)",
    ),
    (LOSS, "25 differences, not 5", "F.mse_loss(torch.ones(5, 1), torch.tensor([1., 2, 3, 4, 5]).unsqueeze(1))"),
    ("x = t3[:, :1]\nx - t3[:, 0]", "9 differences, not 3", "x = t3[:, :1]\nx - t3[:, 0].unsqueeze(1)"),
    ("t3[:, 0] - t3[:, :1]", "9 differences, not 3", "t3[:, 0].unsqueeze(1) - t3[:, :1]"),
    ("(t3[:, :1] == t3[:, 0]).float().mean()", "9 comparisons", "(t3[:, :1] == t3[:, 0].unsqueeze(1)).float().mean()"),
    (
        "y = inputs[:, 0]\npredicted = inputs @ torch.ones(3, 1)\nF.huber_loss(predicted, y)",
        "predicted [5, 1] and y [5] stretch to [5, 5]",
        "y = inputs[:, 0]\npredicted = inputs @ torch.ones(3, 1)\nF.huber_loss(predicted, y.unsqueeze(1))",
    ),
    ("torch.sub(torch.ones(4, 1), t2)", "16 differences", "torch.sub(torch.ones(4, 1), t2.unsqueeze(1))"),
    ("torch.ones(4, 1).mul(t2)", "16 results", "torch.ones(4, 1).mul(t2.unsqueeze(1))"),
]


@pytest.mark.parametrize(("text", "words", "fix"), SQUARES, ids=[text for text, _, _ in SQUARES])
def test_a_column_against_a_row_is_said(text: str, words: str, fix: str) -> None:
    (note,) = [note for note in noted(text) if "stretch" in note.text]
    assert words in note.text
    assert note.fix == fix
    assert note.text.split("To pair them one to one: ")[1] in fix
    assert not [note for note in noted(fix) if "stretch" in note.text]


MEANT = [
    "inputs + torch.ones(3)",
    "torch.tensor([[1.], [2], [3]]) * torch.tensor([10., 20])",
    "t2.unsqueeze(1) * t2",
    "t2[:, None] - t2",
    "t2.reshape(-1, 1) + t2",
    "(t2.view(4, 1) * 2) - t2",
    "torch.outer(t2, t2)",
    "t3 - t3.mean(dim=1, keepdim=True)",
    "torch.ones(1, 1) + torch.ones(1)",
    "torch.ones(5, 1) @ torch.ones(1, 5)",
    "F.mse_loss(torch.ones(5, 1), torch.ones(5, 1))",
]


@pytest.mark.parametrize("text", MEANT)
def test_what_is_meant_to_stretch_is_let_be(text: str) -> None:
    assert noted(text) == ()


def test_the_film_shows_the_differences_and_carries_the_notes() -> None:
    header = read(film(Expression(text=LOSS), ("tensors",))).header
    drawn = header["pictures"]["tensors"]
    square, loss = drawn["scenes"][-2:]
    assert (square["style"], square["function"], loss["function"]) == ("zip", "sub", "mse_loss")
    assert drawn["tensors"][square["parts"][0]["output"]]["shape"] == [5, 5]
    assert drawn["tensors"][square["parts"][0]["output"]]["values"][:5] == [0, -1, -2, -3, -4]
    assert drawn["tensors"][drawn["result"]]["values"] == [6]
    assert [note["text"][:13] for note in header["noted"]] == ["[5, 1] and [5", "PyTorch warns"]


def test_a_card_says_it_too() -> None:
    found = outcome(LOSS)
    assert (found.status, found.text) == ("value", "tensor(6.)")
    assert len(found.notes) == 2
    assert type(found).load(found.dump()) == found
