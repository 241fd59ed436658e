"""Who may import whom in the browser: the stage's wings go downward, and no picture knows another."""

from __future__ import annotations

import pytest

from components.version import browser_files, imports

KIT, PLAY = "stage/kit", "stage/play"
WINGS = {
    KIT: (KIT,),
    PLAY: (PLAY, KIT),
    "stage/tensors": ("stage/tensors", KIT),
    "stage/plots": ("stage/plots", KIT),
    "stage/controls": ("stage/controls", PLAY, KIT),
    "stage/questions": ("stage/questions", KIT),
    "stage/present": ("stage/present", KIT),
    "stage/room": ("stage/room", "stage/present", PLAY, KIT),
    "stage/class": ("stage/class", "stage/room", "stage/questions", PLAY, KIT),
    "stage/series": ("stage/series", "stage/handed", "stage/questions", KIT),
    "stage/handed": ("stage/handed", "stage/questions", "stage/controls", KIT),
    "stage": ("stage",),
}
"""For each folder of the stage, the folders from which it and those below it may import."""

MODULES = {name: file.read_text(encoding="utf-8") for name, file in browser_files().items() if name.endswith(".js")}


def may(name: str) -> tuple[str, ...]:
    """The folders from which a module may import."""
    parts = name.split("/")
    if parts[0] == "pictures":
        return ("/".join(parts[:2]), KIT, "stage/tensors")
    return WINGS["/".join(parts[: min(2, len(parts) - 1)])]


def offences(name: str, source: str) -> list[str]:
    return [other for other in imports(name, source) if not any(other.startswith(f"{wing}/") for wing in may(name))]


@pytest.mark.parametrize("name", sorted(MODULES))
def test_every_module_keeps_its_law(name: str) -> None:
    assert offences(name, MODULES[name]) == []
    assert set(imports(name, MODULES[name])) <= set(MODULES)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("pictures/plane/view.js", "../network/net.js"),
        ("pictures/plane/view.js", "../../stage/play/player.js"),
        ("pictures/plane/view.js", "../../stage/plots/marks.js"),
        ("stage/stage.js", "../pictures/plane/view.js"),
        ("stage/kit/view.js", "../play/player.js"),
        ("stage/plots/marks/arrow.js", "../../play/film.js"),
        ("stage/play/clock.js", "../controls/bar.js"),
        ("stage/controls/bar.js", "../present/presenter.js"),
        ("stage/present/presenter.js", "../play/player.js"),
        ("stage/room/lead.js", "../controls/bar.js"),
        ("stage/controls/bar.js", "../room/door.js"),
        ("stage/class/board.js", "../controls/bar.js"),
        ("stage/room/places.js", "../class/class.js"),
    ],
)
def test_a_forbidden_import_is_found(name: str, other: str) -> None:
    assert len(offences(name, f'import {{\n  one,\n}} from "{other}";\n')) == 1
    assert offences(name, f'/** @type {{import("{other}").One}} */') == []
    assert offences(name, f'  const {{ one }} = await import("{other}");') == []


def test_every_module_is_imported_or_named() -> None:
    """What nobody imports is a view that a handle names, what a page begins with, or what is loaded when asked for."""
    imported = {other for name, source in MODULES.items() for other in imports(name, source)}
    alone = {name for name in MODULES if name not in imported}
    assert {name for name in alone if not name.endswith("/view.js")} == {
        "stage/boot.js",
        "stage/class/class.js",
        "stage/controls/prepare/panel.js",
        "stage/controls/take/panel.js",
        "stage/keeping.js",
        "stage/mount.js",
        "stage/offline.js",
        "stage/room/places.js",
        "stage/series/strip.js",
        "stage/stage.js",
    } - imported
