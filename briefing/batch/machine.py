"""What this machine gives a batch: processors and memory, within the bounds set for this process."""

import os
from contextlib import suppress
from math import ceil
from pathlib import Path

_SHARE = 0.9
_GROUP = Path("/sys/fs/cgroup")


def processors() -> int:
    """How many processors this process may use: what its affinity and its control group leave it."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with suppress(OSError, ValueError):
        quota, period = (_GROUP / "cpu.max").read_text(encoding="ascii").split()
        allowed = min(allowed, ceil(int(quota) / int(period)))  # "max" is no number, and no bound
    return max(1, allowed)


def memory() -> int | None:
    """How much memory the machine, or the control group of this process, has in all, in bytes; null if not told."""
    sizes: list[int] = []
    with suppress(OSError, ValueError):
        sizes.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    with suppress(OSError, ValueError):
        sizes.append(int((_GROUP / "memory.max").read_text(encoding="ascii")))
    return min(sizes, default=None)


def share(jobs: int) -> int:
    """What each of so many jobs may take of the memory, in bytes; 0, for no bound, where that is not told."""
    return int((memory() or 0) * _SHARE / jobs)
