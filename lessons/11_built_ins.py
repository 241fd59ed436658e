"""PyTorch's built-ins
**What does PyTorch do for you?** Real data has thousands of rows, too many for one step. So they are dealt into
**batches**, and PyTorch does the dealing, the model and the update.
"""

from typing import Any

from components.pictures import batch_loss, batches, code_pair, loss_curve, printed, rate_curve
from components.spec import RunSpec
from components.ui import (
    Field,
    Live,
    all_of,
    alongside,
    below,
    beside,
    between,
    choice,
    do,
    equal,
    lesson,
    number,
    questions,
    try_it,
)

# The 15 regions, 100 epochs and plain gradient descent at one rate: what the text and the buttons' labels speak of.
DATA: dict[str, Any] = {
    "problem": "crops_15",
    "table": "",
    "model": "linear",
    "optimizer": "sgd",
    "loss": "mse",
    "epochs": 100,
    "scale": "raw",
    "lr": 1e-5,
    "plan": "",
}

# One row at a time, with steps so large that the weights never come to rest.
RESTLESS: dict[str, Any] = {**DATA, "scale": "standardised", "lr": 0.2, "batch": 1, "shuffle": True, "seed": 6}

lesson(
    __doc__,
    start=RunSpec(problem="crops_15", model="linear", batch=5, shuffle=True, lr=1e-5, epochs=100, seed=6),
    knobs=("batch", "shuffle", "problem"),
    speed=1,
    body=(
        alongside(
            batches,
            """
            ## Rows into batches
            Each card is a row of the data: three inputs, an arrow, two targets. The lit batch is what **one update**
            learns from. With 15 rows and batches of 5, an epoch is three updates, and 15 rows with 2 targets each are
            30 predictions.

            ```python
            train_ds = TensorDataset(
                inputs, targets
            )
            train_ds[0:3]        # first three
            train_ds[[0, 2, 4]]  # these three
            train_dl = DataLoader(
                train_ds, batch_size=5,
                shuffle=True,
            )
            for xb, yb in train_dl:
                ...  # xb [5, 3], yb [5, 2]
            ```

            A `TensorDataset` keeps inputs and targets together, so that both are picked by the same index, counted from
            0. A `DataLoader` deals the rows. With `shuffle=True` it deals them anew every epoch: watch the cards fly.
            """,
            (
                try_it("Batches of 4: the last is short", batch=4, **DATA),
                try_it("One row at a time", batch=1, **DATA),
                try_it("All rows at once", batch=None, **DATA),
                try_it("Batches of 5", batch=5, **DATA),
            ),
        ),
        alongside(
            beside(printed, batch_loss),
            """
            ## What fit prints is not the whole truth
            The lecture's `fit` prints the loss of the **last batch** of every tenth epoch. That is one third of the
            data. The loss on all rows stands beside it.

            The printed loss jumps up and down, while the :red[loss on all rows] falls far more smoothly. A batch of
            easy rows gives a small number, a batch of hard rows a large one. So one printed line alone says little.

            ## Does shuffling help?
            You may hear that shuffling trains faster. That is no law. It is an experiment, so make it: switch it off,
            look at the loss on all rows after 100 epochs, switch it on again, try another random start.
            """,
            (
                try_it("Without shuffling", shuffle=False, batch=5, t=300, **DATA),
                try_it("With shuffling", shuffle=True, batch=5, t=300, **DATA),
                try_it("Another start, without", shuffle=False, batch=5, seed=8, t=300, **DATA),
                try_it("Another start, with", shuffle=True, batch=5, seed=8, t=300, **DATA),
            ),
            """
            Here it makes almost no difference: rows 0 to 4, 5 to 9 and 10 to 14 are nearly the same five regions, so
            every batch in their own order looks like all the data. Only the printed losses get calmer.

            Why small batches at all? An update from five rows costs a fraction of one from a million, and its gradient
            points roughly the same way. At the same learning rate, three updates an epoch also get further than one:
            """,
            (
                try_it("All rows: 100 updates", batch=None, t=100, **DATA),
                try_it("Batches of 5: 300 updates", batch=5, t=300, **DATA),
            ),
        ),
        alongside(
            code_pair,
            """
            ## From scratch, and built in
            `nn.Linear(3, 2)` holds a weight matrix of shape [2, 3] and a bias of shape [2], filled with random numbers;
            `list(model.parameters())` shows them. `F.mse_loss` is the mean squared error. `torch.optim.SGD` takes the
            parameters and the learning rate: `opt.step()` subtracts, `opt.zero_grad()` resets. *Stochastic* gradient
            descent is the same descent, with batches drawn at random.

            Nothing in it is new. Both programs begin with the same random numbers and get the same batches:
            """,
        ),
        alongside(
            beside(rate_curve, loss_curve),
            """
            ## A change of course
            One row at a time, at the rate 0.2: the loss falls at once, and then never comes to rest. Every row pulls
            the weights its own way, by a large step. So begin with large steps, and end with small ones:
            """,
            (
                try_it("One rate", **RESTLESS),
                try_it("Step decay", **{**RESTLESS, "plan": "step~30~0.1"}),
                try_it("1/t decay", **{**RESTLESS, "plan": "inverse~30"}),
                try_it("Warm-up, cosine", **{**RESTLESS, "plan": "cosine~10"}),
                try_it("On a plateau", **{**RESTLESS, "plan": "plateau~5~0.5"}),
            ),
            """
            With one rate, the loss on all rows still jumps between 1 and 2.9 in the last 30 epochs. Ten times smaller
            after every 30 epochs, the rate brings it to 0.9095, a hair above the lowest possible.

            ```python
            scheduler = (
                torch.optim.lr_scheduler.StepLR(
                    opt, step_size=30, gamma=0.1
                )
            )
            for epoch in range(100):
                ...  # all batches
                scheduler.step()
            ```

            A scheduler is asked once an epoch, after its last update, and turns the rate of its optimizer. What the
            optimizer has gathered stays. `ReduceLROnPlateau` is told the loss, here that on all rows, and waits until
            it gets no better.

            Smaller is not better as such. Where the loss still falls fast, small steps come too soon: here it ends at
            191 instead of 23.
            """,
            (
                try_it("Raw inputs, one rate", batch=5, shuffle=True, seed=6, **DATA),
                try_it("Raw inputs, step decay", batch=5, shuffle=True, seed=6, **{**DATA, "plan": "step~30~0.1"}),
            ),
            """
            You can also change course by hand. Press **From here on** below the learning rate, and turn it while the
            run plays: what was stays, what comes is another.
            """,
        ),
        questions(
            number(
                "15 rows, batches of 4: how many updates does one epoch make?",
                answer=4,
                within=0,
                hint="Deal out the rows until none is left. The last batch may be smaller than the others.",
                because="Three batches of 4 and a last one of 3. Every row is seen once in an epoch.",
            ),
            choice(
                "What does `fit` print as the loss?",
                ("The loss on all rows", "The loss of the last batch", "The average over all batches"),
                right=1,
                hint="Which loss was computed last before the line that prints?",
                because="`loss` still holds what the last batch of the epoch left in it. All rows may say another.",
            ),
            choice(
                "What does `train_ds[[0, 2, 4]]` give?",
                ("The rows 0 to 4", "Three rows of inputs and their three rows of targets", "Three batches"),
                right=1,
                hint="The inner brackets are a list of places. What does the dataset hold at each place?",
                because="A list picks just these rows, from inputs and targets at once: shapes [3, 3] and [3, 2].",
            ),
            choice(
                "What does `torch.optim.SGD` need to be told?",
                ("The parameters and the learning rate", "The data and the loss", "The number of epochs"),
                right=0,
                hint="What does `opt.step()` change, and what decides how far?",
                because="`opt.step()` reads each parameter's gradient, which `loss.backward()` has put there.",
            ),
            do(
                "Find a batch size that ends below a loss of 5, with 100 epochs at the learning rate 0.00001.",
                until=all_of(
                    equal(Field("epochs"), 100),
                    equal(Field("lr"), 1e-5),
                    equal(Field("plan"), "constant"),
                    below(Live("loss", at="end"), 5.0),
                ),
                solved_by={"batch": 1},
                hint="More updates in the same number of epochs: what does that ask of each batch?",
                because=(
                    "Smaller batches make more updates of the same 100 epochs: 1500 with one row. The loss is now ",
                    Live("loss", at="end"),
                    ".",
                ),
            ),
            do(
                "Stop the clock at an update whose batch has less than half the loss of all rows.",
                until=between(Live("batch_loss", at="now") / Live("loss", at="now"), 0.0, 0.5),
                solved_by={"t": 11},
                hint="Go update by update, and compare the loss of the batch with the loss on all rows.",
                because="A few easy rows look like a good model. Only all rows tell. As this page opens, update 11 "
                "is one.",
            ),
        ),
    ),
)
