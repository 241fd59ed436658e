"""Five function cards, a conclusion and reference links: what a visitor writes, and how a link carries it."""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Self

from components.spec.library import FIRST, LIBRARY, Card

COUNT: Final = 5
"""Cards of an assignment."""

LONGEST: Final[Mapping[str, int]] = {
    "function": 40,
    "explanation": 600,
    "works": 500,
    "works_too": 500,
    "breaks": 500,
    "why": 600,
    "when": 600,
    "conclusion": 1_500,
    "links": 1_000,
}
"""Most characters of each field."""

MAX_PACKED: Final = 16_000
"""Most characters of cards in a link."""
MAX_UNPACKED: Final = 100_000
"""Most bytes of cards, unpacked: more than all fields can hold."""

BROKEN: Final = "The function cards in this link cannot be read: the link is cut off or damaged."
CROWDED: Final = "Your cards hold more text than a link can carry. Shorten something."

_NAME: Final = re.compile(r"[a-z_]\w*(\.[a-z_]\w*)?", re.ASCII | re.IGNORECASE)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def card_of(function: str) -> Card:
    """The card that a function begins with: the library's, or an empty one."""
    return LIBRARY.get(function) or Card(function)


@dataclass(frozen=True)
class Cards:
    """Everything that a visitor writes. Raises ValueError, with a sentence, for what no card can hold.

    `links` are one to a line.
    """

    cards: tuple[Card, ...] = tuple(LIBRARY[name] for name in FIRST)
    conclusion: str = ""
    links: str = ""

    def __post_init__(self) -> None:
        if len(self.cards) != COUNT:
            raise ValueError(f"There are {COUNT} function cards, not {len(self.cards)}.")
        object.__setattr__(self, "cards", tuple(_clean_card(card) for card in self.cards))
        object.__setattr__(self, "conclusion", _clean("conclusion", self.conclusion))
        object.__setattr__(self, "links", _clean("links", self.links))

    @property
    def functions(self) -> tuple[str, ...]:
        """The functions chosen, in order."""
        return tuple(card.function for card in self.cards)

    @property
    def codes(self) -> tuple[str, ...]:
        """All examples, card by card."""
        return tuple(code for card in self.cards for code in card.codes)

    def with_card(self, index: int, **fields: str) -> Self:
        """These cards with other fields of one. A new function brings a new card."""
        old = self.cards[index]
        function = fields.get("function", old.function).strip().removeprefix("torch.")
        new = old if function == old.function else card_of(function)
        new = replace(new, **{**fields, "function": function})
        return replace(self, cards=(*self.cards[:index], new, *self.cards[index + 1 :]))

    def with_texts(self, *, conclusion: str | None = None, links: str | None = None) -> Self:
        """These cards with another conclusion or other links."""
        return replace(
            self,
            conclusion=self.conclusion if conclusion is None else conclusion,
            links=self.links if links is None else links,
        )

    def pack(self) -> str:
        """The cards as a link carries them; empty for those that a visitor begins with. Only what differs from the
        library is in it. Raises ValueError if it is too much."""
        if self == type(self)():
            return ""
        content = {"cards": [_difference(card) for card in self.cards]}
        texts = {name: text for name in ("conclusion", "links") if (text := getattr(self, name))}
        data = json.dumps({**content, **texts}, ensure_ascii=False, separators=(",", ":")).encode()
        packed = base64.urlsafe_b64encode(zlib.compress(data, 9)).decode().rstrip("=")
        if len(packed) > MAX_PACKED:
            raise ValueError(CROWDED)
        return packed

    @classmethod
    def unpack(cls, packed: str) -> Self:
        """The cards in a link. Raises ValueError, with a sentence, for anything that `pack` did not make."""
        if not packed:
            return cls()
        content = _content(packed)
        match content:
            case {"cards": [*cards], **texts}:
                return cls(tuple(_card(card) for card in cards), **_texts(texts, ("conclusion", "links")))
        raise ValueError(BROKEN)


def _content(packed: str) -> Any:
    """The JSON value in a link. Never unpacks more than MAX_UNPACKED bytes."""
    if len(packed) > MAX_PACKED:
        raise ValueError(BROKEN)
    unpacker = zlib.decompressobj()
    try:
        data = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
        text = unpacker.decompress(data, MAX_UNPACKED)
        if not unpacker.eof or unpacker.unused_data:
            raise ValueError(BROKEN)
        return json.loads(text)
    except (ValueError, binascii.Error, zlib.error, RecursionError) as error:
        raise ValueError(BROKEN) from error


def _card(content: object) -> Card:
    """A card from what differs from the library's."""
    if not isinstance(content, dict):
        raise ValueError(BROKEN)
    fields = _texts(content, tuple(Card.__dataclass_fields__))
    return replace(card_of(fields.get("function", "")), **fields)


def _texts(content: Mapping[Any, object], allowed: tuple[str, ...]) -> dict[str, str]:
    """The content, if it is nothing but texts with these names."""
    texts = {name: text for name, text in content.items() if name in allowed and isinstance(text, str)}
    if len(texts) < len(content):
        raise ValueError(BROKEN)
    return texts


def _difference(card: Card) -> dict[str, str]:
    """The function, and the fields in which a card differs from the library's."""
    usual = asdict(card_of(card.function))
    return {name: text for name, text in asdict(card).items() if name == "function" or text != usual[name]}


def _clean_card(card: Card) -> Card:
    if not _NAME.fullmatch(card.function):
        raise ValueError("The name of a function is its word after torch., like topk or linalg.norm.")
    return Card(**{name: _clean(name, text) for name, text in asdict(card).items()})


def _clean(name: str, text: str) -> str:
    """The text with plain line ends, if a card can hold it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST[name]:
        raise ValueError(f"This has {len(text):,} characters; there is room for {LONGEST[name]:,}.")
    if _CONTROL.search(text) or any(0xD800 <= ord(character) <= 0xDFFF for character in text):
        raise ValueError("This holds characters that cannot be shown.")
    return text
