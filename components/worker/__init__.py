"""Computes: a process of its own that trains, draws and packs films, and the client through which the server asks it.

`client.py` and what it needs load in the server and import neither torch nor plotly. `service.py` is what computes,
with `scheduler.py` and `jobs/`; `process.py` lets it, in a process that `__main__.py` starts or `fork_server.py` forks.
`messages.py`, `pipe.py` and `cache.py` serve both.
"""
