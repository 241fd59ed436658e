"""What a picture is to those who show it: a name, and where its film and its view come from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

PLOTS: Final = "stage/plots/view.js"
"""What draws the pictures that are plots, with Plotly."""


@dataclass(frozen=True)
class Picture:
    """A picture by its name, as a lesson mentions it and a film's request asks for it.

    `subject` is the kind of film that holds it, `also` are other kinds whose films hold it as well; `view` is the file
    that draws it in the browser, below components. `reel` names the subject of the page that it shows; without a name,
    the one that the page is about. In a race, `rivals` says that it shows the others too, and their films must hold it.
    One that `chooses` shows some of many weights, and is drawn of those that are chosen.
    """

    name: str
    subject: str = "run"
    view: str = PLOTS
    reel: str = ""
    rivals: bool = False
    chooses: bool = False
    also: tuple[str, ...] = ()

    @property
    def subjects(self) -> tuple[str, ...]:
        """The kinds of films that hold it."""
        return (self.subject, *self.also)

    def of(self, reel: str) -> Picture:
        """The same picture of another subject of the page."""
        return replace(self, reel=reel)
