"""An array and a tensor: what is shared, what is copied, what each dtype does with a number, all as it really is."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
import torch

from components.engine.dtypes import integers, twins
from components.engine.memory import story
from components.films.memory import EXPLAINED, film
from components.spec import MOST_EDITS, Edit, Memory, read_edits
from tests.films import read

DTYPES = [str(choice) for choice in Memory.knobs["dtype"].choices]
BRIDGES = [str(choice) for choice in Memory.knobs["bridge"].choices]
SHARED = {"from_numpy": True, "numpy": True, "tensor": False, "copy": False}


def test_edits_are_read_as_they_are_written() -> None:
    assert read_edits("") == ()
    assert read_edits("a01=99,t10=-2.5,a11=True") == (
        Edit("a", 0, 1, "99"),
        Edit("t", 1, 0, "-2.5"),
        Edit("a", 1, 1, "True"),
    )
    assert [edit.code for edit in read_edits("a01=99,t10=-2.5")] == ["a[0, 1] = 99", "t[1, 0] = -2.5"]
    assert [edit.number for edit in read_edits("a01=99,t10=2.0,a11=False")] == [99, 2.0, False]
    assert [type(edit.number) for edit in read_edits("a01=99,t10=2.0,a11=False")] == [int, float, bool]


@pytest.mark.parametrize(
    "edits",
    [
        *("a01", "a01=", "a01=x", "b01=1", "a21=1", "a01=1,", ",a01=1", "a01=1;t01=2", "a01=1e5", "a01=__import__"),
        *("a01=1234567890123", "a01=nan", "a01=١", ",".join(["a00=1"] * (MOST_EDITS + 1)), "a01=1\n", 7),
    ],
)
def test_edits_of_another_form_are_refused(edits: Any) -> None:
    with pytest.raises(ValueError, match=r"(?s)^edits = .* is not possible\. Allowed: at most 12 edits such as a01=99"):
        Memory(edits=edits)


def test_the_longest_edits_fit() -> None:
    longest = ",".join(["a01=-123456789012.5"] * MOST_EDITS)
    assert Memory(edits=longest).edits == longest


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("bridge", BRIDGES)
def test_what_is_shared_changes_on_both_sides(bridge: str, dtype: str) -> None:
    written = "False" if dtype == "bool" else "99"
    told = story(Memory(bridge, dtype, f"a00={written},t11={written}"))
    assert told.shared is SHARED[bridge]
    assert (told.numpy_dtype, told.torch_dtype) == (dtype, f"torch.{dtype}")
    assert told.itemsize == np.dtype(dtype).itemsize
    start, after_a, after_t = (line.after for line in told.lines[1:])
    assert start.a == start.t
    for before, after, side, other, place in ((start, after_a, "a", "t", 0), (after_a, after_t, "t", "a", 3)):
        old, new = getattr(before, side), getattr(after, side)
        assert float(new[place].replace("False", "0")) == float(written.replace("False", "0"))
        assert new != old
        assert (getattr(after, other) == new) is told.shared
        assert (getattr(after, other) == getattr(before, other)) is not told.shared
    assert len(start.blocks) == (1 if told.shared else 2)
    assert [block.owners for block in start.blocks] == (["at"] if told.shared else ["a", "t"])


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("bridge", BRIDGES)
def test_the_lines_shown_do_what_is_shown(bridge: str, dtype: str) -> None:
    """The page's lines, run by Python itself, give the same numbers."""
    told = story(Memory(bridge, dtype, "a01=7,t10=0"))
    names: dict[str, Any] = {"np": np, "torch": torch}
    for line in told.lines:
        exec(line.code, names)  # noqa: S102 - our own lines
    assert told.lines[-1].after.a == tuple(str(value) for value in names["a"].ravel())
    assert told.lines[-1].after.t == tuple(str(value) for value in names["t"].numpy().ravel())
    assert (names["a"].ctypes.data == names["t"].data_ptr()) is told.shared


def test_the_bytes_are_those_in_memory() -> None:
    block = story(Memory(dtype="float32")).lines[-1].after.blocks[0]
    for value, content in zip(block.values, block.bytes, strict=True):
        assert np.frombuffer(bytes.fromhex("".join(content)), np.float32)[0] == float(value)
    first, second = (int(address, 16) for address in block.addresses[:2])
    assert (second - first) % 2**16 == 4


