"""Gradient descent, step by step
**What happens in one update?** Five phases. **Next phase** takes you through them one at a time; the line of the
program that runs is lit.
"""

from components.pictures import code, loss_curve, predictions, updates, wiring
from components.spec import RunSpec
from components.ui import (
    Field,
    Header,
    Live,
    alongside,
    below,
    beside,
    choice,
    do,
    equal,
    lesson,
    number,
    questions,
)

lesson(
    __doc__,
    start=RunSpec(seed=144, lr=1e-5, epochs=100),
    knobs=("model", "epochs"),
    speed=0.25,
    body=(
        alongside(
            beside(updates, code, shares=(1.45, 1)),
            """
            1. **predict**: the model computes its predictions from the inputs and its eight numbers.
            2. **loss**: one number says how far off the predictions are.
            3. **backward**: PyTorch computes the gradient, the slope of the loss along each of the eight numbers.
            4. **update**: each number moves by the learning rate times its gradient, against the slope.
            5. **zero**: the gradients go back to zero. PyTorch *adds* each new gradient to what is there, so without
               this phase the old ones would pile up.

            One round through all rows is an **epoch**. As this page opens, every update uses all rows, so one update is
            one epoch. Under **More** you can choose smaller batches.

            ## Check it by hand
            Take one row of the table and check it by hand. The gradient alone would be an absurd step: thousands, for a
            weight near zero. Times the learning rate it becomes small. The **step** is that, with the other sign:
            adding it gives the new value.

            $$\\text{new value} = \\text{value} - \\text{lr} \\cdot \\text{gradient}$$

            The program is complete: copy it, run it, and it prints the losses of this run, digit for digit. (Another
            kind of processor, or another PyTorch, may round the last digits differently.) Turn a knob and it changes
            with you. Choose **nn.Linear** to see the same five phases with PyTorch's own layer, loss function and
            optimizer.
            """,
        ),
        alongside(
            beside(loss_curve, predictions, shares=(1, 1.4)),
            """
            ## Many updates, one run
            The same five phases, over and over: each dot moves to its ring, and the loss falls.

            Can you reach the lowest possible loss, the dashed line in the picture? More epochs help, and so does a
            better learning rate.
            """,
        ),
        """
        ## Wire it wrong
        Five steps, and each of them can be forgotten or done wrongly. You will make these mistakes yourself one day, so
        make them here first. Choose a fault, say what will happen, and then see what really happens. Not every fault is
        an error: with a column against a row PyTorch only warns, and of gradients that are zeroed too early it says
        nothing at all.
        """,
        wiring,
        questions(
            number(
                (
                    "At the start w11 is ",
                    Live("weights", 0, at="start"),
                    ", its gradient ",
                    Live("grads", 0, at="start"),
                    ", and the learning rate ",
                    Live("lr", at="start"),
                    ". What is w11 after one update?",
                ),
                answer=Live("weights", 0, at="start") - Live("lr", at="start") * Live("grads", 0, at="start"),
                within=0.002,
                hint="Find the step first: the learning rate times the gradient. Does the update add or subtract it?",
                because="New value = value − learning rate · gradient. The table above shows it in the row of w11.",
            ),
            choice(
                "Why does the update stand under `torch.no_grad()`?",
                (
                    "It sets the gradients to zero",
                    "So that PyTorch does not record the update itself, and lets a weight be changed in place",
                    "It keeps the gradients from getting too large",
                ),
                right=1,
                hint="Autograd records what a loss is computed from. Is the update a part of that?",
                because="The update is no part of the loss. Without `no_grad`, changing a weight in place is an error.",
            ),
            do(
                "Choose batches so that one epoch has 5 updates.",
                until=equal(Header("updates_per_epoch", "the number of updates in an epoch"), 5),
                solved_by={"batch": 1},
                hint="An epoch uses every row once, and an update uses one batch. How large may each batch be?",
                because="An epoch is one round through all rows. Five rows in batches of 1 are five updates an "
                "epoch; all rows at once are one.",
            ),
            do(
                "Bring the loss down to the lowest possible, within 1 percent.",
                until=below(Live("loss", at="end"), Header("limits.min_mse") * 1.01),
                solved_by={"scale": "standardised", "lr": 0.5},
                hint="Two knobs together do it. One makes the inputs alike in size, and then the other may let the "
                "steps be longer.",
                because="One update lowers the loss a little, so it takes many. With raw inputs even thousands do "
                "not get there; with standardised inputs and a larger learning rate a hundred are enough.",
            ),
            do(
                "The loss of a program swings up and down and never settles. Wire the machine with the same fault.",
                until=equal(Field("wiring"), "no_zero_grad"),
                solved_by={"wiring": "no_zero_grad"},
                hint="Which of the steps makes the loop forget the old direction? That is the one to leave out.",
                because="Gradients that are never zeroed add up. The steps go on in the old direction, past the lowest "
                "point and up the other side, until enough opposite gradients have come together.",
            ),
            choice(
                "A program runs without an error, and its loss stays the same to the last digit, whatever the learning "
                "rate. What do you look for?",
                (
                    "A learning rate that is still too small",
                    "Steps that move nothing: gradients that are zeroed too early, or an optimizer of other weights",
                    "A sum where the mean should stand",
                ),
                right=1,
                hint="Which faults of the machine above leave every weight where it is? Try them.",
                because="Zeroed gradients make every step zero, and an optimizer moves only the weights that it was "
                "given. PyTorch forbids neither, so it says nothing.",
            ),
        ),
    ),
)
