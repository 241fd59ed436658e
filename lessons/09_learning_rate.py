"""The learning rate
It decides how far each step goes. Too small, and nothing happens. Too large, and every step overshoots until the
loss explodes. Drag it and see both.
"""

from components.pictures import learning_rate_axis, loss_curve, predictions, weight_slices
from components.spec import RunSpec
from components.ui import beside, lesson, try_it

lesson(
    __doc__,
    start=RunSpec(seed=144, lr=1e-5, epochs=100),
    knobs=("scale", "epochs"),
    body=(
        learning_rate_axis,
        """
        The curve shows how low the loss gets with each learning rate after the whole run. Further right is better,
        up to an edge: at the
        **limit** the loss stops falling, and beyond it every step makes things worse. Higher is not faster.

        The limit is no rule of thumb. It is 2 divided by the largest curvature of the loss in any direction, $2 /
        \\lambda_{\\max}$, and it is
        computed exactly from this data. Try both sides of it:
        """,
        (try_it("Just below: 0.00011", lr=1.1e-4, scale="raw"), try_it("Just above: 0.00012", lr=1.2e-4, scale="raw")),
        beside(loss_curve, predictions),
        """
        ### Eight promises, one broken
        The grey ticks on the axis are the limits along *single* weights. They all lie to the right of the real
        limit. So there are learning
        rates at which each of the eight moves, taken alone, would lower the loss, and together they raise it:
        """,
        try_it("See it: 0.00015", t=0.4, lr=1.5e-4, scale="raw"),
        weight_slices,
        """
        Every green arrow points down its own curve. The dashed ring is where the joint step lands. At 0.00015 it is
        higher than before,
        because all weights correct the same error at once, and together they correct it several times over.

        ### Why is the limit so small?
        Along one direction the loss is more than two million times as steep as along another. The steepest direction
        sets the limit, the flattest
        one then takes for ever. Standardised inputs are nearly equally steep in all directions, and the limit moves
        to about 1:
        """,
        (try_it("Standardise, 0.5", scale="standardised", lr=0.5), try_it("Raw again", scale="raw", lr=1e-5)),
    ),
)