@pytest.mark.parametrize(
    ("dtype", "edit", "kept", "says"),
    [
        ("int64", "a01=2.7", "2", "is cut to 2, without a warning"),
        ("int32", "t01=-2.7", "-2", "is cut to -2, without a warning"),
        ("float32", "a01=0.1", "0.1", "float32 has no 0.1 and keeps the nearest number it has, 0.1000000015."),
        ("bool", "t01=99", "True", "99 becomes True"),
        ("float64", "a01=0.1", "0.1", "a[0, 1] puts 0.1 into the memory at"),
        ("float64", "a01=2", "2.0", "a[0, 1] was 2.0 already: nothing changes."),
    ],
)
def test_what_a_dtype_makes_of_a_number(dtype: str, edit: str, kept: str, says: str) -> None:
    line = story(Memory(dtype=dtype, edits=edit)).lines[-1]
    assert line.after.a is not None
    assert line.after.a[1] == kept
    assert says in line.sentence
    assert not line.refused


@pytest.mark.parametrize(
    ("side", "error"), [("a", "NumPy refuses. OverflowError: "), ("t", "PyTorch refuses. Runtime")]
)
def test_a_number_too_large_is_refused_in_the_librarys_own_words(side: str, error: str) -> None:
    told = story(Memory(dtype="uint8", edits=f"{side}01=300"))
    line = told.lines[-1]
    assert line.refused
    assert line.sentence.startswith(error)
    assert line.sentence.endswith("A number in uint8 is from 0 to 255.")
    assert line.after == told.lines[-2].after


def test_minus_one_in_uint8_is_told_as_it_happens() -> None:
    """Whether a library refuses or wraps round is its own affair and may change; the page says which."""
    for side in "at":
        line = story(Memory(dtype="uint8", edits=f"{side}01=-1")).lines[-1]
        assert line.after.a is not None
        assert line.after.a[1] == ("2" if line.refused else "255")
        assert ("refuses" in line.sentence) is line.refused
        assert ("255 is stored instead" in line.sentence) is not line.refused


def test_every_dtype_has_its_twin_but_one() -> None:
    found = {twin.torch: twin for twin in twins()}
    assert found["torch.float64"].numpy == "float64"
    assert found["torch.bfloat16"].numpy is None
    for twin in found.values():
        if twin.numpy is not None:
            dtype = np.dtype(twin.numpy)
            assert twin.torch == f"torch.{dtype.name}"
            assert twin.bytes == dtype.itemsize
            if dtype.kind in "iu":
                assert (twin.low, twin.high) == (np.iinfo(dtype).min, np.iinfo(dtype).max)
            if dtype.kind == "f":
                assert (twin.high, twin.digits) == (float(np.finfo(dtype).max), np.finfo(dtype).precision)


def test_whole_numbers_fail_where_the_page_says_so() -> None:
    tried = integers()
    assert len(tried) == len(EXPLAINED)
    assert [line.failed for line in tried] == [False, False, False, True, True, False]
    assert [line.result for line in tried[:3]] == ["tensor(0.5000)", "tensor(0)", "array([2, 2, 3])"]
    assert "can require gradients" in tried[4].result
    for line in tried:
        names: dict[str, Any] = {"np": np, "torch": torch}
        *before, last = line.code.split("\n")
        try:
            exec("\n".join(before), names)  # noqa: S102 - our own lines
            if "-=" in last:
                exec(last, names)  # noqa: S102
            result = repr(eval(last, names)) if "-=" not in last else None  # noqa: S307
        except RuntimeError as error:
            result = f"RuntimeError: {error}"
        assert result == line.result


@pytest.mark.parametrize("bridge", BRIDGES)
def test_the_film_has_a_state_for_every_frame_and_a_line_for_every_beat(bridge: str) -> None:
    subject = Memory(bridge, "int32", "a00=5,t01=2.5")
    header, arrays = read(film(subject, ("memory", "twins", "integers")))
    assert header["query"] == subject.query()
    assert arrays == {}
    picture = header["pictures"]["memory"]
    assert len(picture["states"]) == header["frames"] == 5
    assert [line["kind"] for line in picture["lines"]] == ["create", "bridge", "edit", "edit"]
    assert [line["value"] for line in picture["lines"][2:]] == ["5", "2.5"]
    assert [beat["code"] for beat in header["beats"]][2:] == ["a[0, 0] = 5", "t[0, 1] = 2.5"]
    assert picture["states"][0] == {"a": None, "t": None, "blocks": []}
    assert [row["here"] for row in header["pictures"]["twins"]["rows"]].count(True) == 1
    assert not subject.lasting


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(
    "written", ["0.000000000001", "16777217", "0.1", "123456.789", "999999999999", "0.3", "2.7", "33554433.5", "-0.7"]
)
def test_the_nearest_number_is_told_as_it_is(dtype: str, written: str) -> None:
    (*_, line) = story(Memory(dtype=dtype, edits=f"a00={written}")).lines
    told = re.search(r"keeps the nearest number it has, (-?\d+(?:\.\d+)?)\. ", line.sentence)
    stored = np.dtype(dtype).type(float(written)).item()
    assert (told is None) == (stored == float(written))
    if told:
        assert float(told[1]) == pytest.approx(stored, rel=1e-9)
        assert ".." not in line.sentence
