"""Your own data
**What will a model learn from your numbers?** Paste a table, open a file, or take one that is ready: the run beside it
learns from that at once.
"""

from components.pictures import code, data_table, loss_curve, predictions
from components.spec import RunSpec
from components.ui import alongside, lesson, own_data

lesson(
    __doc__,
    start=RunSpec(problem="salary", model="linear", lr=0.0141, epochs=100),
    knobs=("scale", "epochs"),
    body=(
        own_data(loss_curve),
        alongside(
            data_table,
            "## The table",
            "These are the rows that the model sees, inputs first, targets last. Click a number, type another, press "
            "**Enter**: the run begins again.",
        ),
        alongside(
            predictions,
            "## What it predicts",
            "Each dot is a row: its target below, its prediction on the left. On the line both are the same.",
        ),
        alongside(
            code,
            "## The program",
            "This is the whole of it, with your data: it prints the same losses on your own machine.",
        ),
    ),
)
