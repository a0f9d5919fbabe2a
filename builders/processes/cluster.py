"""Reading sources on a Dask cluster (`muniment[cluster]`) instead of in processes on this machine.

A worker is given sources and the names in the registers and gives back bytes, which depend on
nothing else: if a worker dies, another can do its work.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from builders.problems import Problem, ProblemsFound
from builders.storage.store import program_digest

RETRIES = 5
"""How often a batch whose worker has gone is tried again."""
TIMEOUT = 20
"""Time-out for connecting to the scheduler."""


@contextmanager
def executor(scheduler: str) -> Iterator[Executor]:
    """An executor that runs its tasks on a cluster.

    Args:
        scheduler: The address of the cluster's scheduler, `tcp://host:port`.

    Raises:
        ProblemsFound: Dask is not installed, nothing answers at the address, or a worker has
            another version of this program or of a library.
    """
    try:
        from distributed import Client  # noqa: PLC0415  # an extra that most do without
    except ImportError as error:
        raise _cluster_problem(
            "Dask is not installed", "Run `pip install 'muniment[cluster]'`."
        ) from error
    try:
        client = Client(scheduler, timeout=TIMEOUT, set_as_default=False)  # type: ignore[no-untyped-call]  # not typed there
    except (OSError, ValueError) as error:
        message = f"no scheduler answers at {scheduler}"
        raise _cluster_problem(message, "Start one with `dask scheduler`, and workers.") from error
    with client:
        others = {one for one in client.run(program_digest).values() if one != program_digest()}
        if others:
            message = "the workers have another version of this program, or of a library"
            raise _cluster_problem(
                message, "Install the same versions everywhere: otherwise results would differ."
            )
        yield client.get_executor(retries=RETRIES)  # type: ignore[no-untyped-call]  # not typed there


def _cluster_problem(message: str, hint: str) -> ProblemsFound:
    return ProblemsFound([Problem("--scheduler", None, "cluster", message, hint)])
