"""Writes what visitors take home: programs, notebooks, tables and weights. Loads in the worker, and trains nothing."""


class NotThereError(ValueError):
    """A file that cannot be, for a reason that is a sentence for the visitor."""
