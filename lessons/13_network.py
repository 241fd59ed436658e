"""A neural network
**Is a network better than a line?** A few units between inputs and outputs bend what they pass on, so a line can become
a curve. The five steps stay the same. But does it train?
"""

from typing import Any

from components.pictures import (
    compare_losses,
    landscape,
    loss_curve,
    network,
    predictions,
    race_curves,
    race_table,
    saturation,
    sharpness,
)
from components.spec import RunSpec
from components.ui import (
    Field,
    Live,
    all_of,
    alongside,
    below,
    beside,
    choice,
    contains,
    do,
    lesson,
    number,
    questions,
    ready_fields,
    try_it,
)

# The runs that the text speaks of: whole, so that its numbers are theirs whatever was turned before.
LECTURE: dict[str, Any] = {
    "problem": "crops_15",
    "table": "",
    "model": "network",
    "loss": "mse",
    "batch": 5,
    "shuffle": True,
    "seed": 7,
    "dtype": "float32",
    "scale": "raw",
    "hidden": "4",
    "activation": "sigmoid",
    "optimizer": "sgd",
    "plan": "",
    "lr": 1e-4,
    "epochs": 100,
}
ALL_ROWS: dict[str, Any] = {
    **{name: value for name, value in LECTURE.items() if name != "lr"},
    "scale": "standardised",
    "batch": None,
    "seed": 1,
    "epochs": 1_000,
}
STANDARDISED: dict[str, Any] = {**LECTURE, "scale": "standardised", "lr": 0.01}

START = RunSpec(model="network", problem="crops_15", batch=5, shuffle=True, lr=1e-4, epochs=100, seed=7)

