"""How a program begins: the start that its model draws, or another one, and the numbers that were set by hand."""

from __future__ import annotations

from collections.abc import Sequence

from components.engine import problem
from components.spec import RunSpec, weight_names


def kind(spec: RunSpec) -> str:
    """The run's precision as an argument behind others; nothing where it is PyTorch's own."""
    return "" if spec.dtype == "float32" else f", dtype=torch.{spec.dtype}"


def tensors(spec: RunSpec) -> list[str]:
    """The lines that make w and b of the model from scratch."""
    _, d, k = problem(spec).shape
    placed = "" if spec.device == "cpu" else f'.to("{spec.device}")'
    seed = f"torch.manual_seed({spec.seed})"
    if not spec.draw.written:
        return [
            seed,
            f"start = nn.Linear({d}, {k}{kind(spec)})  # only for its random numbers",
            f"w = start.weight.detach().clone(){placed}.requires_grad_()",
            f"b = start.bias.detach().clone(){placed}.requires_grad_()",
        ]
    asked, tail = ("", f"{placed}.requires_grad_()") if placed else (", requires_grad=True", "")
    lines = [
        f"{name} = torch.{spec.draw.written}({shape}{kind(spec)}{asked}){tail}"
        for name, shape in (("w", f"{k}, {d}"), ("b", k))
    ]
    return [seed, *lines] if spec.draw.random else lines


def module(spec: RunSpec, made: Sequence[str]) -> list[str]:
    """The lines that make a model of PyTorch's parts, `made` by these, with another start where it is asked for."""
    seed = f"torch.manual_seed({spec.seed})"
    if not spec.draw.written:
        return [seed, *made]
    seeded = [seed] if spec.draw.random else []  # behind the model, which draws its own start
    return [
        *made,
        *seeded,
        f"with torch.no_grad():  # the start: {spec.draw.label}",
        "    for p in model.parameters():",
        f"        p.copy_(torch.{spec.draw.written}(p.shape{kind(spec)}))",
    ]


def by_hand(spec: RunSpec, w: str = "w", b: str = "b") -> list[str]:
    """The lines that set them; none where none was set. `w` and `b` are what the program calls its parameters."""
    _, d, k = problem(spec).shape
    places = [
        *(f"{w}[{row}, {column}]" for row in range(k) for column in range(d)),
        *(f"{b}[{row}]" for row in range(k)),
    ]
    numbers = spec.set_by_hand
    lines = [
        f"    {place} = {numbers[name]!r}"
        for name, place in zip(weight_names(d, k), places, strict=True)
        if name in numbers
    ]
    return ["with torch.no_grad():  # the start by hand", *lines] if lines else []
