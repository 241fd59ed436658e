"""Using the model
**What does the model say of a region that nobody has measured?** Move the sliders, and let the training run beside
them.
"""

from typing import Any

from components.pictures import new_region, two_ways
from components.spec import RunSpec
from components.ui import Live, above, all_of, alongside, below, choice, do, lesson, number, questions, try_it

# The run that the text speaks of. Each button begins with it, whatever was turned before.
START: dict[str, Any] = {
    "problem": "crops_15",
    "table": "",
    "scale": "raw",
    "model": "linear",
    "loss": "mse",
    "optimizer": "sgd",
    "plan": "",
    "lr": 1e-5,
    "epochs": 100,
    "batch": 5,
    "shuffle": True,
}

lesson(
    __doc__,
    start=RunSpec(problem="crops_15", model="linear", batch=5, shuffle=True, lr=1e-5, epochs=100, seed=6),
    knobs=("epochs", "scale"),
    body=(
        alongside(
            new_region,
            """
            ## A batch of one
            A model takes a matrix with a row for each region, also if there is only one. So a single region is written
            with two pairs of brackets, and the answer has two as well:

            ```python
            model(tensor([[75., 63, 44]]))
            # inputs [1, 3], predictions [1, 2]
            ```

            ## How good is the answer?
            Nobody has measured this region, so there is no error to look at. But the *best possible* weights for this
            data are known exactly: the small numbers beside the model's answers are what they say. After 100 epochs the
            model is close; with more epochs it comes closer. The regions in the table are the most similar ones: their
            yields should not be far off.
            """,
            (
                try_it("1 000 epochs", t=3000, **{**START, "epochs": 1000}),
                try_it("Standardised inputs", t=300, **{**START, "scale": "standardised", "lr": 0.1}),
                try_it("As it was", t=300, **START),
            ),
            """
            ## Where it should not be trusted
            Push a slider past the :blue[blue] part. There are no data there, and the model simply goes on in a straight
            line. It will promise a harvest at 120 °F, or less than nothing. The numbers look as exact as before, and
            that is the danger: a model knows the data it has seen, and no law of nature.
            """,
        ),
        alongside(
            two_ways,
            """
            ## Who writes the rules?
            In classical programming somebody writes the rules, and the computer applies them to data. In machine
            learning the computer gets data *and answers*, and finds the rules. Move the slider and see the two change
            places:
            """,
            """
            The rules that come out are the weights: **a program made of numbers**. Nobody wrote them, and nobody would
            have guessed them. Deep learning is this, with more of it: matrix operations, non-linear activations between
            them, and gradient descent to find the numbers.
            """,
        ),
        questions(
            number(
                "How many rows of predictions does the model give for `tensor([[75., 63, 44]])`?",
                answer=1,
                within=0,
                hint="Every row that goes in comes out as a row of predictions. Count those that go in.",
                because="One row in, one row out: shape [1, 2]. The two numbers in it are apples and oranges.",
            ),
            choice(
                "In machine learning, what goes into the computer and what comes out?",
                ("Rules and data in, answers out", "Data and answers in, rules out", "Answers in, data and rules out"),
                right=1,
                hint="In classical programming somebody writes the rules. Who has written them here?",
                because="The rules that come out are weights: a program made of numbers.",
            ),
            choice(
                "The model predicts 40 t/ha at 120 °F. What do you know?",
                ("The harvest will be 40 t/ha", "Little: no region of the data is that hot", "That the loss is 40"),
                right=1,
                hint="How hot was the hottest region that the model has seen?",
                because="The data end at 103 °F. Beyond that the straight line goes on, whatever apples do.",
            ),
            do(
                "Kanto grew 70 t/ha of oranges. Make the trained model say 69 to 71.",
                until=all_of(
                    above(Live("predictions", 1, at="end"), 69.0), below(Live("predictions", 1, at="end"), 71.0)
                ),
                solved_by={"scale": "standardised", "lr": 0.1},
                hint="A model that is trained further comes closer. Give it more epochs, or inputs that let it learn "
                "faster.",
                because=("More epochs, or standardised inputs: it now says ", Live("predictions", 1, at="end"), "."),
            ),
        ),
    ),
)
