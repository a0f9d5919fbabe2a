"""Sources read by the workers of a Dask cluster (`muniment[cluster]`), as processes here would.

What a worker is given is sources and the names of the registers, what it gives back is bytes, and
both are a function of nothing else: a worker that dies is replaced by another that does the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from builders.problems import Problem, ProblemsFound
from builders.storage.store import program

RETRIES = 5
"""So often is a batch tried again whose worker has gone."""
SECONDS = 20
"""After which a scheduler that does not answer is taken for none."""


@contextmanager
def executor(scheduler: str) -> Iterator[Executor]:
    """Who reads sources on a cluster.

    Args:
        scheduler: Its address, `tcp://host:port`.

    Raises:
        ProblemsFound: Dask is not installed, nothing answers at the address, or a worker has
            another version of this program.
    """
    try:
        from distributed import Client  # noqa: PLC0415  # an extra that most do without
    except ImportError as error:
        raise _found("Dask is not installed", "Run `pip install 'muniment[cluster]'`.") from error
    try:
        client = Client(scheduler, timeout=SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]  # not typed there
    except (OSError, ValueError) as error:
        message = f"no scheduler answers at {scheduler}"
        raise _found(message, "Start one with `dask scheduler`, and workers.") from error
    with client:
        others = {one for one in client.run(program).values() if one != program()}
        if others:
            message = "the workers have another version of this program, or of a library"
            raise _found(
                message, "Install the same versions everywhere: otherwise results would differ."
            )
        yield client.get_executor(retries=RETRIES)  # type: ignore[no-untyped-call]  # not typed there


def _found(message: str, hint: str) -> ProblemsFound:
    return ProblemsFound([Problem("--scheduler", None, "cluster", message, hint)])
