"""Memoization for a long-running program: results are made again only when their inputs change."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
Stamp = tuple[int, int, int] | None
"""A file's inode, modification time in nanoseconds, and size; None if there is no file."""


class Memory:
    """Results by name, each with the inputs it was made from. A build begins with an empty memory.

    Inputs are compared as tuples, so identical objects are equal without being compared in depth.
    """

    def __init__(self) -> None:
        """Begin without results."""
        self._known: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}

    def known(self, name: Hashable, inputs: tuple[Any, ...]) -> Any:
        """The result stored under the name, if it was made from these inputs; otherwise None."""
        known = self._known.get(name)
        return known[1] if known is not None and known[0] == inputs else None

    def get_or_make(self, name: Hashable, inputs: tuple[Any, ...], make: Callable[[], T]) -> T:
        """The result of `make`, which is called only if there is none yet or the inputs have changed.

        `make` must return equal results for equal inputs, and callers must not modify the result.
        """
        known = self._known.get(name)
        if known is not None and known[0] == inputs:
            result: T = known[1]
            return result
        result = make()
        self._known[name] = (inputs, result)
        return result

    def last_equal(self, name: Hashable, value: T) -> T:
        """The object last passed under the name, if it is equal to the value; otherwise the value.

        The value is compared in depth here once, instead of for each result that is made from it.
        """
        known: T = self.get_or_make(name, (value,), lambda: value)
        return known


def stamp(path: Path) -> Stamp:
    """The stamp of a file, by which a change is noticed without reading it."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def stamps(folder: Path) -> tuple[tuple[str, Stamp], ...]:
    """The paths and stamps of all files and folders below a folder; none if there is no folder."""
    return tuple(sorted(_below(str(folder))))


def _below(folder: str) -> Iterator[tuple[str, Stamp]]:
    # Without Path objects, because a preview checks twenty thousand files again and again.
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError:  # the folder was deleted a moment ago
        return
    for entry in entries:
        try:
            about = entry.stat()
        except OSError:  # a link that leads nowhere
            yield entry.path, None
            continue
        yield entry.path, (about.st_ino, about.st_mtime_ns, about.st_size)
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
