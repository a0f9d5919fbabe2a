"""What a long-running program knows already: made again only where what it is made from changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
Stamp = tuple[int, int, int] | None
"""Inode, time of change in nanoseconds, and size; None where there is no file."""


class Memory:
    """Results by name, each with the inputs that it was made from. A build begins with an empty one.

    Inputs are compared as Python compares tuples: what is the same object is equal without a look.
    """

    def __init__(self) -> None:
        """Know nothing."""
        self._known: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}

    def known(self, name: Hashable, inputs: tuple[Any, ...]) -> Any:
        """What was made from these inputs, or None."""
        known = self._known.get(name)
        return known[1] if known is not None and known[0] == inputs else None

    def of(self, name: Hashable, inputs: tuple[Any, ...], make: Callable[[], T]) -> T:
        """What `make` gives, which is the same for the same inputs. Nobody may change it."""
        known = self._known.get(name)
        if known is not None and known[0] == inputs:
            result: T = known[1]
            return result
        result = make()
        self._known[name] = (inputs, result)
        return result

    def same(self, name: Hashable, value: T) -> T:
        """The value, as the very object that it was when it was last given, if it is equal.

        What is made from it is then known without its being looked through for each of them.
        """
        known: T = self.of(name, (value,), lambda: value)
        return known


def stamp(path: Path) -> Stamp:
    """What tells a file from what was there before, without reading it."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def stamps(folder: Path) -> tuple[tuple[str, Stamp], ...]:
    """The same of all files and folders below a folder; of none where there is no folder."""
    return tuple(sorted(_below(str(folder))))


def _below(folder: str) -> Iterator[tuple[str, Stamp]]:
    # Without path objects: a preview looks at twenty thousand files, and again and again.
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError:  # gone a moment ago
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