lesson(
    __doc__,
    start=START,
    knobs=("scale", "activation", "hidden", "optimizer"),
    race=(),
    body=(
        alongside(
            network,
            """
            This is `nn.Sequential(nn.Linear(3, 4), nn.Sigmoid(), nn.Linear(4, 2))`: three inputs, a **hidden layer** of
            four units, two outputs. Four is a free choice. Point at a unit to read what it computes: its weights times
            what comes in, plus its bias, and then the **activation**. Sigmoid squeezes every sum into 0 to 1. The
            output layer has no activation, because yields are not bound to 0 to 1.

            Now look at the loss in the bar. As this page opens, 100 epochs take it from 8 315 to 7 136. That is hardly
            training at all.

            """,
        ),
        alongside(
            saturation,
            """
            ## Why does it not train?
            Rainfall is a number like 67 and temperature one like 73, so the sums are large: as this page opens, they
            run from −34 to 94. Far from zero the sigmoid is flat. A gradient on its way back is multiplied by the slope
            of the curve, and the slope there is almost zero. Such a unit is **saturated**. Its weights hardly move.

            At the start 90 % of all pairs of a region and a unit are saturated, and at the end 97 %. A unit that always
            gives 1 tells the outputs nothing about its region. So the best this network can do is to learn two numbers
            and predict them everywhere.
            """,
        ),
        alongside(
            beside(compare_losses, predictions),
            """
            ## The mean, and no further
            See how far training goes:
            """,
            (
                try_it("The lecture's network", **LECTURE),
                try_it("A hundred times the rate", **{**LECTURE, "lr": 0.01}),
                try_it("Standardise the inputs", **STANDARDISED),
            ),
            """
            With a rate of 0.01 the loss falls to 1 191 and stays. Look at the predictions: they are the same for every
            region. The network has found the mean of each target, and to predict the mean you need no network.

            **Standardised** inputs have mean 0 and spread 1. The sums are small, no unit starts saturated, and the same
            network with the same rate reaches 12.5.

            ## Does another network help?
            **ReLU** keeps positive sums and makes negative ones zero. For positive sums its slope is 1, however large
            they are. It can even train on raw inputs, if the rate is small. A unit that is negative for every region
            learns nothing, though: with another random start all four can be such units. More units, more layers and
            other optimizers are one press away, each on standardised inputs:
            """,
            (
                try_it("ReLU, raw inputs", **{**LECTURE, "activation": "relu", "lr": 1e-5}),
                try_it("ReLU", **{**STANDARDISED, "activation": "relu", "lr": 1e-3}),
                try_it("100 units", **{**STANDARDISED, "hidden": "100"}),
                try_it("Two layers of 16", **{**STANDARDISED, "hidden": "16-16"}),
                try_it("Adam, ReLU", **{**STANDARDISED, "activation": "relu", "optimizer": "adam", "lr": 0.1}),
            ),
            """
            ## Is a network better than a line?
            :violet[**The best linear model**] has a loss of 0.909 on these 15 regions. None of the networks above gets
            there in 100 epochs. These yields are close to a plane, and eight numbers are enough for a plane. A network
            *can* fit what a line cannot. It is not bound to fit better. Train the four sigmoid units ten times as long,
            and they do get below the line: they have fitted these 15 rows more closely. That says nothing yet about the
            next region.
            """,
            try_it("1 000 epochs", **{**STANDARDISED, "epochs": 1_000}),
        ),
        alongside(
            race_curves,
            """
            ## Let them race
            Each button starts several runs at once, on one clock. The thick line is yours: turn a knob, and all turn
            with it, except in what is their own.
            """,
            ready_fields(START, "Line or network", "Eight random starts", "Five optimizers"),
            """
            The **line** is at its lowest, 0.909, within 300 updates. Both **networks** of 16 units take longer, and end
            lower. Eight random **starts** of four units with a ReLU, all else equal, end between 2.1 and 7.8. So one
            run of a network says little. Make several.

            You can also race against yourself. Press **From here on**, below the learning rate, and then **Branch
            here**: your run as it was stays, and both are the same up to where you turn a knob.
            """,
        ),
        alongside(
            race_table,
            """
            ## What makes a race fair?
            The table asks who *stays* below a loss, not who touches it once. Write another loss below it, remove
            runners, or add your own.

            Each of the **five optimizers** runs at the best of the same 25 rates, on raw inputs, with a line. One rate
            for all would only tell which of them that rate suits.
            """,
        ),
        alongside(
            landscape,
            """
            ## What does its loss look like?
            Of a linear model the loss is a bowl. Of a network it has no such shape. Here the ground is two directions:
            those in which the 26 weights went farthest in this run. The height is the loss there, computed with this
            very network, with all else as it is now. So the ground itself moves while you play. Press **In 3-D** and
            drag it to turn it, or choose two single weights in the list.
            """,
            (
                try_it("The plateau, raw inputs", **LECTURE),
                try_it("The way down, standardised", **STANDARDISED),
            ),
        ),
        alongside(
            beside(loss_curve, sharpness),
            """
            ## How large may a step be?
            A bowl has one sharpest curvature λ, and the limit of the learning rate is 2 / λ. Under a network the
            curvature changes as it trains. **Sharpness** is the largest λ at each moment, in any direction. Drawn is
            lr × λ / 2: where it is 1, a step along that direction lands as high on the other side. With all rows in
            every step, compare:
            """,
            (
                try_it("A rate of 0.01", **ALL_ROWS, lr=0.01),
                try_it("A rate of 0.025", **ALL_ROWS, lr=0.025),
            ),
            """
            With 0.01 it stays below 1, and the loss falls at every update. With 0.025 it climbs to 1 and stays near it:
            the loss jumps up and down, and yet goes on falling in the long run. With other random starts or rates it
            may be otherwise. And with batches, or another optimizer, 1 is no limit at all.

            ## Where it goes from here
            Compare this page with the ones before. Predict, compute the loss, go backward, update, reset: nothing in
            the loop has changed. Only the model has. Classifying images changes the loss, too. Networks for pictures
            have layers that look at small patches, and networks that invent handwritten digits train against a second
            network. It is always the same loop: only the model, the loss and the data change.
            """,
        ),
        questions(
            do(
                "Make this network beat predicting the mean: bring the loss at the end below 1 000.",
                until=below(Live("loss", at="end"), 1_000),
                solved_by={"scale": "standardised", "lr": 0.01},
                hint="Far from zero the sigmoid is flat. Bring the sums closer to zero, or take an activation that "
                "is not flat there.",
                because="On raw inputs nearly all sigmoid units are saturated. Standardised inputs, or ReLU with a "
                "suitable rate, let the gradient through.",
            ),
            choice(
                "Why does the lecture's network not train on raw inputs?",
                (
                    "Four units are too few",
                    "Its units stand where the sigmoid is flat, so the gradient is almost zero",
                    "The learning rate is too large",
                ),
                right=1,
                hint="With raw inputs, on which part of the sigmoid's curve do most of the sums lie?",
                because="Standardise the inputs, and the same four units train with a rate a hundred times larger.",
            ),
            number(
                "A sigmoid unit gives 0.98. The slope of the sigmoid is a × (1 − a). What is the slope there?",
                answer=0.0196,
                within=0.03,
                hint="Put 0.98 in the place of a, both times.",
                because="0.98 × 0.02 = 0.0196. In the middle, at 0.5, it is 0.25: more than twelve times as steep.",
            ),
            do(
                "Give the network two hidden layers, and bring the loss below 20.",
                until=all_of(contains(Field("hidden"), "-"), below(Live("loss", at="end"), 20.0)),
                solved_by={"hidden": "16-16", "scale": "standardised", "lr": 0.01},
                hint="The sizes of hidden layers are written with a dash between them. Then: what let one hidden "
                "layer train?",
                because="Two layers of 16 units on standardised inputs train well with a rate of 0.01.",
            ),
            choice(
                "Does a network always fit better than a linear model?",
                ("Yes, it has more weights", "Yes, if it trains long enough", "No"),
                right=2,
                hint="Being able to fit better is one thing. Does training always get there?",
                because="On these rows the best linear model has a loss of 0.909, and the lecture's network on raw "
                "inputs did not end below the mean, 1 191, with any rate that we tried.",
            ),
            choice(
                "What stays the same when a network takes the place of a line?",
                ("The number of weights", "The five steps of the loop", "The best learning rate"),
                right=1,
                hint="Which part of the training loop would you have to rewrite?",
                because="Predict, loss, backward, update, zero. Only the model has changed.",
            ),
        ),
    ),
)
