"""Tests in several processes: what they make once for all, and who has the machine alone.

Locks are the system's own, on open files: they end with the process that holds them.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path


@contextmanager
def locked(path: Path, how: int = fcntl.LOCK_EX) -> Iterator[None]:
    """Within, no other process has the lock, or none but those that share it."""
    with path.open("a") as file:
        fcntl.flock(file, how)
        yield


@dataclass(frozen=True)
class Shared:
    """What all processes of one run of the tests have together.

    Attributes:
        folder: A folder that is gone after the run.
    """

    folder: Path

    def once(self, name: str, make: Callable[[Path], object]) -> Path:
        """A folder, not to be changed: the first process that wants it makes it, the others wait.

        Args:
            name: What it is called, in all of the tests.
            make: Fills the folder, which does not exist yet.
        """
        target, made = self.folder / name, self.folder / f"{name}.made"
        with locked(self.folder / f"{name}.lock"):
            if not made.exists():
                # What somebody began who failed is of no use.
                shutil.rmtree(target, ignore_errors=True)
                make(target)
                made.touch()
        return target

    @contextmanager
    def turn(self, *, alone: bool) -> Iterator[None]:
        """Within, other tests may run or, for one that measures the machine, none does.

        Whoever waits to be alone stands in the door, so that nobody else begins meanwhile.
        """
        with ExitStack() as inside:
            with locked(self.folder / "door"):
                how = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
                inside.enter_context(locked(self.folder / "room", how))
            yield
