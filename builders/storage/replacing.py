"""Replacing files and folders atomically: at any moment either the old one or the new one is there.

A new folder is made in a temporary folder beside its target. If a process dies and leaves its
temporary folder behind, the next process with the same target removes it.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import stat
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from builders.storage.locks import in_use, mark_in_use

SUFFIX = ".building"
"""The end of the names of temporary folders, by which they differ from people's own folders."""
RANDOM_PART = "[a-z0-9_]{8}"
"""A pattern for what `tempfile.mkdtemp` puts between the name of the target and `SUFFIX`."""
MODE = 0o644
"""The mode of new files; it has to be set, because only their owner can read temporary files."""
AT_FDCWD = -100
RENAME_EXCHANGE = 2
"""A flag of Linux's renameat2(2)."""
UNSUPPORTED = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP})
"""Error numbers of a kernel or file system that does not support the operation."""


@dataclass(slots=True)
class Workplace:
    """A temporary folder beside a target folder, in which the target's replacement is made."""

    folder: Path
    _handle: int

    @property
    def new(self) -> Path:
        """The replacement."""
        return self.folder / "new"

    @property
    def old(self) -> Path:
        """Where the replaced folder is kept until the workplace is closed."""
        return self.folder / "old"

    def close(self) -> None:
        """Delete the temporary folder with everything in it."""
        # The handle is closed first, because Windows does not delete what is open.
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
        shutil.rmtree(self.folder, ignore_errors=True)


def workplace(target: Path) -> Workplace:
    """A new workplace beside the target; those of dead processes are cleared away first."""
    target.parent.mkdir(parents=True, exist_ok=True)
    remove_abandoned(target)
    folder = tempfile.mkdtemp(prefix=f".{target.name}-", suffix=SUFFIX, dir=target.parent)
    return Workplace(Path(folder), mark_in_use(Path(folder)))


def remove_abandoned(target: Path) -> None:
    """Delete the temporary folders of dead processes; restore the target if one had moved it away."""
    # With the whole name compared: `.site-2-k4x0b_1z.building` is not one of `site`.
    name_re = re.compile(rf"\.{re.escape(target.name)}-{RANDOM_PART}{re.escape(SUFFIX)}")
    for folder in sorted(target.parent.iterdir()):
        if not name_re.fullmatch(folder.name) or in_use(folder):
            continue
        old = folder / "old"
        if old.is_dir() and not target.exists():
            old.rename(target)
        shutil.rmtree(folder, ignore_errors=True)


def replace_folder(target: Path, work: Workplace) -> None:
    """Put the new folder in the target's place, and keep the old one in the workplace.

    Where the system cannot exchange two folders in one step, it takes two; if the process dies
    between them, `remove_abandoned` restores the target.

    Raises:
        OSError: the folder could not be replaced; the target is as it was.
    """
    if not target.exists():
        work.new.rename(target)
        return
    if _exchange(work.new, target):
        work.new.rename(work.old)
        return
    try:
        target.rename(work.old)
        work.new.rename(target)
    finally:
        if work.old.exists() and not target.exists():
            work.old.rename(target)


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file atomically: at any moment it has either its old content or the new, in full.

    A file that is there already keeps its mode.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else MODE
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:  # a full disk must not be filled further with partial files
        Path(name).unlink(missing_ok=True)
        raise


def link_or_copy(source: Path, target: Path) -> None:
    """Make a hard link to the file or, where that is not possible, a copy with the same times."""
    try:
        # Windows never follows symbolic links here, and raises an error if told not to.
        os.link(source, target, follow_symlinks=os.link not in os.supports_follow_symlinks)
    except OSError as error:
        # FAT and some network file systems have no hard links, and others limit their number.
        if error.errno not in {errno.EPERM, errno.EMLINK, errno.EXDEV, *UNSUPPORTED}:
            raise
        shutil.copy2(source, target, follow_symlinks=False)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; return False if the system cannot do that."""
    call = _renameat2()
    if call is None:
        return False
    if call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(other))


@cache
def _renameat2() -> Any:
    """The function renameat2 of the C library; None where the library has none."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return None
    path, handle = ctypes.c_char_p, ctypes.c_int
    call.argtypes = (handle, path, handle, path, ctypes.c_uint)
    return call
