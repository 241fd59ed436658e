"""Watch a machine learn
**What will Sinnoh harvest?** A machine guesses it from the weather, wrongly at first, and corrects itself step by step.
Drag the **learning rate** and see what happens.
"""

from components.pictures import loss_curve, predictions
from components.spec import RunSpec
from components.ui import alongside, beside, contents, lesson

lesson(
    __doc__,
    start=RunSpec(seed=144, lr=1e-5, epochs=100),
    knobs=("scale",),
    body=(
        alongside(
            beside(predictions, loss_curve, shares=(1.4, 1)),
            """
            Sinnoh is hot and dry: 102 °F, 43 mm of rain, 37 % humidity. How many tons of apples does a hectare give
            there, and how many of oranges? Nobody has a formula. But five regions have measured their weather *and*
            their harvest, so a machine can learn from them.

            Every :blue[**dot**] is a prediction, every **ring** the harvest that really came. The :red[**line**]
            between them is the error. The :red[**loss**] is one number for all errors: the average of their squares.
            Training makes it small.

            This is no film made beforehand. A real PyTorch loop has trained this run on the server, and trains a new
            one for every setting that nobody has tried yet. Stop it, step through it, run it back, or send the link: it
            shows the same to everyone.
            """,
        ),
        """
        ## What it takes
        The weather of five regions is a table of numbers, a **tensor**. The model has eight numbers of its own, the
        loss says how wrong they make it, and a **gradient** says which way each of them must go. One page for each:
        """,
        contents(),
    ),
)
