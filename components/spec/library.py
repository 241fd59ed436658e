"""Functions to make a card of: each with a description, two examples that work, one that breaks, and when to use it.

The examples are written in what the pages' evaluator understands, and are plain PyTorch too. They may use the tensors
of the lecture: t1, t2, t3, t4, t6, inputs and targets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

DOCUMENTATION: Final = "https://pytorch.org/docs/stable/"


@dataclass(frozen=True)
class Card:
    """What is said of one function: its name after `torch.`, three examples, and words of one's own."""

    function: str
    explanation: str = ""
    works: str = ""
    works_too: str = ""
    breaks: str = ""
    why: str = ""
    """Why the last example breaks."""
    when: str = ""
    """When to use the function."""

    @property
    def codes(self) -> tuple[str, str, str]:
        """The three examples, in order."""
        return self.works, self.works_too, self.breaks


_CARDS: Final = (
    # The lecture shows these five itself.
    Card(
        "full",
        "Makes a tensor of a given shape and writes the same number into every place. The number also decides the "
        "type: 42 gives whole numbers, 42. gives floats.",
        "torch.full((3, 2), 42)",
        "torch.full((2, 2, 2), 0.5)",
        "torch.full(3, 2, 42)",
        "The shape is one argument, a tuple. Without its parentheses, full() is given three arguments and takes two.",
        "When every element starts with the same known value: a constant, a mask, a bias to begin with.",
    ),
    Card(
        "cat",
        "Joins tensors along a dimension that they already have. Without dim it is the first: the rows of the second "
        "come below the rows of the first.",
        "torch.cat((t3, t6))",
        "torch.cat((t3, t6), dim=1)",
        "torch.cat((t2, t3))",
        "A vector cannot go below a matrix. All tensors need the same number of dimensions, and the same length in "
        "each but the one they are joined along.",
        "To put batches or columns together that were made one after the other.",
    ),
    Card(
        "sin",
        "Takes the sine of every element, which it reads as an angle in radians. The shape stays as it is.",
        "torch.sin(torch.tensor([0., 0.5, 1.]))",
        "torch.sin(t6)",
        "torch.sin(3.14)",
        "torch.sin works on tensors only, and 3.14 is a plain Python number. torch.tensor(3.14) would do.",
        "For waves and angles, and to give a network a sense of position or of the time of day.",
    ),
    Card(
        "reshape",
        "Gives the same elements in the same order a new shape. One length may be -1: PyTorch works it out.",
        "torch.reshape(torch.arange(6), (2, 3))",
        "torch.reshape(t4, (3, -1))",
        "torch.reshape(torch.arange(6), (4, 2))",
        "Six elements cannot fill four rows of two. The lengths of the new shape must multiply to the number of "
        "elements.",
        "Between steps that expect different shapes: an image becomes one long row before a linear layer.",
    ),
    Card(
        "sum",
        "Adds elements up: all of them, or, with dim, those along one dimension, which then is gone.",
        "torch.sum(t3)",
        "torch.sum(t3, dim=0)",
        "torch.sum(t3, dim=2)",
        "A matrix has dimensions 0 and 1 (or -1 and -2 from the end). There is no third to add along.",
        "For totals per row or column, and for losses: the squared errors are summed before they are averaged.",
    ),
    # The others, by name.
    Card(
        "arange",
        "Counts from a start up to an end that is left out, in steps of one size.",
        "torch.arange(5)",
        "torch.arange(1, 2, 0.25)",
        "torch.arange(5, 1)",
        "From 5 no step upwards leads to 1. To count down, the step must be negative: torch.arange(5, 1, -1).",
        "For indices, row numbers, and small tensors to try things with.",
    ),
    Card(
        "argmax",
        "Says where the largest element is, not how large it is: its place, along one dimension or in all.",
        "torch.argmax(t2)",
        "torch.argmax(targets, dim=0)",
        "torch.argmax(torch.tensor([]))",
        "An empty tensor has no largest element, so there is no place to name.",
        "To turn the scores of a classifier into a decision: the place of the highest score is the class.",
    ),
    Card(
        "bincount",
        "Counts how often each of 0, 1, 2, ... occurs in a tensor of whole numbers.",
        "torch.bincount(torch.tensor([0, 1, 1, 3]))",
        "torch.bincount(torch.tensor([0, 1, 1, 3]), minlength=6)",
        "torch.bincount(torch.tensor([0, -1, 1]))",
        "The numbers themselves are places in the result, and there is no place -1.",
        "To see how many examples each class has before training on them.",
    ),
    Card(
        "clamp",
        "Moves every element that is too small up to min, and every one that is too large down to max.",
        "torch.clamp(t2, min=2, max=3)",
        "torch.clamp(t3, min=7)",
        "torch.clamp(t2)",
        "With neither min nor max there is nothing to keep the elements within.",
        "To keep values in a range that makes sense: gradients that explode, colours of an image.",
    ),
    Card(
        "cumsum",
        "Adds up as it goes: each element becomes the sum of itself and all before it along a dimension.",
        "torch.cumsum(t2, dim=0)",
        "torch.cumsum(t3, dim=0)",
        "torch.cumsum(t2)",
        "dim has no default. Even for a vector, PyTorch wants to be told which way to go.",
        "For running totals, and to turn probabilities into a cumulative distribution.",
    ),
    Card(
        "diag",
        "Makes a square matrix with a vector on its diagonal, or takes the diagonal out of a matrix.",
        "torch.diag(torch.tensor([1., 2, 3]))",
        "torch.diag(t3)",
        "torch.diag(t4)",
        "It knows vectors and matrices only. Of a cuboid it could not say which diagonal is meant.",
        "To scale each column by its own number, or to read the entries where row and column agree.",
    ),
    Card(
        "einsum",
        "Multiplies and adds as its little formula says: each letter is a dimension, and letters that are missing "
        "after the arrow are summed over.",
        'torch.einsum("ij->ji", t3)',
        'torch.einsum("ij,ij->i", t3, t3)',
        'torch.einsum("ij,jk->ik", t3, t3)',
        "j is 2 in the first tensor and 3 in the second. One letter stands for one length.",
        "For products over several dimensions that would otherwise take a chain of transposes and reshapes.",
    ),
    Card(
        "flip",
        "Reverses the order of the elements along the dimensions that you name.",
        "torch.flip(t2, (0,))",
        "torch.flip(t3, (0, 1))",
        "torch.flip(t3, (0, 0))",
        "Each dimension may be named once. To flip it twice would change nothing, so PyTorch takes it for a mistake.",
        "To mirror images, so that a network sees every picture from both sides.",
    ),
    Card(
        "gather",
        "Picks elements along a dimension by an index tensor. The result has the shape of the index.",
        "torch.gather(t3, 1, torch.tensor([[0], [1], [0]]))",
        "torch.gather(t3, 0, torch.tensor([[2, 0]]))",
        "torch.gather(t3, 1, torch.tensor([[0], [2], [0]]))",
        "The rows have two elements, at 0 and 1. Index 2 points beside them.",
        "To take one chosen value from each row: the score of the right class, for every example at once.",
    ),
    Card(
        "linalg.inv",
        "Finds the inverse of a square matrix: multiplied with it, it gives ones on the diagonal and zeros elsewhere.",
        "torch.linalg.inv(torch.tensor([[2., 0], [0, 4]]))",
        "a = torch.tensor([[1., 2], [3, 4]])\ntorch.linalg.inv(a) @ a",
        "torch.linalg.inv(torch.tensor([[1., 2], [2, 4]]))",
        "The second row is twice the first, so the matrix squeezes a plane onto a line. That cannot be undone.",
        "To undo a linear map. To solve equations, torch.linalg.solve is quicker and more exact.",
    ),
    Card(
        "linalg.norm",
        "Measures how long a vector is: the square root of the sum of squares. With dim, it measures each row or "
        "column.",
        "torch.linalg.norm(torch.tensor([3., 4]))",
        "torch.linalg.norm(t3, dim=1)",
        "torch.linalg.norm(torch.tensor([3, 4]))",
        "A length is rarely a whole number, so the elements must be floats. One dot is enough: [3., 4].",
        "To see how large a gradient is, or how far two points are apart.",
    ),
    Card(
        "linspace",
        "Spreads so many numbers evenly from a start to an end. Both ends are included.",
        "torch.linspace(0, 1, 5)",
        "torch.linspace(-3, 3, 7)",
        "torch.linspace(0, 1, -5)",
        "The third argument says how many numbers there should be, and there are no lists of minus five.",
        "For the x-axis of a curve, or a row of learning rates to try.",
    ),
    Card(
        "masked_select",
        "Keeps the elements where a mask is True, and lays them out in one row.",
        "torch.masked_select(t2, t2 > 2)",
        "torch.masked_select(t3, torch.tensor([True, False]))",
        "torch.masked_select(t2, torch.tensor([1, 0, 1, 0]))",
        "Ones and zeros are numbers, not a mask. A mask holds True and False; a comparison makes one.",
        "To look at some elements only: the errors above a limit, the rows without missing values.",
    ),
    Card(
        "matmul",
        "Multiplies matrices: each element of the result is a row of the first times a column of the second, summed. "
        "The operator @ does the same.",
        "torch.matmul(inputs, torch.ones(3, 2))",
        "torch.matmul(t2, t2)",
        "torch.matmul(t3, t3)",
        "Rows of length 2 meet columns of length 3. The columns of the first must be as many as the rows of the "
        "second.",
        "In every linear layer: inputs times weights is one matrix product.",
    ),
    Card(
        "mean",
        "Averages elements: all of them, or, with dim, those along one dimension.",
        "torch.mean(t2)",
        "torch.mean(targets, dim=0)",
        "torch.mean(torch.tensor([1, 2, 4]))",
        "Whole numbers have an average that need not be whole. PyTorch does not guess the type; write 1. or set dtype.",
        "For losses, and to shift the columns of a table to mean zero.",
    ),
    Card(
        "outer",
        "Multiplies each element of one vector with each of another: the first gives the rows, the second the columns.",
        "torch.outer(t2, torch.tensor([1., 10]))",
        "torch.outer(torch.arange(1, 6), torch.arange(1, 6))",
        "torch.outer(t3, t2)",
        "The first argument is a matrix. Rows times columns of a table make sense for two vectors only.",
        "For tables of all combinations, and for the gradient of a linear layer: errors times inputs.",
    ),
    Card(
        "permute",
        "Puts the dimensions in a new order. Each is named by its old number.",
        "torch.permute(t3, (1, 0))",
        "torch.permute(t4, (2, 0, 1))",
        "torch.permute(t4, (0, 1))",
        "The tensor has three dimensions, and only two are named. All must get a place.",
        "When libraries disagree: images come as height, width, colour; convolutions want colour first.",
    ),
    Card(
        "repeat_interleave",
        "Repeats every element on the spot, so that copies stand next to each other.",
        "torch.repeat_interleave(t2, 2)",
        "torch.repeat_interleave(t3, torch.tensor([1, 2, 3]), dim=0)",
        "torch.repeat_interleave(t3, torch.tensor([1, 2]), dim=0)",
        "There are three rows, and only two of them are told how often to repeat.",
        "To enlarge a picture without blending, or to repeat each example as often as it has answers.",
    ),
    Card(
        "roll",
        "Shifts elements along a dimension. What falls out at one end comes back in at the other.",
        "torch.roll(t2, 1)",
        "torch.roll(t3, 1, 0)",
        "torch.roll(t3, (1, 2), 0)",
        "Two shifts, but one dimension. Each shift needs its own.",
        "To compare a series with itself a step earlier, or for data that wraps around, like hours of the day.",
    ),
    Card(
        "softmax",
        "Turns scores into shares: all positive, and 1 together along a dimension. Larger scores get larger shares.",
        "torch.softmax(t2, dim=0)",
        "torch.softmax(t3, dim=1)",
        "torch.softmax(torch.tensor([1, 2, 3]), dim=0)",
        "Shares are fractions, and the result has the type of the scores. Whole numbers cannot hold fractions.",
        "As the last step of a classifier, to read its scores as probabilities.",
    ),
    Card(
        "sort",
        "Sorts along a dimension. It returns two tensors: the sorted values, and where each of them stood before.",
        "values, places = torch.sort(torch.tensor([3., 1, 2]))\nvalues",
        "values, places = torch.sort(targets, dim=0, descending=True)\nplaces",
        "torch.sort(t2, dim=1)",
        "A vector has one dimension, number 0. There is no dimension 1 to sort along.",
        "For rankings and medians; its second tensor puts another tensor into the same order.",
    ),
    Card(
        "stack",
        "Lays tensors of one shape on top of each other. That makes a new dimension; cat would not.",
        "torch.stack((t2, t2 * 10))",
        "torch.stack((t2, t2 * 10), dim=1)",
        "torch.stack((t2, torch.tensor([1., 2])))",
        "A row of four and a row of two are no table. All tensors must have exactly the same shape.",
        "To make a batch of single examples.",
    ),
    Card(
        "t",
        "Transposes a matrix: rows become columns. A vector stays as it is.",
        "torch.t(t3)",
        "torch.t(t2)",
        "torch.t(t4)",
        "With three dimensions it is not clear which two should change places. torch.transpose takes their numbers.",
        "To make shapes fit for a product, as in x @ w.t() + b.",
    ),
    Card(
        "topk",
        "Finds the k largest elements. It returns two tensors: their values, and where they stand.",
        "values, places = torch.topk(t2, 2)\nvalues",
        "values, places = torch.topk(targets, 1, dim=0)\nplaces",
        "torch.topk(t2, 5)",
        "There are only four elements; five cannot be the largest of them.",
        "For the best few guesses of a classifier, when being among the first five is good enough.",
    ),
    Card(
        "transpose",
        "Lets two dimensions change places. You name both by number.",
        "torch.transpose(t3, 0, 1)",
        "torch.transpose(t4, 0, 2)",
        "torch.transpose(t2, 0, 1)",
        "A vector has one dimension only, number 0, so there is none to change places with.",
        "To turn a table on its side, or the inner two dimensions of a whole batch of matrices.",
    ),
    Card(
        "unique",
        "Lists every value that occurs, once, in order. With dim it compares whole rows or columns.",
        "torch.unique(torch.tensor([3, 1, 3, 2, 1]))",
        "torch.unique(torch.tensor([[1, 2], [3, 4], [1, 2]]), dim=0)",
        "torch.unique(t2, dim=1)",
        "A vector has one dimension, number 0. There are no columns to compare.",
        "To find which classes a data set has, or to drop rows that occur twice.",
    ),
    Card(
        "unsqueeze",
        "Adds a dimension of length 1 in the place that you name. The elements stay as they are.",
        "torch.unsqueeze(t2, 0)",
        "torch.unsqueeze(t2, 1)",
        "torch.unsqueeze(t2, 2)",
        "A vector offers two places, before and after its one dimension: 0 and 1. Place 2 would leave a gap.",
        "To make one example a batch of one, or to prepare two tensors for broadcasting.",
    ),
    Card(
        "where",
        "Chooses element by element: where the condition holds, from the first tensor; elsewhere, from the second.",
        "torch.where(t2 > 2, t2, torch.zeros(4))",
        "torch.where(t3 > 7, t3, -t3)",
        "torch.where(t2, t2, torch.zeros(4))",
        "The condition must hold True or False for each element, and t2 holds numbers. t2 > 0 would do.",
        "For an if on every element at once, without a loop: a ReLU is where(x > 0, x, 0).",
    ),
)

LIBRARY: Final[Mapping[str, Card]] = {card.function: card for card in _CARDS}
"""Every function of the library by its name: the five that the lecture shows, then the others by name."""

FIRST: Final = tuple(LIBRARY)[:5]
"""The first five of the list: what the assignment says not to take."""


def called(function: str) -> str:
    """How code calls a function: torch.cat, F.relu."""
    return function if function.startswith("F.") else f"torch.{function}"


def documentation(function: str) -> str:
    """The address of a function's page in PyTorch's documentation; F is torch.nn.functional."""
    name = function.replace("F.", "nn.functional.", 1) if function.startswith("F.") else function
    return f"{DOCUMENTATION}generated/torch.{name}.html"
