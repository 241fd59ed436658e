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
        The :red[curve] shows how low the loss gets after the whole run, for every learning rate. Up to a point, further
        right is better. Then comes an edge, the :violet[**limit**]: beyond it the steps overshoot further each time,
        and the loss grows without end. Higher is not faster.

        The limit is no rule of thumb. It is $2 / \\lambda_{\\max}$, two divided by the sharpest curvature of the loss
        in any direction, computed exactly from this data. Try both sides of it:
        """,
        (try_it("Just below: 0.00011", lr=1.1e-4, scale="raw"), try_it("Just above: 0.00012", lr=1.2e-4, scale="raw")),
        beside(loss_curve, predictions),
        """
        ### Eight promises, one broken
        The dotted lines on the axis are the limits along *single* weights. They all lie to the right of the real limit.
        So there are learning rates at which each of the eight moves, taken alone, would lower the loss, and together
        they raise it:
        """,
        try_it("See it: 0.00015", t=0.4, lr=1.5e-4, scale="raw"),
        weight_slices,
        """
        Press **Zoom here**. Every :green[arrow] goes down its own curve, but look where the joint step lands, the
        :green[dashed ring]: higher than before. All eight numbers correct the same error at once, and together they
        correct it several times over.

        ### Why is the limit so small?
        The dotted lines say it: alone, the bias could take steps of 2, the rainfall weight not even 0.0003. One
        learning rate has to suit them all, and the sharpest curve decides. So the bias hardly moves. Standardised
        inputs have the same spread in every column; then all curves are alike, and the limit is about 1:
        """,
        (try_it("Standardise, 0.5", scale="standardised", lr=0.5), try_it("Raw again", scale="raw", lr=1e-5)),
    ),
)
