"""Starts the process that computes: `python -m components.worker` reads requests from stdin and writes answers to
stdout, until stdin ends. With numbers behind it, it is the process that forks such workers, see fork_server.py.

What is printed goes to stderr, the log.
"""

from __future__ import annotations

import logging
import os
import sys

from components.worker.process import be_nice, listen, load, prepare_in_thread, serve


def main() -> None:
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="worker: %(message)s")
    if len(sys.argv) > 1:
        from components.worker.fork_server import serve_forks

        os.dup2(2, 1)
        serve_forks(*map(int, sys.argv[1:]))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not garble the answers
    inbox = listen(sys.stdin.buffer)
    service = load()
    service.warm_up()
    prepare_in_thread(inbox)
    be_nice()  # only now: the first visitor waits for the start
    serve(service, inbox, answers)


if __name__ == "__main__":
    main()
