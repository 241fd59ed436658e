"""How many files and sockets this process may have open: as many as the system allows it."""

from __future__ import annotations

import logging

from components.settings import settings

log = logging.getLogger(__name__)


def raise_open_files() -> int | None:
    """Raises the limit of open files to the highest that is allowed here, and returns it; None where there is none.

    Common limits are 1 024, of which 250 viewers use up all. The log says so if no more can be had.
    """
    try:
        import resource
    except ImportError:  # Windows
        return None
    limit, highest = resource.getrlimit(resource.RLIMIT_NOFILE)
    endless = resource.RLIM_INFINITY
    wanted = settings.max_open_files if highest == endless else min(highest, settings.max_open_files)
    if limit != endless and limit < wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, highest))
            limit = wanted
        except (ValueError, OSError):
            log.exception("The limit of open files stays at %d.", limit)
    if limit != endless and limit < settings.few_open_files:
        log.warning(
            "At most %d files may be open at once: enough for some %d viewers. `ulimit -n` raises it before the start.",
            limit,
            limit // 4,
        )
    return limit
