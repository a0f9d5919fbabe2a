"""Tests in several processes: what they make once and share, and which has the machine to itself.

The locks are the operating system's, on open files: they end with the process that holds them.
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
    """Within the context, no other process has the lock, or only those that share it."""
    with path.open("a") as file:
        fcntl.flock(file, how)
        yield


@dataclass(frozen=True)
class Shared:
    """What all processes of one test run share.

    Attributes:
        folder: A folder that is removed after the run.
    """

    folder: Path

    def once(self, name: str, make: Callable[[Path], object]) -> Path:
        """A folder that no test may change: the first process to need it makes it, the others wait.

        Args:
            name: The folder's name, the same in all processes.
            make: Fills the folder, which does not exist yet.
        """
        target, made = self.folder / name, self.folder / f"{name}.made"
        with locked(self.folder / f"{name}.lock"):
            if not made.exists():
                # A process that failed may have left an unfinished folder.
                shutil.rmtree(target, ignore_errors=True)
                make(target)
                made.touch()
        return target

    @contextmanager
    def turn(self, *, alone: bool) -> Iterator[None]:
        """Within the context other tests may run; if `alone`, none does.

        A test that waits to be alone holds the door, so that no other test begins meanwhile.
        """
        with ExitStack() as inside:
            with locked(self.folder / "door"):
                how = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
                inside.enter_context(locked(self.folder / "room", how))
            yield
