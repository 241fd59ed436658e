"""Gradient descent, step by step
One update has five phases. **Next phase** takes you through them one at a time; the line of the program that runs is
lit.
"""

from components.pictures import code, loss_curve, predictions, updates
from components.spec import RunSpec
from components.ui import beside, lesson

lesson(
    __doc__,
    start=RunSpec(seed=144, lr=1e-5, epochs=100),
    knobs=("model", "epochs"),
    speed=0.25,
    body=(
        beside(updates, loss_curve, shares=(1.75, 1)),
        """
        1. **predict**: the model computes its predictions from the inputs and its eight numbers.
        2. **loss**: one number says how far off the predictions are.
        3. **backward**: PyTorch computes the gradient, the slope of the loss along each of the eight numbers.
        4. **update**: each number moves by the learning rate times its gradient, against the slope.
        5. **zero**: the gradients go back to zero. PyTorch *adds* each new gradient to what is there, so without this
           phase the old ones would pile up.

        One round through all rows is an **epoch**. As this page opens, every update uses all rows, so one update is one
        epoch. Under **More** you can choose smaller batches.
        """,
        beside(code, predictions),
        """
        Take one row of the table and check it by hand. The gradient alone would be an absurd step: thousands, for a
        weight near zero. Times the learning rate it becomes small, and subtracting it gives the new value:

        $$\\text{new value} = \\text{value} - \\text{lr} \\cdot \\text{gradient}$$

        The program is complete: copy it, run it, and it prints the losses you see here, digit for digit. Turn a knob
        and it changes with you. Choose **nn.Linear** to see the same five phases with PyTorch's own layer, loss
        function and optimizer.

        Can you reach the lowest possible loss, the dashed line in the picture? More epochs help, and so does a better
        learning rate.
        """,
    ),
)
