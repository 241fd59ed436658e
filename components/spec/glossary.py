"""The words of the field that every page explains where they first appear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Term:
    """A word, the forms in which pages write it, small letters first, and what it means in one or two sentences."""

    name: str
    forms: tuple[str, ...]
    meaning: str

    @property
    def slug(self) -> str:
        """Its name in an address: "learning rate" as "term-learning-rate"."""
        return f"term-{self.name.replace(' ', '-')}"


_TERMS = (
    Term(
        "learning rate",
        ("learning rate", "learning rates"),
        "How far each update goes. With plain SGD a weight moves by the learning rate times its gradient, against the "
        "slope: at 0.00001 and a gradient of 5 000, by 0.05.",
    ),
    Term(
        "limit",
        ("limit",),
        "The learning rate above which plain gradient descent overshoots further each time, and the loss grows without "
        "end. For the five regions as measured it is 0.000112: 2 divided by the largest curvature of the loss.",
    ),
    Term(
        "loss",
        ("loss",),
        "One number for all errors: 0 where every prediction hits its target, and larger the further they miss.",
    ),
    Term(
        "epoch",
        ("epoch", "epochs"),
        "All rows of the data once. With 15 rows in batches of 5, an epoch is 3 updates.",
    ),
    Term(
        "update",
        ("update", "updates"),
        "One turn of the training loop: predict, compute the loss, get the gradients, and correct every weight once. "
        "The step that corrects the weights has the same name.",
    ),
    Term(
        "gradient",
        ("gradient", "gradients"),
        "How fast a result changes with one number that goes into it. At a gradient of 20, a number that grows by "
        "0.001 makes the result grow by about 0.02.",
    ),
    Term(
        "batch",
        ("batch", "batches"),
        "The rows that one update looks at: all of them, or 5 of 15.",
    ),
    Term(
        "weight",
        ("weight", "weights"),
        "A number that training corrects. The model multiplies an input by it: at 0.3, 10 millimetres more rain "
        "make a prediction 3 larger.",
    ),
    Term(
        "bias",
        ("bias",),
        "A number that training corrects, and that is added to the sum of inputs times weights. It is what comes out "
        "where all inputs are 0.",
    ),
    Term(
        "prediction",
        ("prediction", "predictions"),
        "What the model says of a row: 58 tons of apples per hectare, perhaps, where 56 were harvested.",
    ),
    Term(
        "target",
        ("target", "targets"),
        "What the model should say of a row, as the data have it: the 56 tons that were harvested.",
    ),
    Term(
        "standardised",
        ("standardised", "standardise", "standardising"),
        "Shifted to mean 0 and stretched to spread 1, each column by itself. With a mean of 84 and a spread of 14, "
        "91 becomes (91 − 84) / 14 = 0.5.",
    ),
    Term(
        "validation loss",
        ("validation loss",),
        "The loss on rows that the model does not learn from. Where it rises while the loss falls, the model overfits.",
    ),
    Term(
        "overfitting",
        ("overfitting", "overfits"),
        "Learning the errors of one's own rows, too: the loss on them falls, and on all other rows it rises.",
    ),
    Term(
        "tensor",
        ("tensor", "tensors"),
        "One kind of value for a number, a row of numbers, a table, and a stack of tables.",
    ),
    Term(
        "shape",
        ("shape", "shapes"),
        "How many of each a tensor holds, from the outside in: [5, 3] is 5 rows of 3 numbers, and a single number "
        "has the shape [].",
    ),
    Term(
        "dtype",
        ("dtype",),
        "The type that all elements of a tensor share: float32 for numbers of about 7 digits, int64 for whole numbers.",
    ),
)
GLOSSARY: Final[Mapping[str, Term]] = {term.slug: term for term in _TERMS}
"""Every term, by its name in an address."""
