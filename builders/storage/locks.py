"""Locks: so that a project is built once at a time, and to tell which temporary folders are in use.

They are locks of the operating system on a folder, or on a file in it where folders cannot be
locked. They end with the process that holds them, so that nobody ever has to remove one by hand.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

UMASK = 0o022
"""The umask of a build: everybody may read what is published, whatever umask the user has."""


@contextmanager
def build_lock(root: Path, on_wait: Callable[[], None] = lambda: None) -> Iterator[None]:
    """A context that holds the project's lock: nobody else can build the project meanwhile.

    Args:
        root: The project.
        on_wait: Called if another build has to end first.
    """
    handle = _open_handle(root)
    try:
        if not _try_lock(handle):
            on_wait()
            _wait(handle)
        before = os.umask(UMASK)
        try:
            yield
        finally:
            os.umask(before)
    finally:
        os.close(handle)


def mark_in_use(folder: Path) -> int:
    """A handle that marks the folder as in use until it is closed."""
    handle = _open_handle(folder)
    _try_lock(handle)
    return handle


def in_use(folder: Path) -> bool:
    """Whether a live process has marked the folder as in use (see `mark_in_use`)."""
    try:
        handle = _open_handle(folder)
    except OSError:
        return False
    try:
        return not _try_lock(handle)
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    from builders.storage.store import FOLDER

    LOCK = f"{FOLDER}/lock"
    """The file in a folder that is locked instead of it: on Windows folders cannot be opened."""
    PAUSE = 0.1
    """Seconds between two attempts to get a lock: a single one cannot wait longer than ten seconds."""

    def _open_handle(folder: Path) -> int:
        file = folder / LOCK
        file.parent.mkdir(parents=True, exist_ok=True)
        return os.open(file, os.O_RDWR | os.O_CREAT)

    def _try_lock(handle: int) -> bool:
        """Try to get the lock; return whether this process has it now."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _wait(handle: int) -> None:
        while not _try_lock(handle):
            time.sleep(PAUSE)

else:
    import fcntl

    def _open_handle(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY)

    def _try_lock(handle: int) -> bool:
        """Try to get the lock; return whether this process has it now, or no locks are supported."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in {errno.EWOULDBLOCK, errno.EACCES}
        return True

    def _wait(handle: int) -> None:
        # A file system without locks raises an error: there is nothing to wait for.
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
