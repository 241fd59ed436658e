"""Evaluates tensor expressions that visitors type, safely, and knows where every element goes."""

from components.engine.expressions.dependencies import depending, depends
from components.engine.expressions.evaluation import evaluate, evaluating, warm_up_once
from components.engine.expressions.functions import FUNCTIONS
from components.engine.expressions.lecture import LECTURE
from components.engine.expressions.step import ExpressionError, Failure, Step, Steps
from components.engine.expressions.traps import Note, differences, notes

__all__ = [
    "FUNCTIONS",
    "LECTURE",
    "ExpressionError",
    "Failure",
    "Note",
    "Step",
    "Steps",
    "depending",
    "depends",
    "differences",
    "evaluate",
    "evaluating",
    "notes",
    "warm_up_once",
]
