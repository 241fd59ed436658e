"""The loss curve of every weight
**Which way should each weight go?** The loss depends on eight numbers: six weights and two biases. Each panel turns
**one** of them and holds the other seven still.
"""

from components.pictures import landscape, loss_curve, predictions, weight_slices
from components.spec import RunSpec
from components.ui import (
    Live,
    above,
    alongside,
    beside,
    between,
    choice,
    do,
    lesson,
    moment,
    near_limit,
    number,
    questions,
    try_it,
)

lesson(
    __doc__,
    start=RunSpec(seed=144, lr=1e-5, epochs=100),
    knobs=("scale", "seed"),
    body=(
        alongside(
            weight_slices,
            """
            ## What you see in a panel
            The :red[**curve**] is the loss along one weight. It is always a parabola, with one lowest point and no
            other dip. The :red[**dot**] is where the weight is now. The :orange[**line**] touches the curve there; its
            slope is the gradient. The :green[**arrow**] is the step that this weight takes next. The small diamond
            marks where the weight would be in the best model of all.

            ## Which way is down?
            Press **Start**, pick a panel and guess: will this weight grow or shrink? Then press **Step forward** and
            look.

            Where the :orange[line] rises to the right, a larger weight means a larger loss, so the weight must shrink.
            Where it falls, the weight must grow. Subtracting the gradient does both:

            $$w \\leftarrow w - \\text{lr} \\cdot \\frac{\\partial\\,\\text{loss}}{\\partial w}$$

            ## Why times the learning rate?
            """,
            moment("the steps without lr", view="Without lr"),
            """
            The arrows now show the bare gradient as a step. As this page opens, six of the eight go far across the
            bowl, thousands of units away, and up to a loss of billions. Times the learning rate, the same step is small
            enough to go down.

            ## Why do the curves move?
            Each curve is drawn with the other seven numbers as they are *now*. All eight move at once, so every curve
            moves too. The :green[**dashed ring**] shows where the joint step really lands, and below each panel you
            read both: what this weight alone would do, and what all eight do together. Late in the run the steps get
            small: press **Zoom here** above the panels.
            """,
            """
            ## Why is the bias so flat?
            Look at the two bias panels: there is almost no curve. The bias is added as it is, while a weight is
            multiplied by some 40 to 130 degrees, millimetres or percent. So the loss hardly depends on the bias, and
            the bias hardly moves. Standardised inputs have the same spread in every column, and all eight numbers learn
            at a similar pace:
            """,
            (
                try_it("Standardise the inputs", scale="standardised", lr=0.1),
                try_it("Back to raw inputs: {}", rate=near_limit(0.09), scale="raw"),
            ),
        ),
        alongside(
            landscape,
            """
            ## Two weights at once
            A panel above cuts through the loss along one weight. Here you look down on it: each point of the picture is
            a pair of numbers, and lines join pairs of equal loss. The dot is the run, its tail the way it came, and the
            cross the lowest point there is, with all else as it is now.

            As this page opens, the two directions are mixtures of the weights of apples: those in which its loss curves
            most. Choose w11 and w12 in the list above the picture, and each axis is one weight. Now go from the dot to
            the left or right: the heights that you meet are the curve in the panel of w11. Up and down, they are that
            of w12. Each way crosses the ravine once, where its curve is lowest. But the ravine runs on, across both
            axes, to a lower point that neither way meets: no panel alone can show it.

            Press **Play**. The ravine moves, as the curves do, because the other six numbers move too. **In 3-D** the
            loss is the height; drag it to turn it.
            """,
        ),
        alongside(
            beside(loss_curve, predictions),
            """
            ## Eight steps, one loss
            All eight numbers step at once: that is one update. The curve shows what it does to the loss, the dots what
            it does to the predictions. As this page opens, the loss falls fast at first and then slowly. The steep
            directions are soon done; the flat ones, like the biases, take thousands of updates.
            """,
        ),
        questions(
            choice(
                "The gradient of a weight is positive. Which way does the update move the weight?",
                ("It grows", "It shrinks", "It stays, because the loss is positive as well"),
                right=1,
                hint="A positive slope rises to the right. On which side is it lower?",
                because="A positive slope says that a larger weight means a larger loss. The update subtracts, so "
                "the weight shrinks, and the loss with it.",
            ),
            number(
                (
                    "Look at w11 at the start. Its gradient is ",
                    Live("grads", 0, at="start"),
                    " and the learning rate is ",
                    Live("lr", at="start"),
                    ". By how much does the first update change it?",
                ),
                answer=Live("lr", at="start") * Live("grads", 0, at="start", times=-1),
                hint="The step is a product of two numbers that stand in the question. Which sign takes it downhill?",
                because="Minus the learning rate times the gradient. The gradient alone would be an absurd step; a "
                "small multiple of it goes down.",
            ),
            do(
                "Put the clock where the loss is between 900 and 1 000.",
                until=between(Live("loss", at="now"), 900, 1000),
                solved_by={"t": 15},
                hint="Drag the time slider, or go update by update, and watch the loss in the bar.",
                because="At every moment the gradients are those of the weights as they are then. As the dots come "
                "closer to the bottom, the slopes and the steps get smaller. As this page opens, the loss is there "
                "after 15 updates.",
            ),
            do(
                "Find a random start whose first loss is above 50 000.",
                until=above(Live("loss", at="start"), 50_000),
                solved_by={"seed": 6},
                hint="The first loss is that of random weights, before any training. Try some other random starts.",
                because="The first weights are drawn by `randn`, so the first predictions are nonsense, some more "
                "and some less. Of the random starts 0 to 59, ten begin above 50 000, and 6 is "
                "one of them.",
            ),
            choice(
                "What is the shape of `w.grad`, if `w` has shape `[2, 3]`?",
                ("[2, 3]", "[6]", "[]: one slope for the whole loss"),
                right=0,
                hint="Each weight can be moved by itself. How many slopes does that make, and where does each belong?",
                because="Each element of the gradient is the slope of the loss along the one weight in the same place.",
            ),
        ),
    ),
)
