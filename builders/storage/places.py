"""What is new takes the place of the old in one step: at any moment the one or the other is there.

A folder that is new is made in a folder beside. That of a process which has died is put away by
the next that works there.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from builders.storage.turns import hold, in_use

SUFFIX = ".building"
"""How folders to work in end, so that nobody's own folder is taken for one."""
MODE = 0o644
"""Of files: temporary ones are their owner's alone."""
AT_FDCWD = -100
RENAME_EXCHANGE = 2
"""Of Linux' renameat2(2)."""
CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP})
"""What a kernel or a file system says that knows no exchange."""


def folder_beside(site: Path) -> Path:
    """Where the sites of collections are: `site.collections/`, beside `site/`."""
    return site.with_name(f"{site.name}.collections")


@dataclass(slots=True)
class Workplace:
    """A folder beside another one, for what will stand there."""

    folder: Path
    _handle: int

    @property
    def new(self) -> Path:
        """What will stand there."""
        return self.folder / "new"

    @property
    def old(self) -> Path:
        """What has stood there, until it is removed."""
        return self.folder / "old"

    def close(self) -> None:
        """It is gone, with all that is in it."""
        # First of all: what Windows has open it does not remove.
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
        shutil.rmtree(self.folder, ignore_errors=True)


def workplace(target: Path) -> Workplace:
    """An empty folder beside the target; what dead processes have left there is cleared away."""
    target.parent.mkdir(parents=True, exist_ok=True)
    clear_away(target)
    folder = tempfile.mkdtemp(prefix=f".{target.name}-", suffix=SUFFIX, dir=target.parent)
    return Workplace(Path(folder), hold(Path(folder)))


def clear_away(target: Path) -> None:
    """Nothing lies beside the target that a dead process has left; what it took away is back."""
    for folder in sorted(target.parent.glob(f".{target.name}-*{SUFFIX}")):
        if in_use(folder):
            continue
        old = folder / "old"
        if old.is_dir() and not target.exists():
            old.rename(target)
        shutil.rmtree(folder, ignore_errors=True)


def take_place(target: Path, work: Workplace) -> None:
    """The new folder stands where the target stood, which is kept in the workplace.

    Where two folders cannot be exchanged in one step it takes two, and what is missing if the
    process dies between them is put back by `clear_away`.

    Raises:
        OSError: it could not be done; everything is as it was.
    """
    if not target.exists():
        work.new.rename(target)
        return
    if _exchanged(work.new, target):
        work.new.rename(work.old)
        return
    try:
        target.rename(work.old)
        work.new.rename(target)
    finally:
        if work.old.exists() and not target.exists():
            work.old.rename(target)


def put(path: Path, data: bytes) -> None:
    """The file has these bytes: at any moment the old ones or the new ones, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(MODE)
        Path(name).replace(path)
    except BaseException:  # a full disk is not to be filled up with halves
        Path(name).unlink(missing_ok=True)
        raise


def linked(source: Path, target: Path) -> None:
    """The same file in a second place: with its time, and without being read where that can be."""
    try:
        # Windows follows none and cannot be asked not to.
        os.link(source, target, follow_symlinks=os.link not in os.supports_follow_symlinks)
    except OSError as error:
        # FAT and some networks have no second names for a file, and some allow few.
        if error.errno not in {errno.EPERM, errno.EMLINK, errno.EXDEV, *CANNOT}:
            raise
        shutil.copy2(source, target, follow_symlinks=False)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the two have changed places; False if that cannot be done here."""
    call = _renameat2()
    if call is None:
        return False
    if call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(other))


@cache
def _renameat2() -> Any:
    """The call of the C library, where there is one."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return None
    path, handle = ctypes.c_char_p, ctypes.c_int
    call.argtypes = (handle, path, handle, path, ctypes.c_uint)
    return call
