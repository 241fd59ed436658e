"""Tensors and their shapes
**How do you give a table to a machine?** As a tensor: a number, a row of numbers, a table, or a stack of tables. Its
**shape** says how many of each.
"""

from components.pictures import brackets, tensors
from components.spec import Expression
from components.ui import (
    Dimensions,
    Dtype,
    Header,
    Shape,
    all_of,
    alongside,
    choice,
    contains,
    do,
    equal,
    lesson,
    number,
    questions,
    try_it,
)

T1 = "torch.tensor(4.)"
T2 = "torch.tensor([1., 2, 3, 4])"
T3 = "torch.tensor([[5., 6], [7, 8], [9, 10]])"
T4 = "torch.tensor([[[11, 12, 13], [13, 14, 15]], [[15, 16, 17], [17, 18, 19.]]])"

lesson(
    __doc__,
    start=Expression(text=T3),
    speed=1,
    body=(
        alongside(
            (brackets, tensors),
            (
                try_it("A number", text=T1),
                try_it("A vector", text=T2),
                try_it("A matrix", text=T3),
                try_it("A cuboid", text=T4),
            ),
            """
            ## How to read a shape
            Start at the outermost bracket and count what is in it. Go one bracket in and count again. Stop at the
            numbers. In `[[5., 6], [7, 8], [9, 10]]` the outer bracket holds 3 lists, and each of them holds 2 numbers.
            So the shape is `[3, 2]`: 3 rows, 2 columns.

            A single number has no bracket, so its shape is empty: `[]`. A tensor with three numbers in its shape is a
            cuboid: one matrix behind another. Press **A cuboid** and watch its slices slide apart and back. Printed,
            they stand below each other.

            Now write your own nested list into the box. The picture follows as you type.

            ## One dot is enough
            `4.` is short for `4.0`. In `[1., 2, 3, 4]` only one number has a dot, and still all four become floats: the
            elements of a tensor share one type, its **dtype**. Here it is `float32`. Without any dot it would be
            `int64`, whole numbers.
            """,
            (
                try_it("With one dot", text="torch.tensor([1., 2, 3, 4])"),
                try_it("Without a dot", text="torch.tensor([1, 2, 3, 4])"),
                try_it("Yes and no", text="torch.tensor([True, False, True])"),
                try_it("Mixed", text="torch.tensor([True, 2, 3.5])"),
            ),
            """
            Training needs floats. Dividing two whole numbers gives a fraction, and a gradient is a fraction nearly
            always. That is why PyTorch refuses to keep gradients for whole numbers:
            """,
            (
                try_it("Gradients for floats", text="torch.tensor([1., 2, 3], requires_grad=True)"),
                try_it("Gradients for whole numbers", text="torch.tensor([1, 2, 3], requires_grad=True)"),
            ),
            """
            ## Ragged lists
            A list of lists may be ragged: its rows may have different lengths. A tensor may not, because then it would
            have no shape. PyTorch says so, and the picture shows the row that does not fit:
            """,
            (
                try_it("One number too many", text="torch.tensor([[5., 6, 11], [7, 8], [9, 10]])"),
                try_it("One number missing", text="torch.tensor([[5., 6], [7], [9, 10]])"),
                try_it("A number among lists", text="torch.tensor([[5., 6], 7, [9, 10]])"),
            ),
        ),
        questions(
            do(
                "Write a tensor of shape `[2, 3]` into the box.",
                until=equal(Shape(), (2, 3)),
                solved_by={"text": "torch.tensor([[1., 2, 3], [4, 5, 6]])"},
                hint="The first size counts the lists in the outermost bracket, the second counts the numbers in "
                "each of them.",
                because="Two lists in the outer bracket, three numbers in each: 2 rows, 3 columns. `[3, 2]` would be 3 "
                "rows of 2.",
            ),
            number(
                "A tensor has shape `[2, 2, 3]`. How many numbers does it hold?",
                answer=12,
                within=0,
                hint="Count from the outside in: how many slices, how many rows in each, how many numbers in each row?",
                because="2 slices of 2 rows of 3 numbers: 2 · 2 · 3 = 12. A matrix has two numbers in its shape, a "
                "tensor may have any number of them.",
            ),
            choice(
                "What is the dtype of `torch.tensor([1, 2.5, 3])`?",
                ("Each number keeps its own: int64, float32, int64", "int64", "float32"),
                right=2,
                hint="All elements of a tensor share one type. Which type can hold every one of them?",
                because="All elements of a tensor share one dtype. 2.5 is no whole number, so all three become floats.",
            ),
            do(
                "Make a cuboid, with three dimensions, that holds whole numbers only.",
                until=all_of(equal(Dimensions(), 3), equal(Dtype(), "int64")),
                solved_by={"text": "torch.tensor([[[1, 2]], [[3, 4]]])"},
                hint="A cuboid has brackets inside brackets inside brackets. And what does a single dot do to all "
                "the numbers?",
                because="Without a dot PyTorch makes int64. Such a tensor cannot be trained: `requires_grad=True` "
                "would be refused, because the gradient of a whole number means nothing.",
            ),
            do(
                "Break it: write a list that PyTorch refuses because it is ragged.",
                until=contains(Header("refused.message"), "expected sequence of length"),
                solved_by={"text": "torch.tensor([[1., 2], [3.]])"},
                hint="Lists side by side have to be alike in one way, or there is no shape. Break just that.",
                because="A list may have rows of different lengths. A tensor may not: it would have no shape.",
            ),
        ),
    ),
)
