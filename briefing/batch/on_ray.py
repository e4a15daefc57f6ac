"""The engine of a cluster: Ray Data hands the tasks to a pool of actors, on this machine or on many.

An actor holds one worker of the same kind as on one machine, for what it guards against is the same
there: Ray would start a task anew for ever that ends its actor each time. What Ray does is to spread
the tasks, to start lost actors again with what they worked on, and to grow and shrink with the cluster.
All nodes must see the sources and the output folder under the same names, and have this program.
"""

import logging
import os
import pickle
from collections.abc import Iterator
from itertools import islice
from math import ceil
from typing import Any

from briefing.batch import machine
from briefing.batch.local import Pool
from briefing.batch.results import Done, Task, Work
from briefing.errors import BriefingError, MissingPartError, SettingsError

_AT_ONCE = 20_000
_BLOCK = 4
# Nothing is told to anybody outside, and nothing but our own lines to whoever watches.
_ENVIRONMENT = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_DATA_DISABLE_PROGRESS_BARS": "1"}

_Row = dict[str, bytes]


def run(
    work: Work, tasks: Iterator[Task], jobs: int | None, address: str | None, *, time_limit: float, memory_limit: int
) -> Iterator[Done]:
    """Does the tasks on a Ray cluster and gives what comes of them, as it comes.

    Without an `address` Ray is started on this machine, and ended with the batch. `jobs` is how many
    documents are worked on at once, null for as many as the cluster has processors. A `memory_limit`
    of 0 is each node's own share. Raises what ends the batch, and `MissingPartError` without Ray.
    """
    ray = _ray()
    _connect(ray, jobs, address)
    try:
        most = jobs or max(1, int(ray.cluster_resources().get("CPU", 1)))
        # a piece at a time: the tasks of a whole archive are too much to hold
        while rows := [{"task": pickle.dumps(task)} for task in islice(tasks, _AT_ONCE)]:
            for row in _spread(ray, rows, most, (pickle.dumps(work), time_limit, memory_limit)).iter_rows():
                done = pickle.loads(row["done"])  # noqa: S301  made by our own actors
                if isinstance(done, BriefingError):
                    raise done
                yield done
    finally:
        ray.shutdown()


class Actor:
    """What an actor holds: a worker, started with it and replaced when it is lost. Its calls take a row each."""

    def __init__(self, work: bytes, time_limit: float, memory_limit: int) -> None:
        self._work: Work = pickle.loads(work)  # noqa: S301  from whoever started us
        self._work.begin(alone=False)
        bound = memory_limit or machine.share(machine.processors())
        self._pool = Pool(self._work, 1, time_limit=time_limit, memory_limit=bound)

    def __call__(self, row: _Row) -> list[_Row]:
        task: Task = pickle.loads(row["task"])  # noqa: S301
        try:
            found: list[Done | BriefingError] = list(self._pool.run(iter((task,))))
        except BriefingError as error:
            found = [error]  # ends the batch: told there, for here it would only be tried again
        return [{"done": pickle.dumps(one)} for one in found]


def _spread(ray: Any, rows: list[_Row], most: int, arguments: tuple[bytes, float, int]) -> Any:
    size = min(most, len(rows))
    return ray.data.from_items(rows, override_num_blocks=max(size, ceil(len(rows) / _BLOCK))).flat_map(
        Actor,
        fn_constructor_args=arguments,
        compute=ray.data.ActorPoolStrategy(size=size),
        num_cpus=1,
    )


def _connect(ray: Any, jobs: int | None, address: str | None) -> None:
    options: dict[str, Any] = {"logging_level": logging.CRITICAL, "log_to_driver": False}
    if address is None:
        options |= {"address": "local", "num_cpus": jobs or machine.processors(), "include_dashboard": False}
    else:
        options["address"] = address
    try:
        ray.init(**options)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise SettingsError(f"no Ray cluster answers ({error})", where=address, mend="check --address") from error
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)


def _ray() -> Any:
    os.environ.update({name: os.environ.get(name, value) for name, value in _ENVIRONMENT.items()})
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise MissingPartError("Ray is not installed", mend="pip install 'briefing[ray]'") from error
    return ray
