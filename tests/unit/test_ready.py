"""The ready fields of runners: each is a race worth a look, and shows what its button promises."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import numpy as np
import pytest
from numpy.typing import NDArray

from components.engine import limits, rate_limit, run
from components.spec import LEARNING_RATES, RunSpec
from components.spec.race import gave_way, names, runners, unpack_race
from components.ui import ready_fields
from components.ui.address import LONGEST
from components.ui.site import entries
from tests.lessons import read

BUTTONS: Final = {button.label: button for button in ready_fields(RunSpec())}
RATES: Final = [min(LEARNING_RATES, key=lambda lr: abs(np.log(lr / 10 ** (-5 + i / 4)))) for i in range(25)]
"""What a fair search tries: four a decade, 0.00001 to 10."""
HOSTILE: Final = (
    RunSpec(wiring="plus", seed=9),
    RunSpec(problem="crops_5", start="w11~9000_b2~-5", epochs=7, dtype="float64"),
    RunSpec(model="network", optimizer="adam", plan="step~3~0.1", loss="huber", batch=2),
)
Losses = NDArray[np.floating]


@cache
def losses(spec: RunSpec) -> Losses:
    return run(spec).loss


def field(label: str, start: RunSpec = HOSTILE[0]) -> tuple[RunSpec, ...]:
    """The runners of a field, whatever the page showed before."""
    fields: dict[str, Any] = dict(BUTTONS[label].fields)
    packed = fields.pop("race")
    assert len(packed) <= LONGEST["race"]
    lead, said = start.turned(fields)
    rivals, ignored = unpack_race(packed, lead)
    assert (said, ignored, gave_way(lead, rivals)) == ([], (), ())
    return runners(lead, rivals)


def ends(label: str) -> list[float]:
    return [float(losses(one)[-1]) for one in field(label)]


@pytest.mark.parametrize("label", BUTTONS)
def test_a_field_is_the_same_whatever_was_turned_before_and_all_have_names(label: str) -> None:
    found = {field(label, start) for start in HOSTILE}
    assert len(found) == 1
    called = names(field(label))
    assert len(set(called)) == len(called) > 1


@pytest.mark.parametrize("label", sorted(BUTTONS.keys() - {"Five learning rates"}))
def test_every_runner_falls_far_below_its_start(label: str) -> None:
    assert all(losses(one)[-1] < losses(one)[0] / 5 for one in field(label))


def test_of_five_rates_one_flies_out_and_of_the_others_the_larger_falls_further() -> None:
    found = sorted(field("Five learning rates"), key=lambda one: one.lr)
    limit = rate_limit(found[0])
    assert limit is not None
    assert [one.lr < limit for one in found] == [True, True, True, True, False]
    assert [round(one.lr / limit, 2) for one in found] == [0.01, 0.09, 0.45, 0.9, 1.42]
    last = [float(losses(one)[-1]) for one in found]
    assert last[0] > last[1] > last[2] > last[3]
    assert last[0] < losses(found[0])[0] / 5
    assert not np.isfinite(last[4])


def best(spec: RunSpec) -> float:
    """The rate of the search that ends lowest."""
    tried = {lr: losses(RunSpec(**{**spec.values, "lr": lr}))[-1] for lr in RATES}  # type: ignore[arg-type]
    return min(tried, key=lambda lr: np.nan_to_num(tried[lr], nan=np.inf))


@pytest.mark.parametrize("label", ["Five optimizers", "Raw or standardised"])
def test_each_has_the_best_rate_of_one_search(label: str) -> None:
    for one in field(label):
        found = RunSpec(**{**one.values, "lr": best(one)})  # type: ignore[arg-type]
        assert losses(one)[-1] <= losses(found)[-1] * 1.0001


def test_optimizers_end_far_apart_and_plain_descent_last() -> None:
    last = ends("Five optimizers")
    assert max(last) == last[0] > 5 * min(last)


def test_random_starts_of_a_small_network_end_apart() -> None:
    last = ends("Eight random starts")
    assert len(last) == 8
    assert max(last) > 3 * min(last)


def test_small_batches_win_by_epochs_and_not_by_updates() -> None:
    found = field("Batch sizes")
    last = ends("Batch sizes")
    assert [one.updates_per_epoch for one in found] == [1, 3, 5, 15]
    assert sorted(last, reverse=True) == last
    at_100 = [float(losses(one)[100]) for one in found]
    assert max(at_100) < 1.3 * min(at_100)


def test_standardised_inputs_are_at_the_floor_while_raw_ones_are_not() -> None:
    raw, standardised = field("Raw or standardised")
    floor = limits(raw)
    assert floor is not None
    assert losses(standardised)[-1] < 1.001 * floor.min_mse
    assert losses(raw)[-1] > 5 * floor.min_mse


def test_networks_come_later_than_a_line_and_end_below_it() -> None:
    line, *networks = field("Line or network")
    floor = limits(line)
    assert floor is not None
    assert losses(line)[200] < 1.01 * floor.min_mse
    for network in networks:
        assert losses(network)[200] > losses(line)[200]
        assert losses(network)[-1] < floor.min_mse


def test_a_page_takes_all_fields_or_those_that_it_names() -> None:
    two = ready_fields(RunSpec(), "Batch sizes", "Five optimizers")
    assert two == (BUTTONS["Batch sizes"], BUTTONS["Five optimizers"])
    with pytest.raises(KeyError):
        ready_fields(RunSpec(), "Six optimizers")


def test_the_lesson_says_what_its_races_show() -> None:
    prose = read(next(entry.file for entry in entries() if entry.path == "network")).prose
    starts = ends("Eight random starts")
    assert f"end between {min(starts):.1f} and {max(starts):.1f}" in prose
    line, *_ = field("Line or network")
    assert f"is at its lowest, {losses(line)[300]:.3f}, within 300 updates" in prose
    assert f"the best of the same {len(RATES)} rates" in prose
