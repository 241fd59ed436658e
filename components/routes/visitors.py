"""Who asks: a browser's session at an address of the net, as far as a server can tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from secrets import token_urlsafe
from typing import Final

from starlette.requests import HTTPConnection

from components.settings import settings
from components.worker.shares import Visitor

COOKIE: Final = "viz_visitor"
"""Holds a random name, of this browser until it is closed. Nothing is kept under it, and it opens nothing."""

_NAME: Final = re.compile(r"[\w-]{1,40}", re.ASCII)
_TRUSTED: Final = tuple(ip_network(proxy) for proxy in settings.trusted_proxies)

Address = IPv4Address | IPv6Address


def visitor_of(connection: HTTPConnection) -> Visitor:
    """Who sends a request, or opened a WebSocket."""
    peer = connection.client.host if connection.client else ""
    return visitor(peer, connection.headers.getlist("x-forwarded-for"), connection.cookies)


def visitor(peer: str, forwarded: Iterable[str], cookies: Mapping[str, str]) -> Visitor:
    """Who asks through a connection from `peer`; `forwarded` are the values of its X-Forwarded-For, in order."""
    return Visitor(address_of(peer, forwarded), session_of(cookies))


def session_of(cookies: Mapping[str, str]) -> str:
    """The browser's name; empty where it has none, or none of ours."""
    name = cookies.get(COOKIE)
    return name if isinstance(name, str) and _NAME.fullmatch(name) else ""  # a page without a server has stand-ins


def new_session() -> str:
    """A name for a browser that has none."""
    return token_urlsafe(12)


def address_of(peer: str, forwarded: Iterable[str]) -> str:
    """The address that a request comes from; of IPv6 the network of 64 bits, which is one household's.

    Each proxy adds to X-Forwarded-For whom it heard, at the right end. So it is read from there, and no further than
    what proxies of ours have said: all else anybody may have written.
    """
    hops = [hop for value in forwarded for hop in value.split(",")]
    address = _address(peer)
    while address is not None and hops and any(address in proxy for proxy in _TRUSTED):
        before = _address(hops.pop())
        if before is None:
            break
        address = before
    if isinstance(address, IPv6Address):
        return str(IPv6Network((int(address) >> 64 << 64, 64)))
    return peer[:100] if address is None else str(address)


def _address(text: str) -> Address | None:
    """An address that may have a port behind it; None for anything else."""
    host = text.strip()
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        address = ip_address(host)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
