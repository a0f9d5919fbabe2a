"""Bytes that wait on the disk until they are asked for, as long as the program runs.

A publication of ten thousand sources is one of whose texts a page needs one at a time. What lies on
a shelf is held by nothing but its place; the file has no name, so that nothing is left behind
however the program ends, and forked processes read it, each by itself.
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
"""So many sources are no weight; what is large of more of them goes on a shelf."""
KEPT = 24
"""So many large values, of which a page needs those of one source or two, stay made."""
T = TypeVar("T")
Place = tuple[int, int] | bytes
"""Where the bytes begin and how many there are; or they themselves, where no file took them."""


if sys.platform == "win32":
    # Nobody shares the file there (see `processes.pools`), and its place may be moved.
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


class Shelf:
    """Bytes by their places, and the last values that were made of them."""

    def __init__(self, root: Path, kept: int = KEPT) -> None:
        """Lie in the project's cache, as the disk that has room for it.

        Args:
            root: The project.
            kept: So many values that were asked for last stay made.
        """
        self._kept = kept
        self._file: IO[bytes] | None = None
        self._end = 0
        self._made: dict[Place, Any] = {}
        try:
            (root / FOLDER).mkdir(parents=True, exist_ok=True)
            self._file = tempfile.TemporaryFile(dir=root / FOLDER, buffering=0)  # noqa: SIM115  # closed when nothing lies here any more
            weakref.finalize(self, self._file.close)
        except OSError:
            return

    def put(self, data: bytes) -> Place:
        """The place of these bytes; on a full disk they stay in memory."""
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
        """The bytes of a place.

        Raises:
            ValueError: it is a place of another shelf.
        """
        if isinstance(place, bytes):
            return place
        at, length = place
        if self._file is None:
            raise ValueError("a place of another shelf")
        return _read(self._file, length, at)

    def value(self, place: Place, make: Callable[[bytes], T]) -> T:
        """What is made of the bytes of a place, always by the same call; nobody may change it.

        Raises:
            ValueError: it is a place of another shelf.
        """
        made: T
        if place in self._made:
            made = self._made[place]
            return made
        made = make(self.get(place))
        if len(self._made) >= self._kept:
            del self._made[next(iter(self._made))]
        self._made[place] = made
        return made

    def held(self, place: Place) -> Any:
        """What was made of the bytes of a place, if it is still there."""
        return self._made.get(place)


def part(place: Place, start: int, end: int | None = None) -> Place:
    """The place of a stretch of the bytes of a place."""
    if isinstance(place, bytes):
        return place[start:end]
    at, length = place
    return at + start, (length if end is None else end) - start


def shelf_for(count: int, root: Path, kept: int = KEPT) -> Shelf | None:
    """A new shelf, if what so many sources hold is to lie on one."""
    return Shelf(root, kept) if count > FEW else None
