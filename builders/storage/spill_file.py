"""A temporary file for bytes that are needed again later in the run but need not stay in memory.

A publication may have ten thousand sources, and a page needs the texts of one or two of them. Only
the place of the bytes stays in memory. The file has no name, so nothing is left behind however the
program ends. Forked processes can read it independently of each other.
"""

from __future__ import annotations

import os
import sys
import tempfile
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, TypeVar

from builders.storage.store import FOLDER

FEW = 64
"""Up to this number of sources everything stays in memory; with more, large values go to disk."""
CACHE_SIZE = 24
"""How many large values made from bytes stay in memory; a page needs those of a source or two."""
T = TypeVar("T")
Place = tuple[int, int] | bytes
"""The offset and length of the bytes in the file; or the bytes themselves, if they are not on disk."""


if sys.platform == "win32":
    # No other process shares the file on Windows (see `processes.pools`), so seeking is safe.
    def _write(file: IO[bytes], data: bytes, at: int) -> int:
        file.seek(at)
        return file.write(data)

    def _read(file: IO[bytes], length: int, at: int) -> bytes:
        file.seek(at)
        return file.read(length)

else:

    def _write(file: IO[bytes], data: bytes, at: int) -> int:
        return os.pwrite(file.fileno(), data, at)

    def _read(file: IO[bytes], length: int, at: int) -> bytes:
        return os.pread(file.fileno(), length, at)


class SpillFile:
    """Bytes on disk, found by their places, and a cache of values made from them."""

    def __init__(self, root: Path, cache_size: int = CACHE_SIZE) -> None:
        """Create the file in the project's cache, on a disk that has room for it.

        Args:
            root: The project.
            cache_size: How many values stay in memory.
        """
        self._cache_size = cache_size
        self._file: IO[bytes] | None = None
        self._end = 0
        self._cached: dict[Place, Any] = {}
        try:
            (root / FOLDER).mkdir(parents=True, exist_ok=True)
            self._file = tempfile.TemporaryFile(dir=root / FOLDER, buffering=0)  # noqa: SIM115  # closed by the finalizer
            weakref.finalize(self, self._file.close)
        except OSError:
            return

    def put(self, data: bytes) -> Place:
        """Store the bytes and return their place; if the disk is full they stay in memory."""
        if self._file is None:
            return data
        try:
            written = _write(self._file, data, self._end)
        except OSError:
            return data
        if written != len(data):
            return data
        place = (self._end, len(data))
        self._end += len(data)
        return place

    def get(self, place: Place) -> bytes:
        """The bytes at a place.

        Raises:
            ValueError: the place belongs to another spill file.
        """
        if isinstance(place, bytes):
            return place
        at, length = place
        if self._file is None:
            raise ValueError("a place of another spill file")
        return _read(self._file, length, at)

    def value(self, place: Place, make: Callable[[bytes], T]) -> T:
        """The value that `make` returns for the bytes at a place; callers must not modify it.

        For one place `make` must always be the same function.

        Raises:
            ValueError: the place belongs to another spill file.
        """
        made: T
        if place in self._cached:
            made = self._cached[place]
            return made
        made = make(self.get(place))
        if len(self._cached) >= self._cache_size:
            del self._cached[next(iter(self._cached))]
        self._cached[place] = made
        return made

    def cached(self, place: Place) -> Any:
        """The value made from the bytes at a place, if it is still in memory; otherwise None."""
        return self._cached.get(place)


def part(place: Place, start: int, end: int | None = None) -> Place:
    """The place of the bytes between two offsets, half-open, within another place."""
    if isinstance(place, bytes):
        return place[start:end]
    at, length = place
    return at + start, (length if end is None else end) - start


def spill_file_for(count: int, root: Path, cache_size: int = CACHE_SIZE) -> SpillFile | None:
    """A new spill file, if there are more than `FEW` sources; otherwise None."""
    return SpillFile(root, cache_size) if count > FEW else None
