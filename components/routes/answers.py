"""What answers of the site's own addresses have in common."""

from __future__ import annotations

from typing import Final

from starlette.responses import PlainTextResponse, Response

FOR_EVER: Final = "public, max-age=31536000, immutable"
PRIVATE: Final = FOR_EVER.replace("public", "private")
NOSNIFF: Final = {"X-Content-Type-Options": "nosniff"}


def sentence(status: int, text: str) -> Response:
    """A sentence for a visitor, as plain text. 503 asks to be tried again after a second."""
    headers = {"Cache-Control": "no-store", **NOSNIFF}
    if status == 503:
        headers["Retry-After"] = "1"
    return PlainTextResponse(text, status, headers)


def takes_gzip(accept_encoding: str) -> bool:
    """Whether a browser takes gzip, by its Accept-Encoding: named and not with q=0, or covered by a star."""
    qualities: dict[str, bool] = {}
    for part in accept_encoding.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        qualities[name] = not any(_is_zero(parameter) for parameter in parameters)
    return qualities.get("gzip", qualities.get("*", False))


def _is_zero(parameter: str) -> bool:
    name, _, value = (piece.strip() for piece in parameter.partition("="))
    return name == "q" and value.strip("0.") == "" and value.startswith("0")
