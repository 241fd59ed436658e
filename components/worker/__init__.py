"""Computes: a process of its own that trains, draws and packs films, and the client through which the server asks it.

`client.py` and what it needs load in the server and import neither torch nor plotly. `__main__.py` and `scheduler.py`
are the process. `messages.py`, `pipe.py` and `cache.py` serve both.
"""
