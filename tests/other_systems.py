"""`muniment` without what only Linux has, to test what it needs of Windows and macOS.

What those systems lack is removed before the command runs. This shows that the program does not
rely on it, not that everything works there; `mypy --platform` (`make types`) finds modules that
name such a thing at all.
"""

from __future__ import annotations

import builtins
import concurrent.futures.process
import ctypes
import errno
import multiprocessing
import os
import re
import shutil
import sys
import tempfile
import weakref
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import watchdog.observers

SYSTEM_DEPENDENT_MODULES = (
    "builders.storage.locks",
    "builders.storage.spill_file",
    "builders.profile",
    "builders.processes.pools",
)
"""The modules whose contents depend on the system on which they are imported."""
FORBIDDEN_NAME_RE = re.compile(
    r'[<>:"|?*\x00-\x1f]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)', re.IGNORECASE
)
"""File names that Windows does not allow."""
IMPORTED_BEFORE = (concurrent.futures.process, tempfile, weakref, watchdog.observers)
"""Modules from elsewhere that look at the system themselves, and must see the real one."""


def windows() -> None:
    """Take away forks, POSIX locks, the opening of folders, and names that Windows does not allow."""
    locking = _made_unimportable("fcntl", "resource")
    _remove_names(os, "fork", "sched_getaffinity", "pread", "pwrite", "getppid", "geteuid")
    msvcrt: Any = ModuleType("msvcrt")
    msvcrt.LK_NBLCK = 2

    def locked(handle: int, _mode: int, _length: int) -> None:
        locking.lockf(handle, locking.LOCK_EX | locking.LOCK_NB)

    msvcrt.locking = locked
    sys.modules["msvcrt"] = msvcrt
    _start_processes_only_by_spawn()
    _refuse_libraries_without_a_name()
    _refuse_folders_and_forbidden_names()
    _always_follow_links()
    _refuse_to_rename_over_a_target()
    _import_as("win32")


def macos() -> None:
    """Take away forks, which are unsafe there, and the exchange of two folders in one step."""
    _remove_names(os, "fork", "sched_getaffinity")

    class Library:
        """A C library without the calls that only Linux has."""

        def __init__(self, *_: object, **__: object) -> None:
            pass

    ctypes.CDLL = Library  # type: ignore[assignment, misc]  # a stand-in for the test
    _import_as("darwin")


def _made_unimportable(*names: str) -> Any:
    """The first of the named modules; from now on none of them can be imported."""
    first = import_module(names[0])
    for name in names:
        sys.modules[name] = None  # type: ignore[assignment]  # how Python marks a module as missing
    return first


def _remove_names(module: ModuleType, *names: str) -> None:
    for name in names:
        delattr(module, name)


def _start_processes_only_by_spawn() -> None:
    multiprocessing.get_all_start_methods = lambda: ["spawn"]


def _refuse_libraries_without_a_name() -> None:
    load = ctypes.CDLL

    def loaded(name: str | None, *rest: Any, **more: Any) -> Any:
        if name is None:
            raise TypeError("a library has a name")
        return load(name, *rest, **more)

    ctypes.CDLL = loaded  # type: ignore[assignment, misc]  # a stand-in for the test


def _refuse_folders_and_forbidden_names() -> None:
    opened, low = builtins.open, os.open

    def named(path: Any) -> None:
        if isinstance(path, (str, os.PathLike)) and FORBIDDEN_NAME_RE.search(Path(path).name):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))

    def high(file: Any, *rest: Any, **more: Any) -> Any:
        named(file)
        return opened(file, *rest, **more)

    def handle(path: Any, *rest: Any, **more: Any) -> int:
        named(path)
        if Path(path).is_dir():
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return low(path, *rest, **more)

    builtins.open = high
    os.open = handle
    shutil._use_fd_functions = False  # type: ignore[attr-defined]  # noqa: SLF001  # as on Windows


def _always_follow_links() -> None:
    link = os.link

    def linked(source: Any, target: Any, *, follow_symlinks: bool = True) -> None:
        if not follow_symlinks:
            raise NotImplementedError("link: follow_symlinks unavailable on this platform")
        link(source, target)

    os.supports_follow_symlinks.discard(os.link)
    os.link = linked  # type: ignore[assignment]  # takes what is passed here


def _refuse_to_rename_over_a_target() -> None:
    rename: Callable[..., None] = os.rename

    def renamed(source: Any, target: Any, **_: Any) -> None:
        if Path(target).exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        rename(source, target)

    os.rename = renamed  # type: ignore[assignment]  # takes what is passed here


def _import_as(system: str) -> None:
    truth = sys.platform
    sys.platform = system
    try:
        for name in SYSTEM_DEPENDENT_MODULES:
            import_module(name)
    finally:
        sys.platform = truth


def main() -> None:
    """`python -m tests.other_systems windows build --project …`."""
    {"windows": windows, "macos": macos}[sys.argv.pop(1)]()
    from builders.cli import main as command  # noqa: PLC0415  # only now is it another system

    command(prog_name="muniment")


if __name__ == "__main__":
    main()
