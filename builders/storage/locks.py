"""Locks: for one build at a time in a project, and to tell which temporary folders are in use.

They are system locks on a folder, or on a file in it where folders cannot be locked. They end with
the process that holds them, however it ends, so that nobody ever has to remove one by hand.
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
"""The umask of a build: everybody may read what is published, whoever built it."""


@contextmanager
def turn(root: Path, waits: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the project's lock, so that nobody else builds it within the `with` block.

    Args:
        root: The project.
        waits: Called if another build has to end first.
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
    """A handle that marks the folder as in use until it is closed."""
    handle = _opened(folder)
    _locked(handle)
    return handle


def in_use(folder: Path) -> bool:
    """Whether a live process holds the folder."""
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
    """The file in a folder that is locked in its place: on Windows folders cannot be opened."""
    PAUSE = 0.1
    """Seconds between two attempts to get a lock; there is no other way to wait for long."""

    def _opened(folder: Path) -> int:
        file = folder / LOCK
        file.parent.mkdir(parents=True, exist_ok=True)
        return os.open(file, os.O_RDWR | os.O_CREAT)

    def _locked(handle: int) -> bool:
        """Whether this process now has the lock."""
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
        """Whether this process now has the lock; always true on a file system without locks."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in {errno.EWOULDBLOCK, errno.EACCES}
        return True

    def _wait(handle: int) -> None:
        # On a file system without locks nobody has to wait.
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
