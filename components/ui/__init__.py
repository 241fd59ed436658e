"""What a lesson is written with: `lesson` puts prose, knobs and pictures in order; the other names are its few
special blocks."""

from components.ui.blocks import alongside, beside, contents, function_cards, measure, try_it
from components.ui.lesson import lesson

__all__ = ["alongside", "beside", "contents", "function_cards", "lesson", "measure", "try_it"]
