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
        Every blue dot is a prediction, every ring the harvest that really came. The grey lines are the errors.
        The **loss** is one number for all of them: the average of the squared errors. Training makes it small.

        What you see is not a film made beforehand. A real PyTorch loop trained when you opened this page, and trains
        again each time you
        turn a knob. Nothing is left out: every update is here to be stopped, stepped through and shared with a link.
        """,
        "## Look inside",
        contents(),
    ),
)
