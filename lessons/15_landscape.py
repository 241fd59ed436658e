"""The landscape
**Why can no single rate suit a whole surface?** A ball rolls down, and knows only the slope under it. Click the map: it
starts there.
"""

from typing import Any

from components.pictures import ball_program, contours, cut, descent_loss, relief
from components.spec import Descent
from components.spec.surfaces import PRESETS
from components.ui import (
    Field,
    Live,
    above,
    all_of,
    alongside,
    below,
    beside,
    choice,
    do,
    equal,
    lesson,
    number,
    questions,
    try_it,
)

# What the text speaks of. Each button begins with it, so that its numbers are those of the text.
PLAIN: dict[str, Any] = {"optimizer": "sgd", "noise": 0.0, "steps": 100}


def on(name: str, **fields: Any) -> dict[str, Any]:
    """Plain gradient descent on the surface with this name, from its own start, but for these fields."""
    return {**PRESETS[name].fields, **PLAIN, **fields}


lesson(
    __doc__,
    start=Descent(),
    body=(
        alongside(
            contours,
            """
            Lines join places of equal height, and the cross is the lowest one. The :orange[arrow] shows the slope: it
            points straight uphill. Each :green[step] goes the other way, by the learning rate times the slope.

            ## One rate, two directions
            This is a **ravine**. Along its bed it curves by 1, up its walls by 10. On such a surface each step
            multiplies the distance to the bottom by a number of its own for each direction. With a rate of 0.178:

            $$
            \\begin{aligned}
            \\text{along:} \\quad & 1 - 0.178 \\cdot 1 = 0.822 \\\\
            \\text{across:} \\quad & 1 - 0.178 \\cdot 10 = -0.78
            \\end{aligned}
            $$

            The minus sign means: it lands on the *other* wall. So the ball zigzags, and both numbers shrink the
            distance about equally fast. No other rate does better:
            """,
            (
                try_it("Smaller: 0.02", **on("ravine", lr=0.02)),
                try_it("0.178", **on("ravine")),
                try_it("Larger: 0.2", **on("ravine", lr=0.2)),
                try_it("Too large: 0.224", **on("ravine", lr=0.224)),
            ),
            """
            At 0.02 it crawls along the bed. At 0.2 the second number is −1, so it flies from wall to wall for ever.
            That is the limit, and the steepest direction alone decides it:

            $$\\text{limit} = \\frac{2}{\\text{largest curvature}} = \\frac{2}{10}$$

            ## Steeper walls, slower bed
            Make the walls 100 times as steep as the bed. Now the limit is 0.02, and along the bed the ball keeps 98 %
            of the distance at every step. In a round bowl there is no such quarrel: one rate suits all directions, and
            0.5 takes the ball to the bottom in a single step. That is what standardising does for a loss: it makes a
            ravine rounder.
            """,
            (
                try_it("100 times", **on("ravine", text="(x**2 + 100*y**2)/2", lr=0.0178)),
                try_it("Turned by 45°", **on("turned")),
                try_it("A round bowl, 0.5", **on("bowl", lr=0.5)),
            ),
        ),
        alongside(
            cut,
            """
            ## One step, cut open
            Cut the surface along the steepest way down. The :orange[straight line] is all that the ball knows: the
            slope. The :violet[dashed parabola] has the curvature of this place too. Where the surface bends up sharply,
            a step that follows the straight line soon leaves it far below, and lands up the other side.

            On a surface of your own, the curvature changes from place to place, and the limit with it. That is why the
            text under the map says “the limit **here**”.
            """,
            (
                try_it("A wall ahead", **on("wall")),
                try_it("A cliff", **on("plateau_cliff", lr=2.0)),
                try_it("Rosenbrock's valley", **on("rosenbrock")),
            ),
        ),
        alongside(
            relief,
            """
            ## The saddle
            Not every flat place is a bottom. A **saddle** curves up one way and down the other. Start exactly on its
            ridge, at y = 0: there is no slope to the side at all, so the ball rolls to the middle and stays, with a
            valley on either side.

            It is an unlucky place, but not a stable one. At a rate of 0.1 every step multiplies the distance to the
            ridge by 1.2. Start a hair beside it, at y = 0.001, and after 40 steps the ball is far down. A little noise
            on the slope does the same, whatever the start. Small batches bring such noise by themselves.
            """,
            (
                try_it("On the ridge", **on("saddle")),
                try_it("A hair beside it", **on("saddle", y=0.001)),
                try_it("With a little noise", **on("saddle", noise=0.01)),
            ),
        ),
        alongside(
            beside(descent_loss, ball_program, shares=(1.2, 1)),
            """
            ## Many valleys
            A surface with several valleys leads to the one that the start decides. Plain gradient descent ends in the
            first on its way, even if a deeper one is next to it. **Momentum** keeps some of its speed, and may roll
            through a shallow valley.

            The program is all that happens: PyTorch finds the slope (`backward`), the optimizer takes the step. It
            prints the heights of this picture. Write a function of your own above, and it is in the program too.
            """,
            (
                try_it("Two wells", **on("tilted_wells")),
                try_it("With momentum", **on("tilted_wells", optimizer="momentum")),
                try_it("Four valleys", **on("himmelblau")),
                try_it("Waves", **on("wavy")),
            ),
        ),
        questions(
            do(
                "Turn the learning rate until the ball flies out of the ravine.",
                until=above(Live("loss", at="end"), 1e6),
                solved_by={"lr": 0.25},
                hint="Each step multiplies the distance across the ravine by one number. When does that make it grow?",
                because="Beyond 2/10 = 0.2 the distance across grows with every step, whatever happens along the bed.",
            ),
            number(
                "A ravine curves by 1 along its bed and by 50 up its walls. What is the limit of the learning rate?",
                answer=2 / 50,
                within=0.001,
                hint="The steepest direction alone decides it.",
                because="2 / 50 = 0.04. Along the bed, 96 % of the distance is left after each step even then.",
            ),
            number(
                "In the round bowl x² + y² the curvature is 2 everywhere. By what number does a step of rate 0.1 "
                "multiply the distance to the bottom?",
                answer=0.8,
                within=0.001,
                hint="One minus the rate times the curvature.",
                because="1 − 0.1 · 2 = 0.8: a fifth of the way at every step.",
            ),
            do(
                "Choose the saddle, and get the ball off it although it starts at y = 0.",
                until=all_of(
                    equal(Field("text"), PRESETS["saddle"].text),
                    equal(Field("y"), 0.0),
                    below(Live("loss", at="end"), -0.9),
                ),
                solved_by=on("saddle", noise=0.01),
                hint="The slope to the side is exactly zero. What could push the ball a little? Look under More.",
                because="Any noise at all moves the ball off the ridge, and from there the slope leads it down.",
            ),
            choice(
                "The slope is zero at a place. Is it a bottom?",
                ("Yes, the ball stays there", "Only if the surface curves up in every direction", "Never"),
                right=1,
                hint="Think of the middle of the saddle.",
                because="A bottom, a saddle and a hilltop all have no slope. The curvatures tell them apart.",
            ),
            do(
                "Choose “Two wells” and bring the ball into the deeper one, from the same start.",
                until=all_of(
                    equal(Field("text"), PRESETS["tilted_wells"].text),
                    equal(Field("x"), 1.9),
                    below(Live("loss", at="end"), -0.3),
                ),
                solved_by=on("tilted_wells", optimizer="momentum"),
                hint="It has to roll through the shallow well. Which optimizer keeps some of its speed?",
                because="Momentum carries the ball through the shallow well and over the saddle behind it.",
            ),
        ),
    ),
)
