"""One build at a time in a project, and folders to work in that are known for dead when a build is.

Both are locks of the system on a folder: they end with the process that holds them, however it
ends, so that nothing is ever to be removed by hand.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl

MODES = 0o022
"""Of what is published everybody may read everything, whoever has built it."""


@contextmanager
def turn(root: Path, waits: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Within, nobody else builds this project.

    Args:
        root: The project.
        waits: Is told if another build has to end first.
    """
    handle = os.open(root, os.O_RDONLY)
    try:
        if not _locked(handle):
            waits()
            _locked(handle, wait=True)
        before = os.umask(MODES)
        try:
            yield
        finally:
            os.umask(before)
    finally:
        os.close(handle)


def hold(folder: Path) -> int:
    """A handle by which the folder is known to be in use, until it is closed."""
    handle = os.open(folder, os.O_RDONLY)
    _locked(handle)
    return handle


def in_use(folder: Path) -> bool:
    """Whether a process that is alive holds the folder."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return False
    try:
        return not _locked(handle)
    finally:
        os.close(handle)


def _locked(handle: int, *, wait: bool = False) -> bool:
    """Whether the lock is ours; where a file system knows no locks, everything is."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError as error:
        return error.errno not in {errno.EWOULDBLOCK, errno.EACCES}
    return True
