"""The program of a ball on a surface: a whole PyTorch script, which prints the very heights that the film shows."""

from __future__ import annotations

import ast

from components.programs.line import CodeLine
from components.spec import Descent


def script(spec: Descent) -> str:
    """The program as text: it prints the height before every step and after the last, in full."""
    return "\n".join(line.text for line in lines(spec)) + "\n"


def lines(spec: Descent) -> list[CodeLine]:
    """Imports, the function, the start, and the loop."""
    more = "".join(f", {name}={value!r}" for name, value in spec.keywords.items())
    head = ["import torch", *(["import torch.nn.functional as F"] if "F." in spec.text else []), ""]
    head += [*_function(spec.text), ""]
    head.append(f"ball = torch.tensor([{spec.x!r}, {spec.y!r}], dtype=torch.float64, requires_grad=True)")
    head.append(f"opt = torch.optim.{spec.rule.written}([ball], lr={spec.lr!r}{more})")
    if spec.noise:
        head.append(f"chance = torch.Generator().manual_seed({spec.seed})")
    body: list[tuple[str, str | None]] = [
        ("loss = f(*ball)", "backward"),
        ("print(repr(loss.item()))", None),
        ("loss.backward()", "backward"),
    ]
    if spec.noise:
        drawn = f"ball.grad += {spec.noise!r} * torch.randn(2, generator=chance, dtype=torch.float64)"
        body.append((drawn, "backward"))
    body += [("opt.step()", "update"), ("opt.zero_grad()", "update")]
    loop = [CodeLine(f"for step in range({spec.steps}):"), *(CodeLine(f"    {text}", phase) for text, phase in body)]
    return [*map(CodeLine, [*head, ""]), *loop, CodeLine(""), CodeLine("print(repr(f(*ball).item()))")]


def _function(text: str) -> list[str]:
    """The text as a Python function: its last line is what it returns."""
    statements = ast.parse(text.strip()).body
    said = [ast.get_source_segment(text.strip(), statement) or "" for statement in statements]
    last = statements[-1]
    if isinstance(last, ast.Assign):
        said.append(ast.unparse(last.targets[0]))
    said[-1] = f"return {said[-1]}"
    return ["def f(x, y):", *(f"    {line}" for statement in said for line in statement.splitlines())]
