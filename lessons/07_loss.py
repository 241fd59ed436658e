"""The loss
**How wrong is the model?** Training needs one number for that: the lower, the better.
"""

from components.pictures import loss_curve, loss_functions, loss_steps
from components.spec import RunSpec
from components.ui import Live, alongside, below, choice, do, lesson, number, questions, try_it

lesson(
    __doc__,
    start=RunSpec(seed=144, lr=1e-5, epochs=100),
    knobs=("seed",),
    body=(
        alongside(
            loss_steps,
            """
            ## The average cancels
            `diff = preds - targets` has an error for every prediction. Their average looks like a good measure, and is
            none: in the upper bar the :red[**errors above zero**] go to the right, the **errors below zero** come back.
            Too much for one region pays for too little in another. A model can be wrong everywhere and have an average
            of zero.

            ## The squares do not
            So each error is multiplied by itself. A square is never negative, and nothing cancels. In the picture it
            *is* a square: its side is the error, its area is `diff * diff`. Large errors become very large areas.

            Mind the sign: `diff * diff` is **element by element**, ten numbers from ten numbers. `diff @ diff.t()` is a
            matrix product, something else entirely, with a shape of its own.

            The average area is the loss, the **mean squared error** (MSE):

            ```python
            def mse(preds, targets):
                diff = preds - targets
                return torch.sum(diff * diff) / diff.numel()
            ```

            `numel` counts the elements. With five regions and two targets it is 10, but never write 10: with 15 regions
            it is 30, and your loss would be three times too large without any error message.
            """,
            (
                try_it("15 regions: numel is 30", problem="crops_15", table="", t=0),
                try_it("5 regions: numel is 10", problem="crops_5", table="", t=0),
            ),
        ),
        alongside(
            loss_curve,
            """
            ## Back to tons
            The loss is in squared tons, which nobody can imagine. Its root is in tons again: the side of the average
            square, the **typical error**. As this page opens it starts near 60 tons per hectare, where harvests run
            from about 20 to 130. So the model knows nothing yet.

            PyTorch often prints such numbers as `1.288e+03`. The `e+03` says: move the point three places to the right.
            That is 1288. The switch above the errors changes the format of all their numbers.
            """,
        ),
        alongside(
            loss_functions,
            """
            ## Other losses
            "Loss" only means how bad the model is. There are many ways to count. The curves show what three of
            them make of *one* error; the dots are the errors of this run, now.

            - **Mean squared error** punishes large errors most: an error twice as large counts four times.
            - **Mean absolute error** (`F.l1_loss`) counts an error as it is. One wild value in the data spoils it less,
              but its slope is the same however small the error is, so the last steps do not get smaller.
            - **Huber** (`F.huber_loss`) is half the square near zero and a straight line beyond an error of 1.
            """,
        ),
        questions(
            number(
                "Two errors: 3 and −4. What is the mean squared error?",
                answer=12.5,
                within=0.01,
                hint="Multiply each error by itself. Then add up, and divide by how many there are.",
                because="3 · 3 = 9 and (−4) · (−4) = 16. Their sum is 25, divided by 2 it is 12.5. The plain average "
                "of the errors would be −0.5: almost perfect, it seems.",
            ),
            choice(
                "`diff` has shape `[5, 2]`. What is the shape of `diff * diff`?",
                ("[5, 2]", "[5, 5]", "[2, 2]"),
                right=0,
                hint="Does `*` pair each element with the one in the same place, or rows with columns?",
                because="`*` works element by element. `diff @ diff.t()` would be `[5, 5]`.",
            ),
            number(
                "The loss is 2500 (t/ha)². What is the typical error, in tons per hectare?",
                answer=50.0,
                within=0.1,
                hint="The loss averages squares, so its unit is squared as well. What undoes a square?",
                because="The root of 2500 is 50.",
            ),
            do(
                "Bring the loss below 200 before the run ends. Turn any knob you like.",
                until=below(Live("loss", at="end"), 200),
                solved_by={"lr": 1e-4},
                hint="Training can make more steps, or longer ones, or get inputs that suit it better. There are "
                "knobs for each.",
                because="More epochs help, and so does a larger learning rate, as long as it is not too large. You "
                "will see why in the lesson on the learning rate.",
            ),
            choice(
                "One region's harvest was typed in as 1190 instead of 119. Which loss suffers least?",
                ("the mean absolute error", "the mean squared error", "both the same"),
                right=0,
                hint="What does each loss make of one very large error?",
                because="An error of about 1100 counts 1100 in the one and more than a million in the other.",
            ),
        ),
    ),
)
