"""Your own data
**What will a model learn from your numbers?** Paste a table, open a file, or take one that is ready: the run beside it
learns from that at once.
"""

from components.pictures import code, data_table, loss_curve, predictions
from components.spec import RunSpec
from components.ui import Field, alongside, choice, do, equal, lesson, own_data, questions

lesson(
    __doc__,
    start=RunSpec(problem="salary", model="linear", lr=0.0141, epochs=100),
    knobs=("scale", "epochs"),
    body=(
        own_data(loss_curve),
        alongside(
            data_table,
            "## The table",
            "These are the rows that the model sees: inputs first, targets last. Click a number, type another, press "
            "**Enter**, and the run begins again.",
            "A small table is in this page’s link. A large one stays in your browser, and on this server for a while: "
            "whoever opens your link later needs the same file. **Save** keeps the rows as they are now in one.",
        ),
        alongside(
            predictions,
            "## What it predicts",
            "For each row a ring stands at its target, a dot at what the model predicts, and the line between them is "
            "the error. Press **Play**: the dots move towards their rings.",
        ),
        alongside(
            code,
            "## The program",
            "The run as a program in PyTorch. Line by line, it does what you see on this page.",
        ),
        questions(
            choice(
                "A table has the columns town, rainfall and harvest. What does a linear model learn from the names of "
                "the towns?",
                ("One weight for each town", "Nothing: it computes with numbers", "The order of the rows"),
                right=1,
                hint="The prediction is weight times input, plus bias. What would “Oslo” be there?",
                because="Names can stand beside the rows, so that you know which is which. The model never sees them.",
            ),
            choice(
                "An input is a year, such as 2010, and the loss explodes at every learning rate of the knob. Why?",
                (
                    "Years cannot be learned from",
                    "Large inputs make large gradients, so only tiny steps are safe",
                    "There are too few rows",
                ),
                right=1,
                hint="The gradient of a weight is the error times its input. How large is the input here?",
                because="Inputs near 2000 make the loss curve some four million times as strongly as inputs near 1. "
                "Standardised, years are small numbers around 0.",
            ),
            do(
                "Let the model learn from how warm a day was, and how many ice creams were sold.",
                until=equal(Field("problem"), "ice_cream"),
                hint="It is one of the ready tables.",
                because="One input, one target: a line through the days.",
                solved_by={"problem": "ice_cream"},
            ),
            do(
                "Standardise the inputs.",
                until=equal(Field("scale"), "standardised"),
                hint="It is a knob at the top of this page.",
                because="Each input now has mean 0 and spread 1, so one learning rate suits every column.",
                solved_by={"scale": "standardised"},
            ),
        ),
    ),
)
