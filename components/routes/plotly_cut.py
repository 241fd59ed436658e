"""Cuts plotly.js down to what our figures draw with: 4.8 MB of it become 1.1, and a browser runs them in a quarter of
the time.

It relies on how esbuild writes the plotly.min.js that the package plotly brings, and checks all of it:

- every CommonJS module is one statement of the outermost block, `var name=lazy((exports,module)=>{...});`, and all code
  between two of them belongs together: what is written there for an ECMAScript module, `init=lazy(()=>{...})`, which
  may have functions of its own;
- a module runs when one that uses it first says `name()`, or `init()`; by nothing else;
- the last one registers everything that is no part of the core: `register([bar(),box(),...])`.

So what nobody calls, once this list is down to the traces that are wanted, can be left out as it stands. The core has
scatter, and with it shapes, annotations and all other components. That nothing which is kept names something that is
left out, tests prove of the installed file, with a parser.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

TRACES: Final = ("bar", "scatter")
"""The types of traces that figures may have."""

_LAZY_COMMON: Final = b"=(e,t)=>()=>{try{return t||e((t={exports:{}}).exports,t)"
_LAZY_ECMA: Final = b"=(e,t,r)=>()=>{if(r)throw r[0];try{return e&&("
_NAME_AT_END: Final = re.compile(rb"[\w$]+$")
_REGISTERED: Final = re.compile(rb"\.register\(\[((?:[\w$]+\(\),?)+)\]\)")
_CALL: Final = re.compile(rb"([\w$]+)\(\)")
_EXPORTED: Final = re.compile(rb"\.exports=([\w$]+)\(\)")
_TRACE: Final = re.compile(rb'moduleType:"trace",name:"(\w+)"')


def cut(whole: bytes, traces: tuple[str, ...] = TRACES) -> bytes:
    """plotly.js with its core and these types of traces alone; takes some 0.1 s.

    Raises ValueError if the file is written in another way, or has not exactly one of each.
    """
    modules = _modules(whole)
    last = next(reversed(modules))
    listed = _the_only(_REGISTERED.findall(modules[last]), "list of what is registered")
    wanted = [name for name in _CALL.findall(listed) if _traces(_definition(modules, name)) & set(traces)]
    modules[last] = modules[last].replace(listed, b",".join(name + b"()" for name in wanted))
    lazy = _the_only(_names(whole, _LAZY_ECMA), "maker of ECMAScript modules")
    kept = _reached(modules, _homes(modules, lazy))
    found = sorted(trace for name in kept for trace in _traces(modules[name]))
    if found != sorted(traces):
        raise ValueError(f"The traces {', '.join(traces)} are wanted, {', '.join(found) or 'none'} found.")
    return b"".join(text for name, text in modules.items() if name in kept)


def _modules(whole: bytes) -> dict[bytes, bytes]:
    """The file in pieces, in their order: each begins with the module of its name, but the first, b"", has none."""
    lazy = _the_only(_names(whole, _LAZY_COMMON), "maker of CommonJS modules")
    head = rb"(?<=[;}\n])var ([\w$]+)=" + re.escape(lazy) + rb"\((?:\([\w$,]*\)|[\w$]+)=>\{"
    heads = [*re.finditer(head, whole)]
    names = [b"", *(found[1] for found in heads)]
    bounds = [0, *(found.start() for found in heads), len(whole)]
    modules = {name: whole[start:end] for name, (start, end) in zip(names, pairwise(bounds), strict=True)}
    if not len(modules) == len(names) == 1 + whole.count(b"=" + lazy + b"("):
        raise ValueError("Not every module is written as expected.")
    if not all(modules[name].endswith(b"});") for name in names[1:-1]):
        raise ValueError("Not every module ends where the next begins.")
    return modules


def _homes(modules: dict[bytes, bytes], lazy: bytes) -> dict[bytes, bytes]:
    """The piece in which each name stands that runs a module."""
    made = {name: piece for piece, text in modules.items() for name in _names(text, b"=" + lazy + b"(()=>")}
    return made | {name: name for name in modules}


def _reached(modules: dict[bytes, bytes], homes: dict[bytes, bytes]) -> set[bytes]:
    """The pieces that run when the first and the last do."""
    reached, waiting = set[bytes](), {b"", next(reversed(modules))}
    while waiting:
        reached.add(piece := waiting.pop())
        waiting |= {homes[name] for name in _CALL.findall(modules[piece]) if name in homes} - reached
    return reached


def _definition(modules: dict[bytes, bytes], name: bytes) -> bytes:
    """What a registered module hands on, as text: itself, or the module that it exports."""
    text = modules.get(name, b"")
    exported = _EXPORTED.search(text)
    return modules.get(exported[1], b"") if exported else text


def _traces(text: bytes) -> set[str]:
    return {found.decode() for found in _TRACE.findall(text)}


def _names(text: bytes, after: bytes) -> list[bytes]:
    """The names that stand directly before each place where `after` is found."""
    return [name for before in text.split(after)[:-1] for name in _NAME_AT_END.findall(before[-20:])]


def _the_only(found: Sequence[bytes], what: str) -> bytes:
    if len(found) != 1:
        raise ValueError(f"There is not one {what} but {len(found)}.")
    return found[0]
