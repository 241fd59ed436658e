"""Watch a machine learn
This model predicts a harvest from the weather. It starts with random numbers and corrects itself, step by step. Drag
the **learning rate** and see what happens.
"""

from components.pictures import loss_curve, predictions
from components.spec import RunSpec
from components.ui import beside, contents, lesson

lesson(
    __doc__,
    start=RunSpec(seed=144, lr=1e-5, epochs=100),
    knobs=("scale",),
    body=(
        beside(predictions, loss_curve, shares=(1.4, 1)),
        """
        Every :blue[**dot**] is a prediction, every **ring** the harvest that really came. The :red[**line**] between
        them is the error. The :red[**loss**] is one number for all errors: the average of their squares. Training makes
        it small.

        This is no film made beforehand. A real PyTorch loop has trained this run on the server, and trains a new one
        for every setting that nobody has tried yet. Stop it, step through it, run it back, or send the link: it shows
        the same to everyone.
        """,
        "## Look inside",
        contents(),
    ),
)
