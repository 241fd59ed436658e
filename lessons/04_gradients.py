"""Gradients
**If you turn one number, how far does the result move?** Values go forward, gradients come back. Turn one and watch.
"""

from typing import Any

from components.pictures import graph
from components.spec import Formula
from components.ui import (
    Node,
    alongside,
    choice,
    do,
    equal,
    lesson,
    number,
    present,
    questions,
    try_it,
)

# What the text speaks of. Each button begins with it, so that its numbers are those of the text.
START: dict[str, Any] = {"text": "w * x + b", "x": 3.0, "w": 4.0, "b": 5.0, "needs": "wb", "calls": 1}

lesson(
    __doc__,
    start=Formula(),
    speed=1,
    body=(
        alongside(
            graph,
            """
            ## First by hand
            With $x = 3$, $w = 4$ and $b = 5$, the result is $y = 4 \\cdot 3 + 5$ = :blue[**17**].

            What happens to $y$ when $w$ grows by 1? There is one more $x$ in it, so $y$ grows by 3. And when $b$ grows
            by 1, $y$ grows by 1. These two numbers are the **gradients** of $w$ and $b$:

            $$\\frac{\\partial y}{\\partial w} = x = 3 \\qquad \\frac{\\partial y}{\\partial b} = 1$$

            The round $\\partial$ says that this is a **partial derivative**: one variable changes, all others hold
            still. The word gradient is used for derivatives by many numbers, and PyTorch shortens it to `grad`. In the
            lines below the graph, dy/dw means the same. Drag the slider of x: :orange[**w.grad**] follows it, for it
            *is* x.
            """,
            (
                try_it("x = 3, w = 4, b = 5", **START),
                try_it("Let x be −2", t=7, **{**START, "x": -2.0}),
            ),
            """
            ## Nobody asked for x
            `x.grad` is **None**, not 0. Its switch **requires_grad** is off, so PyTorch never computes dy/dx, and the
            dashed line carries nothing back. Switch it on: dy/dx is $w$.

            Not asking saves work. In training, the data is given and only the weights and biases can change, so only
            they ask. With 30 million numbers of data, this saves time, memory and energy. If nobody asks at all,
            PyTorch records nothing, and `backward` has nowhere to go. The same happens where a formula leaves the
            tensors: `w.item()` takes the plain number out.
            """,
            (
                try_it("x asks, too", **{**START, "needs": "xwb"}),
                try_it("Nobody asks", **{**START, "needs": "none"}),
                try_it("Taken out", **{**START, "text": "w.item() * x"}),
                try_it("A whole number asks", **{**START, "text": "torch.tensor(3, requires_grad=True) * x"}),
            ),
            """
            ## One line, one factor
            `y.backward()` starts at the result with dy/dy = 1 and goes back, operation by operation, in the order you
            see. Each operation knows its own small derivative, which stands on its lines: a product hands back the
            *other* number, a sum hands back 1. Going back along a line means multiplying by what stands on it. That is
            the chain rule, here with $p = w \\cdot x$ and $x = 3$:

            $$
            \\frac{\\partial y}{\\partial w} =
            \\frac{\\partial y}{\\partial p} \\cdot \\frac{\\partial p}{\\partial w} = 1 \\cdot 3
            $$

            Longer formulas are only longer chains. Where a variable is used twice, its gradient comes back in two
            parts, and they are added.
            """,
            (
                try_it("w * x + b", **START),
                try_it("(w * x + b) ** 2", **{**START, "text": "(w * x + b) ** 2"}),
                try_it("torch.sin(w * x) + b", **{**START, "text": "torch.sin(w * x) + b"}),
                try_it("w used twice", **{**START, "text": "w * x + w ** 2"}),
            ),
            """
            ## Backward twice
            With $x = 3$, call `backward` a second time and look at `w.grad`: it is 3 + 3 = :orange[**6**]. PyTorch does
            not replace a gradient, it **adds** the new one to what is there. That is handy for the two parts above, and
            a trap in training: there, every step needs a fresh gradient, so you have to set the old one to zero first.
            """,
            (
                try_it("Backward twice", **{**START, "calls": 2}),
                try_it("Three times", **{**START, "calls": 3}),
            ),
            """
            (To allow the second call, this page asks PyTorch to keep the graph: `y.backward(retain_graph=True)`.
            Otherwise PyTorch throws it away after the first.)

            The names in the cards, like `MulBackward0`, are PyTorch's own: the functions that it recorded on the way
            forward and calls on the way back.
            """,
        ),
        questions(
            do(
                "Turn one slider until `w.grad` is −2.",
                until=equal(Node("w", "gradient"), -2, within=0.001),
                solved_by={"x": -2},
                hint="In `w * x + b`, how much larger does y get when w grows by one? Which of the three sliders "
                "decides that?",
                because="In `w * x + b` the derivative dy/dw is x. So x has to be −2, and w itself does not matter.",
            ),
            do(
                "Let `x` have a gradient, too.",
                until=present(Node("x", "gradient")),
                solved_by={"needs": "xwb"},
                hint="Autograd keeps a gradient only for what asks for one. In the picture every variable has a "
                "switch for that.",
                because="Without `requires_grad`, autograd keeps no way back to it. Switched on, it gets dy/dx.",
            ),
            number(
                "x = 3, w = 4, b = 5 and `y = w * x + b`. `backward` is called three times. What is `w.grad` then?",
                answer=9,
                within=0,
                hint="How much does one call add to `w.grad`? And what does the next call do with what is there "
                "already?",
                because="Each call adds dy/dw = 3 to what is there: 3 + 3 + 3 = 9. PyTorch never replaces a gradient.",
            ),
            number(
                "And for `y = (w * x + b) ** 2`, with one call: what is `b.grad`?",
                answer=34,
                within=0,
                hint="Go back one step at a time. What does the square hand to the sum before it, and does a sum "
                "change it for b?",
                because="The square hands back 2 · 17 = 34, and the sum hands it on to b times 1. For w it is 34 · 3 "
                "= 102.",
            ),
            choice(
                "In training, why do the data not ask for gradients?",
                (
                    "PyTorch cannot compute them",
                    "They are given and will not be changed, so computing them would be wasted work",
                    "Their gradients are always 0",
                ),
                right=1,
                hint="What would an update do with a gradient of the data?",
                because="Only weights and biases can learn. With 30 million numbers of data, not asking saves time and "
                "memory.",
            ),
        ),
    ),
)
