"""Writes what visitors take home: a Jupyter notebook. Loads in the worker, and runs nothing."""
