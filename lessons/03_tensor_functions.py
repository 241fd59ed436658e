"""Tensor functions
**What can you do with tensors?** A function takes some and makes a new one. Watch each number **travel** from where it
was to where it ends up.
"""

from components.pictures import tensors
from components.spec import Expression
from components.ui import (
    Dimensions,
    Header,
    Result,
    Shape,
    all_of,
    alongside,
    choice,
    contains,
    do,
    equal,
    function_cards,
    lesson,
    number,
    questions,
    try_it,
)

CAT = "t7 = torch.cat((t3, t6))"
PREDICT = "w = torch.tensor([[0.3, 0.5, 0.2], [0.4, 0.7, 0.1]])\nb = torch.tensor([1., 2])\ninputs @ w.t() + b"

lesson(
    __doc__,
    start=Expression(text=CAT),
    speed=1,
    body=(
        alongside(
            tensors,
            (
                try_it("Fill", text="t6 = torch.full((3, 2), 42)"),
                try_it("Join", text=CAT),
                try_it("Sine", text="torch.sin(t3)"),
                try_it("Reshape", text="t3.reshape(2, 3)"),
                try_it("Transpose", text="t3.t()"),
                try_it("Add up", text="t3.sum()"),
                try_it("Multiply matrices", text="t3 @ torch.tensor([[1., 0, 2], [0, 1, 1]])"),
                try_it("All together", text="t7 = torch.cat((t3, t6))\ntorch.sin(t7).reshape(3, 2, 2)"),
            ),
            """
            ## Make, join, change, reshape
            `torch.full((3, 2), 42)` makes a tensor of shape `[3, 2]` and fills it with 42. It has no dot, so it holds
            whole numbers, `int64`.

            `torch.cat` joins tensors. Without a second argument it joins them along dimension 0: rows below rows. With
            `dim=1` it puts them side by side. All other sizes must agree:
            """,
            (
                try_it("Rows below rows", text="torch.cat((t3, t6))"),
                try_it("Side by side", text="torch.cat((t3, t6), dim=1)"),
                try_it("It does not fit", text="torch.cat((t3, torch.zeros(2, 3)))"),
            ),
            """
            `torch.sin` works element by element: the shape stays, each number changes by itself. `reshape` does the
            opposite: the numbers stay, and also their order, row by row. Only the shape is new. So it must have a place
            for every number:
            """,
            (
                try_it("6 numbers, 2 rows", text="t3.reshape(2, 3)"),
                try_it("One row of 6", text="t3.reshape(6)"),
                try_it("Into a cuboid", text="torch.cat((t3, t6)).reshape(3, 2, 2)"),
                try_it("It does not fit", text="t3.reshape(4, 2)"),
            ),
            """
            Reshape and transpose look alike and are not. `t3.t()` turns rows into columns. `t3.reshape(2, 3)` keeps the
            order of the numbers. Switch the colour to **Origin** and compare where the numbers end up.

            ## Smaller meets larger
            `+`, `-`, `*` and `/` work element by element. If one tensor is smaller, PyTorch stretches it: this is
            called **broadcasting**. Shapes are compared from the right, and each pair of sizes must be equal, or one of
            them 1. The faint copies are the stretching; no memory is used for them.
            """,
            (
                try_it("A number to all", text="t3 * 10"),
                try_it("A row to all rows", text="t3 + torch.tensor([100., 200])"),
                try_it("Row and column", text="torch.tensor([[1.], [2], [3]]) * torch.tensor([10., 20])"),
                try_it("It does not fit", text="t3 + torch.tensor([100., 200, 300])"),
            ),
            """
            ## Many numbers become one
            `sum`, `mean` and `max` let numbers fall together: all of them, or those of each column (`dim=0`) or each
            row (`dim=1`). `numel` counts how many there are.
            """,
            (
                try_it("All", text="t3.sum()"),
                try_it("Each column", text="t3.sum(dim=0)"),
                try_it("Each row", text="t3.mean(dim=1)"),
                try_it("Mean by hand", text="torch.sum(t3) / t3.numel()"),
            ),
            """
            ## Rows times columns
            `@` multiplies matrices. For one number of the result, a row of the left matrix meets a column of the right
            one: multiply pair by pair, and add up. A model does just this, with five regions and their weather in
            `inputs`. You will meet it again:
            """,
            (
                try_it("Predict the harvest", text=PREDICT),
                try_it("Times is not @", text="t3 * t3"),
                try_it("It does not fit", text="inputs @ t3.t()"),
            ),
            """
            ## Cut pieces out
            An index picks, a slice `from:to` cuts, and a comparison filters. Counting starts at 0:
            """,
            (
                try_it("One row", text="t3[1]"),
                try_it("The last two", text="t2[-2:]"),
                try_it("A column", text="inputs[:, 0]"),
                try_it("Only the large", text="t3[t3 > 7]"),
                try_it("Too far", text="t3[3]"),
            ),
            """
            ## Function or method
            `torch.sum(t3)` and `t3.sum()` are the same. There are about a thousand operations; this page knows more
            than three hundred. Look them up in [PyTorch's
            documentation](https://docs.pytorch.org/docs/stable/torch.html), and type any expression into the box. Ready
            for you: `t1` to `t4` from the lesson before, `t6`, and the crop data `inputs` and `targets`. Each line may
            give its result a name.
            """,
        ),
        """
        ## Your five functions
        Now it is your turn: choose five functions and show each of them at work. Two examples that run, and one that
        breaks, because you know a function only when you know where it ends. Everything you write here stands in the
        address of this page, so its link brings it back.
        """,
        function_cards(),
        questions(
            do(
                "Create a tensor of 3 rows and 4 columns, filled with 7, without typing 7 more than once.",
                until=all_of(equal(Shape(), (3, 4)), equal(Result(0), 7), equal(Result(5), 7), equal(Result(11), 7)),
                solved_by={"text": "torch.zeros(3, 4) + 7"},
                hint="Look for a function that is told a shape and one number. Or start with another filling, and add.",
                because="`torch.full((3, 4), 7)` is one way. `torch.zeros(3, 4) + 7` is another: 7 is broadcast to all "
                "twelve places.",
            ),
            number(
                "`t3` is `[[5, 6], [7, 8], [9, 10]]`. Which number comes second in the first row of `t3.t()`?",
                answer=7,
                within=0,
                hint="`t()` turns columns into rows. So which column becomes the first row?",
                because="`t()` turns columns into rows: the first row is 5, 7, 9. `t3.reshape(2, 3)` keeps the "
                "order, and its first row is 5, 6, 7.",
            ),
            do(
                "Get the mean of `t3` as a single number, 7.5.",
                until=all_of(equal(Dimensions(), 0), equal(Result(0), 7.5)),
                solved_by={"text": "torch.sum(t3) / t3.numel()"},
                hint="A mean is a sum, divided by how many numbers went into it. There is also a function of that "
                "name.",
                because="`t3.mean()` and `torch.sum(t3) / t3.numel()` are the same: 45 divided by 6.",
            ),
            number(
                "`inputs` has shape `[5, 3]` and `w` has shape `[2, 3]`. How many numbers does `inputs @ w.t()` hold?",
                answer=10,
                within=0,
                hint="Find the shape of `w.t()` first. In `@` the two inner sizes meet and vanish. Which sizes are "
                "left?",
                because="`w.t()` is `[3, 2]`. Five rows meet two columns, so the result is `[5, 2]`.",
            ),
            do(
                "Break it: add two tensors whose shapes do not fit.",
                until=contains(Header("refused.message"), "must match the size of tensor"),
                solved_by={"text": "t3 + torch.tensor([1., 2, 3])"},
                hint="Two sizes fit if they are equal, or if one of them is one. Find a pair that is neither.",
                because="Shapes are compared from the right. Two sizes fit if they are equal, or if one of them is 1.",
            ),
            choice(
                "You want to know what `torch.topk` does. Where do you look first?",
                (
                    "In the documentation, under its name",
                    "In the source code of PyTorch",
                    "In a list of all functions learned by heart",
                ),
                right=0,
                hint="Which of these is quick, and is there for every function?",
                because="There are about a thousand operations. Nobody knows them all; the documentation has a page "
                "with examples for each.",
            ),
        ),
    ),
)
