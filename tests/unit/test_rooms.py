"""A room as a value: whatever is sent makes a change or a sentence, and what is hidden stays so until it is shown."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.rooms import codes, told
from components.rooms.checks import RefusedError
from components.rooms.messages import read
from components.rooms.state import Change, Person, Room, take
from components.settings import settings as limits
from components.spec import RunSpec
from tests.classroom import CHOICE, NUMBER, PAGE

TEACHER, ADA, BOB = Person("t", "teacher"), Person("a", "follower"), Person("b", "follower")
SCREEN = Person("s", "screen")
NOW = 1_700_000_000_000
RACE = {
    "address": "learning-rate",
    "query": RunSpec().query(),
    "fields": ["lr", "optimizer"],
    "updates": 100,
    "task": "",
}


def new_room() -> Room:
    return Room("K7PQ2M", codes.kept("secret"), NOW + 10**7)


def say(room: Room, person: Person, kind: str, **fields: Any) -> list[Change]:
    """Send a message as its text, and take in what it changes."""
    changes = take(room, person, *read(json.dumps({"is": kind, **fields})), NOW)
    for change in changes:
        assert room.hold(change)
    return changes


def refused(room: Room, person: Person, kind: str, **fields: Any) -> str:
    before = dict(room.fields)
    with pytest.raises(RefusedError) as error:
        say(room, person, kind, **fields)
    assert room.fields == before
    return str(error.value)


def asked(room: Room, question: dict[str, Any]) -> int:
    return say(room, TEACHER, "ask", question=question)[0].id


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.sampled_from([NOW, 10**400]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
NAMES = (
    "is me secret screen free name at page point locked question value race query what of "
    "address t playing speed large hidden picture x y cell kind text choices answer unit fields updates task"
).split()
KINDS = "hello echo page point lock free name ask answer reveal race result run clear end".split()
GOOD: list[dict[str, Any]] = [
    {"is": "page", "page": PAGE},
    {"is": "ask", "question": CHOICE},
    {"is": "ask", "question": NUMBER},
    {"is": "answer", "question": NOW, "value": 1},
    {"is": "race", "race": RACE},
    {"is": "result", "race": NOW, "at": NOW, "seconds": 20, "order": ["a"], "text": "Ada wins."},
    {"is": "run", "race": NOW, "query": RunSpec(lr=1e-4).query()},
    {"is": "clear", "what": "name", "of": "a"},
    {"is": "point", "point": {"picture": "a", "x": 0.5, "y": 0.5, "cell": "w_1"}},
]


@st.composite
def spoiled(draw: st.DrawFn) -> dict[str, Any]:
    """A good message of which one field, wherever it lies, is something else."""
    message = json.loads(json.dumps(draw(st.sampled_from(GOOD))))
    place = draw(st.sampled_from([message, *(one for one in message.values() if isinstance(one, dict))]))
    place[draw(st.sampled_from(sorted(place)) | st.sampled_from(NAMES))] = draw(values)
    return dict(message)


messages = (
    spoiled()
    | st.fixed_dictionaries({"is": st.sampled_from(KINDS)}, optional=dict.fromkeys(NAMES[1:20], values))
    | values
)


@settings(max_examples=400, deadline=None)
@given(sent=st.lists(st.tuples(messages, st.sampled_from([TEACHER, ADA, BOB, SCREEN])), max_size=6))
def test_any_json_is_a_change_or_a_sentence(sent: list[tuple[Any, Person]]) -> None:
    room = new_room()
    sentences: list[str] = []
    for message, person in sent:
        try:
            for change in take(room, person, *read(json.dumps(message)), NOW):
                room.hold(change)
        except RefusedError as error:
            sentences.append(str(error))
        for one in (TEACHER, ADA, SCREEN):
            json.dumps(told.welcome(room, one, NOW, None), allow_nan=False)
        json.dumps(told.mine(room, ADA), allow_nan=False)
    assert all(sentence.endswith(".") for sentence in sentences)


@settings(deadline=None)
@given(
    sent=st.text(max_size=50) | st.binary(max_size=50) | st.sampled_from(["[" * 16_000, '{"a":' * 3_000, "1" * 9_000])
)
def test_what_is_no_message_is_a_sentence(sent: str | bytes) -> None:
    with pytest.raises(RefusedError, match=r"\.$"):
        read(sent)


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/../x",
        "a//b",
        "\\\\evil",
        "x#room=1",
        "é",
        "a b",
    ],
)
def test_a_page_is_never_of_another_site(address: str) -> None:
    assert "no address of a page of this site" in refused(
        new_room(), TEACHER, "page", page={**PAGE, "address": address}
    )


@pytest.mark.parametrize("address", ["", "/", "learning-rate", "/learning-rate?lr=0.1&problem=a%20b", "a/b/?x=[1]"])
def test_any_page_of_this_site_is_followed(address: str) -> None:
    assert say(new_room(), TEACHER, "page", page={**PAGE, "address": address})


@pytest.mark.parametrize("name", ["a\nb", "a\u202eb", "\x00", "a\u2028b", "x" * 25, 5, None, ["a"]])
def test_a_name_is_one_short_line_that_can_be_seen(name: Any) -> None:
    assert "name" in refused(new_room(), ADA, "name", name=name)


def test_only_the_teacher_drives_and_only_followers_answer() -> None:
    room = new_room()
    for kind, fields in (("page", {"page": PAGE}), ("reveal", {}), ("end", {}), ("lock", {"locked": True})):
        for person in (ADA, SCREEN):
            assert refused(room, person, kind, **fields) == "Only the teacher can do that."
    for person in (TEACHER, SCREEN):
        assert "follows" in refused(room, person, "name", name="x")


def test_one_answer_each_which_may_be_changed_until_it_is_revealed() -> None:
    room = new_room()
    question = asked(room, CHOICE)
    say(room, ADA, "answer", question=question, value=0)
    say(room, ADA, "answer", question=question, value=1)
    say(room, BOB, "answer", question=question, value=1)
    assert told.tally(room, "teacher") == {"question": question, "answers": 2, "counts": [0, 2], "revealed": False}
    assert "none of the choices" in refused(room, ADA, "answer", question=question, value=2)
    assert "none of the choices" in refused(room, ADA, "answer", question=question, value=0.5)
    say(room, TEACHER, "reveal")
    assert "shown already" in refused(room, ADA, "answer", question=question, value=0)
    assert "over" in refused(room, ADA, "answer", question=question - 1, value=0)


def test_an_answer_is_told_to_followers_only_once_it_is_revealed() -> None:
    room = new_room()
    question = asked(room, NUMBER)
    say(room, BOB, "answer", question=question, value=0.75)
    hidden = json.dumps([told.welcome(room, ADA, NOW, None), told.question(room, "follower"), told.mine(room, ADA)])
    assert "0.25" not in hidden
    assert "0.75" not in hidden
    assert "0.25" not in json.dumps([told.question(room, "screen"), told.seen_tally(room, SCREEN)])
    assert told.question(room, "teacher")["question"]["answer"] == 0.25
    say(room, TEACHER, "reveal")
    assert told.seen_tally(room, ADA) == {
        "question": question,
        "answers": 1,
        "values": [0.75],
        "revealed": True,
        "answer": 0.25,
        "mine": None,
    }
    again = asked(room, NUMBER)
    expected = {"question": again, "answers": 0, "values": [], "revealed": False}
    assert told.tally(room, "screen") == expected
    assert told.tally(room, "teacher") == {**expected, "of": []}


def test_a_text_a_name_an_answer_and_a_run_can_be_cleared() -> None:
    room = new_room()
    question = asked(room, CHOICE)
    say(room, ADA, "name", name="Ada")
    say(room, ADA, "answer", question=question, value=1)
    race = say(room, TEACHER, "race", race=RACE)[0].id
    say(room, ADA, "run", race=race, query=RunSpec(lr=1e-4).query())
    assert told.mine(room, ADA)["run"]
    for what in ("name", "answer", "run"):
        say(room, TEACHER, "clear", what=what, of="a")
        assert "nothing" in refused(room, TEACHER, "clear", what=what, of="nobody")
    assert told.mine(room, ADA) == {"is": "mine", "name": "", "answer": None, "run": None}
    say(room, TEACHER, "clear", what="text")
    assert told.question(room, "follower")["question"]["text"] == ""
    assert told.question(room, "follower")["id"] == question


def test_nobody_lets_go_of_a_locked_page() -> None:
    room = new_room()
    assert say(room, ADA, "free", free=True) == []
    say(room, TEACHER, "lock", locked=True)
    assert "together" in refused(room, ADA, "free", free=True)
    assert say(room, ADA, "free", free=False) == []


@pytest.mark.parametrize(
    ("query", "why"),
    [
        (RunSpec(seed=1).query(), "Random start"),
        (RunSpec(epochs=200).query(), "Epochs"),
        ("lr=nonsense", "lr"),
        ("lr=0.1&lr=0.2", "twice"),
        ("nonsense=1", "no setting"),
    ],
)
def test_a_run_is_the_races_but_for_what_may_be_turned(query: str, why: str) -> None:
    room = new_room()
    race = say(room, TEACHER, "race", race=RACE)[0].id
    assert why in refused(room, ADA, "run", race=race, query=query)


def test_what_gives_way_to_what_may_be_turned_is_taken() -> None:
    room = new_room()
    race = say(room, TEACHER, "race", race=RACE)[0].id
    adam = RunSpec().turned({"optimizer": "adam"})[0]
    assert adam.model != RunSpec().model
    say(room, ADA, "run", race=race, query=adam.query())
    say(room, BOB, "run", race=race, query="lr=0.0001")
    assert told.runs(room) == [
        {"of": "a", "name": "", "query": adam.query(), "number": 1},
        {"of": "b", "name": "", "query": RunSpec(lr=1e-4).query(), "number": 2},
    ]
    assert told.seen_runs(room, "follower") is None
    say(room, TEACHER, "race", race=None)
    assert len(told.seen_runs(room, "follower") or ()) == 2
    say(room, TEACHER, "race", race=RACE)
    assert told.runs(room) == []


def test_a_race_turns_what_there_is_and_what_counts_is_bounded_not_what_a_run_makes() -> None:
    room = new_room()
    assert "no setting" in refused(room, TEACHER, "race", race={**RACE, "fields": ["colour"]})
    race = say(room, TEACHER, "race", race={**RACE, "fields": ["epochs"], "updates": 50})[0].id
    say(room, ADA, "run", race=race, query="epochs=200")
    assert room.runs() == {"a": RunSpec(epochs=200).query()}


def test_ids_never_go_back_and_the_later_change_holds_in_whatever_order_they_come() -> None:
    room = new_room()
    ids = [say(room, TEACHER, "page", page={**PAGE, "t": t})[0].id for t in range(3)]
    assert ids == [NOW, NOW + 1, NOW + 2]
    assert not room.hold(Change("page", NOW + 1, None))
    assert room.value("page")["t"] == 2


def test_a_room_knows_so_many_people_and_no_more() -> None:
    room = new_room()
    for number in range(2 * limits.max_room_people):
        room.hold(Change(f"name:{number}", NOW, "x"))
    assert "too many people" in refused(room, ADA, "name", name="Ada")
    say(room, Person("7", "follower"), "name", name="known")


def test_codes_are_read_as_they_are_typed_and_secrets_are_kept_as_hashes() -> None:
    code, secret = codes.new_code(), codes.new_secret()
    assert codes.read_code(f" {code.lower()} ") == code
    assert codes.read_code("K7PQ20") == codes.read_code("K7PQ2") == codes.read_code("../x12") == ""
    assert len(secret) == 43
    assert secret not in codes.kept(secret)
    assert codes.opens(secret, codes.kept(secret))
    assert not codes.opens("é" + secret, codes.kept(secret))
    assert codes.public("K7PQ2M", "0" * 32) != codes.public("K7PQ2N", "0" * 32)
