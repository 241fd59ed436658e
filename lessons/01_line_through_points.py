"""A line through points
**Which line fits best?** Drag a point, or click a free place for another one. The line follows: it learns, again and
again, from where the points are.
"""

from components.pictures import landscape, loss_curve, points
from components.spec import RunSpec
from components.ui import (
    Live,
    above_limit,
    alongside,
    below,
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
    start=RunSpec(problem="points", start="w11~-1_b1~2", lr=0.05, epochs=100),
    knobs=("degree", "epochs"),
    body=(
        alongside(
            beside(points, landscape),
            """
            ## Two numbers make a line
            The :blue[**line**] says a `y` for every `x`. Two numbers decide which line it is: its **slope**, how much
            it rises for one step to the right, and its **intercept**, where it stands at `x = 0`.

            $$y = \\text{slope} \\cdot x + \\text{intercept}$$

            A model that has such numbers calls them **weights**: `w` is the slope, `b` the intercept.

            ## How wrong is a line?
            """,
            moment("before the first update", t=0),
            """
            Each :red[**upright line**] is an error: from a point to what the line says there. Multiply every error by
            itself and take the average. That number is the **loss**. The smaller it is, the better the line.

            ## Every place on the right is a line
            The picture on the right is a map of all lines at once: the slope to the right, the intercept upward. Its
            colour is the loss. The dot is the line that you see on the left. Training moves it downhill, step by step,
            until the line fits as well as a line can: the dashed one.

            Now drag a point up, and look at both pictures. The points decide where the valley lies. The dot then finds
            its way there.

            ## A line that bends
            Give the model more to see: not `x` alone, but `x²` and `x³` too. Each of these **powers** has a weight of
            its own, and the line becomes a curve. It learns in just the same way.
            """,
            (
                try_it("A curve: x, x² and x³", degree=3, rate=near_limit(0.45), t=0),
                try_it("A line again", degree=1, rate=near_limit(0.09), t=0),
            ),
        ),
        alongside(
            loss_curve,
            """
            ## It never reaches 0
            No line goes through all eight points. So some loss is left even for the best line. Only points that lie on
            one line bring it down to nothing. Try it: put them there.
            """,
            (
                try_it("Larger steps: {}", rate=near_limit(0.8), t=0),
                try_it("Too large: {}", rate=above_limit(1.05), t=0),
                try_it("As before: {}", rate=near_limit(0.09), t=0),
            ),
        ),
        questions(
            number(
                "A line has the slope 2 and the intercept 1. What does it say at x = 3?",
                answer=7.0,
                within=0.01,
                hint="Start at the intercept. Then go three steps to the right.",
                because="2 · 3 + 1 = 7.",
            ),
            choice(
                "One point moves far up, at the right end. What does the best line do?",
                ("it gets steeper", "it gets flatter", "it stays, since seven points are where they were"),
                right=0,
                hint="Drag the last point up and watch.",
                because="The line turns towards that point. Its error is squared, so a point far off counts a lot.",
            ),
            do(
                "Move the points until a line fits them almost exactly: a loss below 0.02 at the end.",
                until=below(Live("loss", at="end"), 0.02),
                solved_by={"table": "point_x_y_-2~-2_-1~-1_0~0_1~1_2~2"},
                hint="Put every point onto the dashed line, or take away those that are far from it.",
                because="Then every error is nearly 0, and so is the average of their squares.",
            ),
        ),
    ),
)
