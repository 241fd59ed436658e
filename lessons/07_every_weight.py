"""The loss curve of every weight
The data stays as it is, so the loss depends on eight numbers only: six weights and two biases. Each panel turns
**one** of them and holds the other seven still.
"""

from components.pictures import loss_curve, predictions, weight_slices
from components.spec import RunSpec
from components.ui import beside, lesson, try_it

lesson(
    __doc__,
    start=RunSpec(seed=144, lr=1e-5, epochs=100),
    knobs=("scale", "seed"),
    speed=4,
    body=(
        weight_slices,
        """
        ### What you see in a panel
        The :red[**curve**] is the loss along one weight. It is always a parabola, with one lowest point and no other
        dip. The :red[**dot**] is where the weight is now. The :orange[**line**] touches the curve there; its slope is
        the gradient. The :green[**arrow**] is the step that this weight takes next. The small diamond marks where the
        weight would be in the best model of all.

        ### Which way is down?
        Press **Start**, pick a panel and guess: will this weight grow or shrink? Then press **Step forward** and look.

        Where the :orange[line] rises to the right, a larger weight means a larger loss, so the weight must shrink.
        Where it falls, the weight must grow. Subtracting the gradient does both:

        $$w \\leftarrow w - \\text{lr} \\cdot \\frac{\\partial\\,\\text{loss}}{\\partial w}$$

        ### Why times the learning rate?
        Press **Without lr** above the panels. The arrows now show the bare gradient as a step. Six of the eight go far
        across the bowl, thousands of units away, and up to a loss of billions. Times the learning rate, the same step
        is small enough to go down.

        ### Why do the curves move?
        Each curve is drawn with the other seven numbers as they are *now*. All eight move at once, so every curve moves
        too. The :green[**dashed ring**] shows where the joint step really lands, and below each panel you read both:
        what this weight alone would do, and what all eight do together. Late in the run the steps get small: press
        **Zoom here**.
        """,
        beside(loss_curve, predictions),
        """
        ### Why is the bias so flat?
        Look at the two bias panels: there is almost no curve. The bias is added as it is, while a weight is multiplied
        by some 40 to 130 degrees, millimetres or percent. So the loss hardly depends on the bias, and the bias hardly
        moves. Standardised inputs have the same spread in every column, and all eight numbers learn at a similar pace:
        """,
        (
            try_it("Standardise the inputs", scale="standardised", lr=0.1),
            try_it("Back to raw inputs", scale="raw", lr=1e-5),
        ),
    ),
)
