"""The crop problem
**Can the weather tell the harvest?** Five regions have measured both. Guess the one from the other.
"""

from components.pictures import (
    data_table,
    equations,
    plane,
    prediction_cells,
    predictions,
    start_values,
)
from components.spec import RunSpec
from components.ui import (
    Live,
    above,
    alongside,
    beside,
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
    knobs=("seed",),
    body=(
        alongside(
            beside(data_table, plane, shares=(1.15, 1)),
            """
            ## Inputs and targets
            Each row is a region. Temperature, rainfall and humidity are the **inputs**: what the model may look at.
            Apples and oranges, in tons per hectare, are the **targets**: what it should say. Predicting numbers by
            weighing inputs and adding them up is called **linear regression**.

            A table of numbers is a tensor. There are two here, not one: the model sees only the inputs, and the targets
            are what its answers are compared with. In real life the numbers come from a spreadsheet or a CSV file
            first. Change a number, or add a row: every picture on this page then shows a model that learns from *your*
            table, and the link carries it.

            ## The model is a plane
            Two inputs and one target fit into three dimensions. Drag the picture to turn it. The rings are the data,
            the :blue[**plane**] is what the model says about apples, and the :red[**sticks**] are its errors. Press
            **Play**: training moves the plane towards the rings.

            Humidity would need a fourth dimension, so it is a slider: it moves the whole plane. That is why the
            :blue[**dots**] do not all lie on it. Each is the prediction for its own region, at its own humidity. The
            stronger a dot, the closer its humidity is to the slider's.

            Now pull the three sliders beyond the data. The plane goes on for ever, straight, but a field does not: too
            hot or too wet, and every crop dies. A model is no law of nature. It is a rule that fits the data it has
            seen.
            """,
            (
                try_it("Watch the plane learn: {}", rate=near_limit(0.09), epochs=100),
                try_it("Ten times faster: {}", rate=near_limit(0.9), epochs=100),
                try_it("15 regions", problem="crops_15", table=""),
                try_it("5 regions", problem="crops_5", table=""),
            ),
        ),
        alongside(
            equations,
            """
            ## Two equations
            The model has one equation for each target:

            $$
            \\begin{aligned}
            \\text{apples} = {} & w_{11} \\cdot \\text{temperature} \\\\
            {} + {} & w_{12} \\cdot \\text{rainfall} \\\\
            {} + {} & w_{13} \\cdot \\text{humidity} + b_1
            \\end{aligned}
            $$

            and the same for oranges, with weights of their own: $w_{21}$, $w_{22}$, $w_{23}$ and $b_2$. A **weight**
            says how much an input matters: how many tons one degree more, or one millimetre more, adds. The **bias** is
            what is left when all inputs are zero. People often say "the weights" and mean both.

            Take the letters away and look at the places only: they *are* a matrix with two rows and three columns, and
            a vector of two. Slide from one to the other:
            """,
        ),
        alongside(
            prediction_cells,
            """
            ## All predictions at once
            `x @ w.t() + b` is the whole model. Each row of the inputs meets each column of `w.t()`: three products, one
            sum. Then `b` is stretched over all rows and added. Press **Next cell**, or pull the slider. One row, two
            rows, five rows: the same line of code predicts them all. Point at a number of the result to see what it is
            made of.
            """,
        ),
        alongside(
            beside(start_values, predictions),
            """
            ## Where do the weights come from?
            Nobody knows them yet, so they start at random: `w = torch.randn(2, 3, requires_grad=True)` and `b =
            torch.randn(2, requires_grad=True)`. `randn` draws from a **normal distribution**: numbers near 0 are
            likely, large ones are rare, and about 95 of 100 lie between −2 and 2. Turn **Random start** and the eight
            marks move; the same number always brings the same eight back.
            """,
            (try_it("Random start 144", seed=144), try_it("Random start 1", seed=1), try_it("Random start 7", seed=7)),
            """
            ## Why the first predictions are nonsense
            The weights are random, so the predictions are too. Nothing in them knows about apples yet.
            """,
            moment("before the first update", t=0),
            """
            Compare the dots with the rings, which are the truth. Then press **Play**, and training moves them together.
            """,
        ),
        questions(
            number(
                "Kanto has 73 °F, 67 mm and 43 %. With weights 1, 0.5 and 0 for apples and a bias of 2, what does the "
                "model predict?",
                answer=108.5,
                within=0.05,
                hint="Multiply each input by its weight, add up the products, and add the bias.",
                because="73 × 1 + 67 × 0.5 + 43 × 0 + 2 = 108.5. A weight of 0 means that humidity would not matter.",
            ),
            choice(
                "The inputs have shape `[5, 3]`, and there are two targets. Which shapes do `w` and `b` have?",
                ("[2, 3] and [2]", "[5, 3] and [5]", "[3, 5] and [2]"),
                right=0,
                hint="There is a row of weights for each target, with a weight for each input. Are regions counted "
                "anywhere?",
                because="One row of weights for each target, one weight for each input, one bias for each target. How "
                "many regions there are does not matter: the model is the same for five or five thousand.",
            ),
            choice(
                "Why are inputs and targets two separate matrices?",
                (
                    "The model sees the inputs only; the targets are for comparing",
                    "They have different units",
                    "A matrix can have at most three columns",
                ),
                right=0,
                hint="What could a model that sees the answers do without learning anything?",
                because="If the model saw the targets, there would be nothing left to predict.",
            ),
            do(
                "Find a random start whose first prediction for Kanto's apples is above 120 tons.",
                until=above(Live("predictions", 0, at="start"), 120),
                solved_by={"seed": 9},
                hint="Each random start brings other weights, and so another first prediction. Put the clock at the "
                "start, and try some.",
                because="Random weights, random predictions: 73, 67 and 43 are large numbers, so weights of 1 or 2 "
                "already make more than a hundred tons. As this page opens, random start 9 is one.",
            ),
            choice(
                "The model says 190 tons for a field at 140 °F. What do you make of it?",
                (
                    "No data were near 140 °F, so it only continues the plane",
                    "It has to be true: the model fits the data well",
                    "The learning rate must have been too small",
                ),
                right=0,
                hint="How hot was the hottest region that the model has seen?",
                because="A linear model knows no upper end. At 140 °F nothing grows, but no row of the data says so.",
            ),
        ),
    ),
)
