"""What a lesson is written with: `lesson` puts prose, knobs and pictures in order; the other names are its few
special blocks."""

from components.ui.blocks import beside, contents, try_it
from components.ui.lesson import lesson

__all__ = ["beside", "contents", "lesson", "try_it"]
