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
    crop_table,
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
    prediction_cells,
    predictions,
    printed,
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
from components.ui import chosen, group, lesson, offer, try_it

# What each button begins with: the whole page as it opens, so that what it shows does not depend on what was there.
OPENS: dict[str, Any] = {
    **RunSpec(seed=144).values,
    **dict.fromkeys(("race", "against", "level", "over", "along", "region", "guess"), ""),
}
NETWORK: dict[str, Any] = {"model": "network", "problem": "crops_15", "scale": "standardised", "seed": 1}


def on(*pictures: Picture, **fields: Any) -> dict[str, Any]:
    """These pictures on screen, of the run of this page but for these fields."""
    return {**OPENS, "show": "~".join(one.name for one in pictures), **fields}


lesson(
    __doc__,
    start=RunSpec(seed=144),
    beside={"sweep": Sweep()},
    race=(),
    knobs=(
        group("Data", "problem", "scale", "table"),
        group("Model", "model", "hidden", "activation", "wiring", "dtype", "device"),
        group("Training", "loss", "optimizer", "plan"),
        group("Run", "epochs", "batch", "shuffle", "seed", "start"),
    ),
    body=(
        chosen(
            {
                "Loss and weights": (
                    offer(loss_curve, "Loss", "How does it fall?"),
                    offer(compare_losses, "Loss, beside simpler models", "Is it better than a line, or the mean?"),
                    offer(batch_loss, "Loss of each batch", "What does one batch know of all rows?"),
                    offer(row_losses, "Loss of every row", "Which region is hard to learn?"),
                    offer(rate_curve, "Learning rate over time", "What does the plan do?"),
                    offer(weight_slices, "Slices of the loss", "How steep is it along each weight?"),
                    offer(updates, "Updates", "Every weight, gradient and step as a number"),
                    offer(start_values, "Start", "Was the random start a lucky one?"),
                ),
                "Surface": (
                    offer(landscape, "Landscape", "What does the way down look like, in 3-D too?"),
                    offer(sharpness, "Sharpness", "How close is a network to the edge?"),
                    offer(learning_rate_axis, "Every learning rate", "Where is the limit, and where the best rate?"),
                    offer(heat_map.of("sweep"), "Sweep", "All rates, starts, batches or optimizers at once"),
                ),
                "Race": (),  # race_curves, race_table and differences
                "Data and predictions": (
                    offer(predictions, "Predictions", "How far is each from its target?"),
                    offer(crop_table, "Table of data", "What if a number were another? Edit it"),
                    offer(plane, "Plane", "What has the model learned, seen in space?"),
                    offer(new_region, "New region", "What does it say where there is no data?"),
                    offer(batches, "Batches", "Which rows does an update see?"),
                    offer(loss_steps, "Errors to one number", "Where does the loss come from?"),
                    offer(loss_functions, "Loss functions", "What would another loss say?"),
                ),
                "Program and numbers": (
                    offer(code, "Program", "Which line runs now?"),
                    offer(code_pair, "Two programs", "By hand or built in: the same numbers?"),
                    offer(wiring, "Five steps", "What if a step is wired wrongly?"),
                    offer(network, "Network", "What does each unit pass on?"),
                    offer(saturation, "Saturation", "Which units no longer learn?"),
                    offer(prediction_cells, "inputs @ w.t() + b", "How is a prediction computed?"),
                    offer(equations, "Equations", "How do two equations become a matrix?"),
                    offer(printed, "What fit prints", "Is the printed loss the true one?"),
                ),
            },
            first=(landscape, loss_curve),
            starts=(
                try_it("A ravine from above", **on(landscape, weight_slices, lr=1e-4)),
                try_it(
                    "At the edge of stability",
                    **on(sharpness, loss_curve, **NETWORK, epochs=1_000, lr=0.025),
                ),
                try_it(
                    "Batches against all rows",
                    **on(
                        landscape,
                        loss_curve,
                        model="linear",
                        problem="crops_15",
                        scale="standardised",
                        lr=0.1,
                        race="batch=1&shuffle=true",
                        against="2",
                    ),
                ),
                try_it(
                    "Warm up, then cool down",
                    **on(rate_curve, loss_curve, **NETWORK, optimizer="adam", plan="cosine~10", lr=0.1),
                ),
                try_it("All rates at once", **on(heat_map, learning_rate_axis, lr=1e-4)),
            ),
        ),
    ),
)
