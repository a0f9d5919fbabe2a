"""One build at a time in a project, and folders to work in that are known for dead when a build is.

Both are locks of the system on a folder, or on a file in it where folders have none: they end with
the process that holds them, however it ends, so that nothing is ever to be removed by hand.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MODES = 0o022
"""Of what is published everybody may read everything, whoever has built it."""


@contextmanager
def turn(root: Path, waits: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Within, nobody else builds this project.

    Args:
        root: The project.
        waits: Is told if another build has to end first.
    """
    handle = _opened(root)
    try:
        if not _locked(handle):
            waits()
            _wait(handle)
        before = os.umask(MODES)
        try:
            yield
        finally:
            os.umask(before)
    finally:
        os.close(handle)


def hold(folder: Path) -> int:
    """A handle by which the folder is known to be in use, until it is closed."""
    handle = _opened(folder)
    _locked(handle)
    return handle


def in_use(folder: Path) -> bool:
    """Whether a process that is alive holds the folder."""
    try:
        handle = _opened(folder)
    except OSError:
        return False
    try:
        return not _locked(handle)
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    from builders.storage.store import FOLDER

    LOCK = f"{FOLDER}/lock"
    """A file in a folder that is held; folders cannot be opened there."""
    PAUSE = 0.1
    """Seconds between two looks whether a lock is free; there is no other way to wait for long."""

    def _opened(folder: Path) -> int:
        file = folder / LOCK
        file.parent.mkdir(parents=True, exist_ok=True)
        return os.open(file, os.O_RDWR | os.O_CREAT)

    def _locked(handle: int) -> bool:
        """Whether the lock is ours."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _wait(handle: int) -> None:
        while not _locked(handle):
            time.sleep(PAUSE)

else:
    import fcntl

    def _opened(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY)

    def _locked(handle: int) -> bool:
        """Whether the lock is ours; where a file system knows no locks, everything is."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in {errno.EWOULDBLOCK, errno.EACCES}
        return True

    def _wait(handle: int) -> None:
        # Where a file system knows no locks, nobody has to wait.
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
