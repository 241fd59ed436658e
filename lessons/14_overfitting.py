"""Overfitting
**When has a model learned too much?** A curve comes closer and closer to ten readings of a thermometer. And then, at
all other hours, it is worse than before.
"""

from typing import Any

from components.pictures import loss_curve, points
from components.spec import RunSpec
from components.ui import (
    Field,
    Live,
    all_of,
    alongside,
    below,
    beside,
    choice,
    do,
    equal,
    lesson,
    moment,
    number,
    questions,
    try_it,
)

# The run that the text speaks of: whole, so that its numbers are its own whatever was turned before.
NINE: dict[str, Any] = {
    "problem": "day",
    "table": "",
    "scale": "standardised",
    "degree": 9,
    "validation": 50,
    "test": 0,
    "split": "random",
    "model": "linear",
    "loss": "mse",
    "l2": 0.0,
    "l1": 0.0,
    "optimizer": "sgd",
    "lr": 0.1,
    "plan": "",
    "epochs": 1_000,
    "patience": 0,
    "batch": None,
    "seed": 0,
    "start": "",
    "dtype": "float32",
}

lesson(
    __doc__,
    start=RunSpec(**NINE),
    knobs=("degree", "l2", "patience"),
    body=(
        alongside(
            beside(points, loss_curve),
            """
            ## Ten points to learn from, ten to check
            How warm was it on a spring day, some hours before or after noon? There are twenty readings, and the
            thermometer is a little off each time. The model learns from the ten filled points. The ten rings are
            **held out**: it never learns from them.

            The model is a sum, as ever: inputs times weights, and a bias. But the inputs are nine **powers** of one
            number, the hour: x, x², x³, up to x⁹. Each has a weight of its own. So the line becomes a curve, which can
            bend eight times.

            ## Two losses part
            """,
            moment("the lowest validation loss", t=153),
            """
            The thick line is the loss on the points that the model learns from. The dashed line is the **validation
            loss**: the loss on the rings. Both fall at first. After 153 epochs the dashed one is at its lowest, 1.74.
            From there it rises, to 135 at the end. The thick one falls on all the while.

            ## What the model learned too much
            """,
            moment("the end", t=1_000),
            """
            Look at the curve. It runs close to every filled point, 0.54 °C off on average. So it has learned where the
            thermometer was wrong, too. Between the points and beyond them it goes anywhere. That is **overfitting**:
            the model knows its rows by heart, and says little about others.

            Two numbers below the losses tell how good a model is. The **typical error** is in degrees. **R²** is 1
            where every point is met, and 0 where the model is as good as always saying the mean. On the rings it ends
            at −8.3: much worse than the mean.

            ## What helps?
            """,
            (
                try_it("Nine powers", **NINE),
                try_it("Three powers", **{**NINE, "degree": 3}),
                try_it("A penalty", **{**NINE, "l2": 0.02}),
                try_it("Stop in time", **{**NINE, "patience": 50}),
                try_it("More points", **{**NINE, "validation": 30}),
            ),
            """
            **Fewer powers.** With three, the curve cannot bend so often. It stays farther from the filled points, at a
            loss of 0.65. On the rings the loss ends at 3.18 instead of 135. With two powers it is too stiff: the
            validation loss ends at 39.7. Too few are as bad as too many.

            **A penalty.** A curve that swings needs large weights. **L2** adds 0.02 times the sum of all squared
            weights to the loss, so large weights cost. In PyTorch: `loss = loss + 0.02 * (model.weight ** 2).sum()`.
            All nine powers stay, and the validation loss ends at 2.56. **L1** adds the sizes of the weights instead. It
            pulls some of them all the way to 0.

            **Stopping in time.** With a **patience** of 50 the run stops once 50 epochs have brought no lower
            validation loss. That is at epoch 203. The weights to keep are those of epoch 153. But do not be impatient:
            a loss may rise for a while and fall again. With a patience of 10 this run stops at epoch 21.

            **More points.** With fourteen to learn from, the curve has less room to swing. The validation loss still
            rises, but only to 25.6, on the six rings that are left.

            ## Who judges in the end?
            You have chosen the powers, the penalty and the moment to stop by the validation loss. So that loss is no
            honest judge any more: you have fitted your choices to the rings. Keep a third part of the rows for that,
            the **test** rows, and look at them once, at the very end. "Test, %" holds them out. Then what became of the
            run tells how far off the model is on them.
            """,
        ),
        questions(
            choice(
                "The loss on the learned points falls on, and the validation loss rises. What is going on?",
                (
                    "The learning rate is too large",
                    "The model learns the errors of its own points",
                    "The model has too few weights",
                ),
                right=1,
                hint="Look at the end: to which points does the curve run close, and to which does it not?",
                because="What helps on the ten points, and only there, is their noise. That is overfitting.",
            ),
            number(
                "The validation loss was lowest after 153 epochs. With a patience of 100, at which epoch does this run "
                "stop?",
                answer=253,
                within=0.001,
                hint="Count from the lowest one: so many epochs may bring nothing better.",
                because="153 + 100 = 253.",
            ),
            do(
                "Keep nine powers and half of the points, and bring the validation loss at the end below 5.",
                until=all_of(
                    equal(Field("degree"), 9), equal(Field("validation"), 50), below(Live("validation", at="end"), 5.0)
                ),
                solved_by={"l2": 0.02},
                hint="Large weights make a curve swing. Let them cost something. Or stop in time.",
                because="A penalty holds the weights small, and patience stops before the curve begins to swing.",
            ),
            do(
                "Without a penalty and without patience: find the number of powers that ends with a validation loss "
                "below 2.",
                until=all_of(
                    equal(Field("l2"), 0.0),
                    equal(Field("patience"), 0),
                    equal(Field("validation"), 50),
                    below(Live("validation", at="end"), 2.0),
                ),
                solved_by={"degree": 4},
                hint="Two are too few and nine too many. There are not many left to try.",
                because="Four powers can follow the day's rise and fall, and not much more.",
            ),
            choice(
                "Why are test rows looked at only once, at the end?",
                (
                    "They would be learned from otherwise",
                    "What is chosen by them is fitted to them, so they would judge too kindly",
                    "To save time",
                ),
                right=1,
                hint="What did you do with the validation loss as you tried what helps?",
                because="Every choice that you make by some rows fits those rows. Only rows that no choice has seen "
                "tell the truth about new ones.",
            ),
        ),
    ),
)
