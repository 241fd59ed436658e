"""Laboratory
**What happens if …?** Turn the learning rate or any other knob, and choose under **Pictures** what you want to see.
Your link brings all of it back.
"""

from typing import Any

from components.pictures import (
    Picture,
    batch_loss,
    batches,
    code,
    code_pair,
    compare_losses,
    data_table,
    differences,
    equations,
    heat_map,
    landscape,
    learning_rate_axis,
    loss_curve,
    loss_functions,
    loss_steps,
    network,
    new_region,
    plane,
    points,
    prediction_cells,
    predictions,
    printed,
    race_curves,
    race_table,
    rate_curve,
    row_losses,
    saturation,
    sharpness,
    start_values,
    updates,
    weight_slices,
    wiring,
)
from components.spec import RunSpec, Sweep
from components.ui import chosen, group, lesson, offer, ready_fields, try_it

# What each button begins with: the whole page as it opens, so that what it shows does not depend on what was there.
START = RunSpec(seed=144)
OPENS: dict[str, Any] = {
    **START.values,
    **dict.fromkeys(("race", "against", "level", "over", "along", "seen", "region", "guess", "weights"), ""),
}
NETWORK: dict[str, Any] = {"model": "network", "problem": "crops_15", "scale": "standardised", "seed": 1}


def on(*pictures: Picture, **fields: Any) -> dict[str, Any]:
    """These pictures on screen, of the run of this page but for these fields."""
    return {**OPENS, "show": "~".join(one.name for one in pictures), **fields}


lesson(
    __doc__,
    start=START,
    beside={"sweep": Sweep()},
    race=(),
    knobs=(
        group("Data", "problem", "scale", "degree", "table", "validation", "test", "split"),
        group("Model", "model", "hidden", "activation", "wiring", "dtype", "device"),
        group("Training", "loss", "l2", "l1", "optimizer", "plan"),
        group("Run", "epochs", "patience", "batch", "shuffle", "seed", "start"),
    ),
    body=(
        chosen(
            {
                "Loss and weights": (
                    offer(loss_curve, "Loss", "how does it fall?"),
                    offer(compare_losses, "Loss, beside simpler models", "is it better than a line, or the mean?"),
                    offer(batch_loss, "Loss of each batch", "what does one batch know of all rows?"),
                    offer(row_losses, "Loss of every row", "which region is hard to learn?"),
                    offer(rate_curve, "Learning rate over time", "what does the plan do?"),
                    offer(weight_slices, "Slices of the loss", "how steep is it along each weight?"),
                    offer(updates, "Updates", "every weight, gradient and step as a number"),
                    offer(start_values, "Start", "was the random start a lucky one?"),
                ),
                "Surface": (
                    offer(landscape, "Landscape", "what does the way down look like, in 3-D too?"),
                    offer(sharpness, "Sharpness", "how close is a network to the edge?"),
                    offer(learning_rate_axis, "Every learning rate", "where is the limit, and where the best rate?"),
                    offer(heat_map.of("sweep"), "Sweep", "all rates, starts, batches or optimizers at once"),
                ),
                "Race": (
                    offer(race_curves, "Curves of all runners", "who falls faster, and who flies out?"),
                    offer(race_table, "Table of the race", "who is there first, and stays?"),
                    offer(differences, "Differences", "what differs between two runs, to the line of code?"),
                ),
                "Data and predictions": (
                    offer(predictions, "Predictions", "how far is each from its target?"),
                    offer(data_table, "Table of data", "what if a number were another?"),
                    offer(points, "Points", "where does the line go through points of one input?"),
                    offer(plane, "Plane", "what has the model learned, seen in space?"),
                    offer(new_region, "New region", "what does it say where there is no data?"),
                    offer(batches, "Batches", "which rows does an update see?"),
                    offer(loss_steps, "Errors to one number", "where does the loss come from?"),
                    offer(loss_functions, "Loss functions", "what would another loss say?"),
                ),
                "Program and numbers": (
                    offer(code, "Program", "which line runs now?"),
                    offer(code_pair, "Two programs", "by hand or built in: the same numbers?"),
                    offer(wiring, "Five steps", "what if a step is wired wrongly?"),
                    offer(network, "Network", "what does each unit pass on?"),
                    offer(saturation, "Saturation", "which units no longer learn?"),
                    offer(prediction_cells, "inputs @ w.t() + b", "how is a prediction computed?"),
                    offer(equations, "Equations", "how do two equations become a matrix?"),
                    offer(printed, "What fit prints", "is the printed loss the true one?"),
                ),
            },
            first=(landscape, loss_curve),
            starts=(
                try_it("A ravine from above", **on(landscape, lr=1e-4)),
                try_it(
                    "At the edge of stability",
                    **on(sharpness, loss_curve, **NETWORK, epochs=1_000, lr=0.025),
                ),
                try_it(
                    "All rows, or one at a time",
                    **on(
                        landscape,
                        loss_curve,
                        model="linear",
                        problem="crops_15",
                        scale="standardised",
                        shuffle=True,
                        lr=0.1,
                        race="batch=1",
                        against="2",
                    ),
                ),
                try_it(
                    "Warm up first",
                    **on(
                        loss_curve,
                        rate_curve,
                        **NETWORK,
                        hidden="16",
                        epochs=200,
                        plan="cosine~20",
                        lr=0.3,
                        race="plan=constant",
                        against="2",
                    ),
                ),
                try_it("All rates at once", **on(heat_map, learning_rate_axis, lr=1e-4)),
            ),
            races=tuple(
                try_it(one.label, **{**on(race_curves, race_table), **one.fields}) for one in ready_fields(START)
            ),
        ),
    ),
)
