"""The learning rate
**How far should each step go?** Too small, and nothing happens. Too large, and every step overshoots until the loss
explodes. Drag it and see both.
"""

from typing import Any

from components.pictures import heat_map, landscape, learning_rate_axis, weight_slices
from components.spec import RunSpec, Sweep
from components.ui import (
    Field,
    Header,
    Live,
    above,
    above_limit,
    all_of,
    alongside,
    below,
    below_limit,
    between_limits,
    choice,
    do,
    equal,
    lesson,
    moment,
    near_limit,
    number,
    questions,
    try_it,
)

# Plain gradient descent, whose limit is known exactly. Each button turns all of it, whatever was turned before.
DESCENT: dict[str, Any] = {
    "model": "scratch",
    "optimizer": "sgd",
    "plan": "",
    "loss": "mse",
    "wiring": "right",
    "batch": None,
}

lesson(
    __doc__,
    start=RunSpec(seed=144, lr=1e-5, epochs=100),
    beside={"sweep": Sweep()},
    knobs=("scale", "epochs"),
    body=(
        alongside(
            learning_rate_axis,
            """
            The :red[curve] shows how low the loss gets after the whole run, for every learning rate. Up to a point,
            further right is better. Then comes an edge, the :violet[**limit**]: beyond it the steps overshoot further
            each time, and the loss grows without end. Higher is not faster.

            Where that edge lies is no rule of thumb: it follows from the data, exactly. Try both sides of it:
            """,
            (
                try_it("Just below: {}", rate=below_limit(), scale="raw", **DESCENT),
                try_it("Just above: {}", rate=above_limit(1.05), scale="raw", **DESCENT),
            ),
        ),
        alongside(
            landscape,
            """
            ## A ravine, seen from above
            Look down on the loss. Lines join places of equal loss, the cross is the lowest point, and the dot is the
            run. The loss is a long ravine: steep from wall to wall, flat along its bed.

            Each step goes down the slope. A short one goes down the wall that it stands on. A longer one lands on the
            other wall. And one that lands *higher* than it began makes the next one longer still: the dot flies from
            wall to wall, and never comes back. That is the limit.

            How steep is the wall? Its **curvature** says how fast the slope changes. With these five regions, as they
            are, it is 17 909 in the steepest direction. A step lands just as high on the other side if the rate is
            2 / 17 909 = 0.0001117. So this is the limit. In symbols, with $\\lambda_{\\text{max}}$ for the sharpest
            curvature of all directions:

            $$
            \\text{limit} = \\frac{2}{\\lambda_{\\text{max}}}
            $$

            These axes are mixtures of weights. Choose w11 and w12 in the list above the picture, and you see the
            ravine lie across both. It curves 24 times as much from wall to wall as along its bed, and it moves, because
            the other six numbers move too. Standardise the inputs, and the ravine turns round: now it curves only about
            twice as much one way as the other.
            """,
            (
                try_it("A bowl instead", scale="standardised", lr=0.5, **DESCENT),
                try_it("The ravine again: {}", rate=near_limit(0.09), scale="raw", **DESCENT),
            ),
        ),
        alongside(
            weight_slices,
            """
            ## Eight promises, one broken
            The dotted lines on the axis above are the limits along *single* weights. They all lie to the right of the
            real limit. So there are learning rates at which each of the eight moves, taken alone, would lower the loss,
            and together they raise it:
            """,
            try_it("See it: {}", t=0.4, rate=between_limits(), scale="raw", **DESCENT),
            moment("the dots, enlarged", view="Zoom here"),
            """
            Every :green[arrow] goes down its own curve, but look where the joint step lands, the :green[dashed ring]:
            higher than before, from nearly every random start. All eight numbers correct the same error at once, and
            together they correct it several times over.

            ## Why is the limit so small?
            The dotted lines say it: alone, the bias could take a learning rate up to 2. With the regions as they are,
            the rainfall weight could not even take 0.0003. One rate has to suit them all, and the sharpest curve
            decides. So the bias hardly moves. Standardised inputs have the same spread in every column; then all curves
            are alike, and the limit is about 1:
            """,
            (
                try_it("Standardise, 0.5", scale="standardised", lr=0.5, **DESCENT),
                try_it("Raw again: {}", rate=near_limit(0.09), scale="raw", **DESCENT),
            ),
        ),
        alongside(
            heat_map.of("sweep"),
            """
            ## All rates at once
            Each row of this map is a whole run with a learning rate of its own. From left to right it goes through the
            epochs, and its colour is its loss: the stronger, the higher.

            Below the :violet[**limit**] every row fades. Above it every row grows stronger, until no number is left for
            its loss: there it is hatched. Press a row, and the run of this page takes its rate.

            Does more time help a rate that is too high? Do other data have another limit?
            """,
            (
                try_it("100 epochs", epochs=100, scale="raw", **DESCENT),
                try_it("1 000 epochs", epochs=1000, scale="raw", **DESCENT),
                try_it("Standardised: {}", rate=near_limit(0.5), epochs=100, scale="standardised", **DESCENT),
            ),
            """
            The buttons above the map put something else side by side. **Random starts**: some are luckier than others,
            but all share one limit. **Batch sizes** and **Optimizers**: the same rate, and for each another limit, or
            none that is known.
            """,
        ),
        questions(
            do(
                "Turn the learning rate until the loss explodes.",
                until=above(Live("loss", at="end"), 1e6),
                solved_by={"lr": 2e-4},
                hint="Beyond the limit every step overshoots. The learning rate's slider shows where it is.",
                because=(
                    "Beyond the limit, here ",
                    Header("limits.lr_limit"),
                    ", every step overshoots by more than it corrects, so the loss grows from update to update.",
                ),
            ),
            do(
                "With the raw inputs, bring the loss below 20 within 100 epochs.",
                until=all_of(
                    equal(Field("scale"), "raw"), below(Field("epochs"), 101), below(Live("loss", at="end"), 20.0)
                ),
                solved_by={"lr": 1e-4},
                hint="Go close to the limit, and stay on the safe side of it.",
                because="The fastest rates lie close below the limit. From the random start of this page, 0.0001 "
                "ends at 17.5, and both 0.00009 and 0.00011 end above 20.",
            ),
            do(
                (
                    "Find a rate that leaves the loss higher after 100 epochs than it was at the start, and yet "
                    "below 10 000."
                ),
                until=all_of(
                    above(Live("loss", at="end"), Live("loss", at="start")), below(Live("loss", at="end"), 10_000)
                ),
                solved_by={"lr": 1.12e-4},
                hint="Far beyond the limit the loss explodes. Where would it only creep up?",
                because="That is just past the limit: each step overshoots by only a little more than it corrects, "
                "so the loss climbs slowly. A little further, and it explodes.",
            ),
            number(
                (
                    "The sharpest curvature of this loss, over all directions, is 17 909. What is the limit of the "
                    "learning rate?"
                ),
                answer=2 / 17909,
                within=0.02,
                hint="The limit is two divided by the sharpest curvature.",
                because="2 / 17 909 = 0.0001117. Flatter directions would allow more, but one rate has to suit them "
                "all.",
            ),
            choice(
                "You double the learning rate. What happens to the loss?",
                ("It falls twice as fast", "It falls half as fast", "It depends on how far the limit is"),
                right=2,
                hint="Try it twice: once far below the limit, and once close to it.",
                because="Far below the limit, a larger rate is faster. Beyond the limit, the same loss explodes.",
            ),
            choice(
                "You train ten times as long. Where on the map do rows begin to explode?",
                ("Further up", "Further down", "Where it was"),
                right=2,
                hint="The buttons beside the map train all its rows for longer. Watch where hatching begins.",
                because="The limit follows from the data, not from the number of epochs. More epochs only show it more "
                "clearly: what shrinks shrinks further, and what grows grows further.",
            ),
        ),
    ),
)
