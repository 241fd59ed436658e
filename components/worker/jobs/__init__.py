"""What the worker computes beside training: each kind of request is a job, a generator that yields about every 5 ms."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from components.worker.job import Work
from components.worker.jobs import notebook, outcome, rate, table, take

JOBS: Final[Mapping[str, Callable[[dict[str, Any]], Work]]] = {
    "outcome": outcome.job,
    "notebook": notebook.job,
    "rate": rate.job,
    "program": take.job,
    "table": table.job,
}
"""`JOBS[message["ask"]](message)` begins the job that a message asks for; films are `components.films`', and what is
made of a finished run begins once that is there."""
