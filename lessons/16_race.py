"""The race
**Which optimizer is the fastest?** All start at the same place, on one clock. Drag the ring, and all start there.
"""

from typing import Any

from components.pictures import contours, race_curves, race_table
from components.spec import Descent
from components.spec.race import pack_race
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

PLAIN: dict[str, Any] = {"optimizer": "sgd", "noise": 0.0, "steps": 300}
RAVINE = "(x**2 + 100*y**2)/2"
# Each at the best rate of a fair search: the same 25 rates for all, the same start, 300 steps.
TUNED: tuple[dict[str, Any], ...] = (
    {"optimizer": "momentum", "lr": 0.00316},
    {"optimizer": "adagrad", "lr": 5.62},
    {"optimizer": "rmsprop", "lr": 0.1},
    {"optimizer": "adam", "lr": 0.178},
)
SAME = tuple({"optimizer": one["optimizer"]} for one in TUNED)
START = Descent(**{**PRESETS["ravine"].fields, **PLAIN, "text": RAVINE, "lr": 0.0178})


def on(name: str, rivals: tuple[dict[str, Any], ...], **fields: Any) -> dict[str, Any]:
    """Plain SGD on the surface with this name and its rivals, but for these fields."""
    return {**PRESETS[name].fields, **PLAIN, **fields, "race": pack_race(rivals, START)}


def rates(*lr: float) -> tuple[dict[str, Any], ...]:
    return tuple({"lr": one} for one in lr)


lesson(
    __doc__,
    start=START,
    race=TUNED,
    body=(
        alongside(
            beside(contours, race_curves, shares=(1.5, 1)),
            """
            ## No champion
            The walls of this ravine are 100 times as steep as its bed. **Adagrad** wins: it is below 0.001 after 5
            steps, plain SGD after 263. But the race is not over. Turn the ravine by 45 degrees, with the same curvature
            everywhere, and run it again with the same rates:
            """,
            (
                try_it("The ravine", **on("ravine", TUNED, text=RAVINE, lr=0.0178)),
                try_it(
                    "Turned by 45°",
                    **on("turned", TUNED, text="((x + y)**2 + 100*(y - x)**2)/4", x=-4.243, y=-2.828, lr=0.0178),
                ),
            ),
            """
            SGD and momentum do not notice: they know no axes. Adagrad and RMSprop divide *each coordinate* by its own
            memory of gradients, so they were lucky that the walls stood along y. Now Adagrad does not get there at all.
            """,
        ),
        alongside(
            race_table,
            """
            ## What each remembers
            - **SGD** remembers nothing. Every step is the rate times the slope.
            - **Momentum** keeps 90 % of its velocity. It rolls on along the bed, and swings across it.
            - **Adagrad** adds up the squares of all slopes so far, and divides by the root. Its steps only get smaller.
            - **RMSprop** divides by the root of a running mean of the squares, which forgets.
            - **Adam** does both: a running mean of slopes, divided by that root.

            ## A surface on which Adam loses
            In a round bowl SGD with rate 0.5 is at the bottom after a single step. Adam swings about it for 78: its
            velocity has to die down first. In Beale's valley it is the other way round.
            """,
            (
                try_it("The bowl", **on("bowl", ({"optimizer": "adam", "lr": 1.78},), lr=0.5)),
                try_it("Beale's valley", **on("beale", ({"optimizer": "adam", "lr": 0.562},), lr=0.0316)),
            ),
            """
            Adam's strength is another. With one rate, 1.78, it comes to the bottom of ten very different surfaces
            within 300 steps; no rate of SGD does that. It seldom needs to be told how steep a surface is.

            ## Make it a fair race
            Who wins is decided by whoever picks the rates. Above, each ran at its own best rate. With *one* rate for
            all, the order changes:
            """,
            (
                try_it(
                    "0.01 for all",
                    **on("ravine", tuple({"optimizer": one["optimizer"]} for one in TUNED), text=RAVINE, lr=0.01),
                ),
                try_it("Five rates of SGD", **on("ravine", rates(0.001, 0.005, 0.01, 0.02), text=RAVINE, lr=0.0178)),
                try_it(
                    "Eight noises",
                    **on("saddle", tuple({"seed": seed} for seed in range(1, 8)), noise=0.05),
                ),
            ),
            """
            So when you read that one optimizer beats another, ask: at which rates, from which start, on what surface,
            and what counts as there? The table asks who *stays* below a height, not who touches it once. Write another
            height below it, remove runners, or add your own.
            """,
        ),
        questions(
            do(
                "Let plain SGD stay below 0.001 on the round bowl sooner than Adam.",
                until=all_of(
                    equal(Field("text"), PRESETS["bowl"].text),
                    equal(Field("optimizer"), "sgd"),
                    below(Live("loss", at=4), 1e-3),
                    above(Live("loss", at="start"), 1),
                ),
                solved_by=on("bowl", (), lr=0.5),
                hint="One minus the rate times the curvature is what is left after each step. When is nothing left?",
                because="At rate 0.5 and curvature 2 nothing of the distance is left after the first step.",
            ),
            number(
                "Adagrad divides its first slope by the root of that slope's own square. How far does it move x in its "
                "first step, at rate 5.62?",
                answer=5.62,
                within=0.01,
                hint="A number divided by the root of its own square: what is left of it?",
                because="Only its sign is left. So the first step is the rate, in x and in y, however steep it is.",
            ),
            choice(
                "Turning the ravine makes Adagrad lose. Why does SGD not care?",
                (
                    "Its rate is smaller",
                    "Its step is the slope times one number, the same in every direction",
                    "It remembers the turn",
                ),
                right=1,
                hint="Which of them treats x and y each in its own way?",
                because="The slope turns with the surface, and SGD's step with it. Adagrad divides x and y separately.",
            ),
            choice(
                "A page shows five optimizers at the same rate, and one of them wins. What do you know?",
                (
                    "It is the best of the five",
                    "That this rate suits it best",
                    "That it would win at any rate",
                ),
                right=1,
                hint="Look at what one rate for all does to the order here.",
                because="Each has a rate of its own that suits it. A fair race gives each the same search for it.",
            ),
        ),
    ),
)
