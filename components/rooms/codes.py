"""What opens a room: a short code that is read out, and a long secret that only the teacher's browser holds."""

from __future__ import annotations

import hmac
import re
import secrets
from hashlib import sha256
from typing import Final

LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Those of a code: none that is taken for another, as 0 for O and 1 for I or L."""

LENGTH: Final = 6
"""887 million codes: with 100 rooms open, and 600 guesses a minute, one is met in some ten days."""

_CODE: Final = re.compile(f"[{LETTERS}]{{{LENGTH}}}")
_PERSON: Final = re.compile("[0-9a-f]{32}")


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def read_code(text: str) -> str:
    """The code that was typed, in capitals; empty if it can be none."""
    code = text.strip().upper()
    return code if _CODE.fullmatch(code) else ""


def new_secret() -> str:
    """43 characters that a URL may hold."""
    return secrets.token_urlsafe(32)


def kept(secret: str) -> str:
    """What is kept of a secret: enough to know it again, and nothing that opens a room."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def opens(secret: str, hashed: str) -> bool:
    """Whether this is the secret that was kept, in a time that tells nothing."""
    return hmac.compare_digest(kept(secret), hashed)


def public(code: str, me: str) -> str:
    """What others call a person in this room: nobody finds out from it who that is elsewhere, nor can be them."""
    return sha256(f"{code} {me}".encode()).hexdigest()[:16]


def is_person(me: str) -> bool:
    """Whether a browser may call itself that: 32 hexadecimal digits."""
    return _PERSON.fullmatch(me) is not None
