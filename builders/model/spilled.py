"""A source's text, blocks and dates, kept in a spill file and read when they are asked for."""

from __future__ import annotations

import pickle
from abc import abstractmethod
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from itertools import accumulate
from sys import intern
from typing import TYPE_CHECKING, NamedTuple, TypeVar, overload

from builders.model.annotation import PlacedDate
from builders.model.document import AddressedBlocks, Block
from builders.model.source import Source
from builders.storage.spill_file import part

if TYPE_CHECKING:
    from collections.abc import Callable

    from builders.storage.spill_file import Place, SpillFile

Item = TypeVar("Item")


class SpilledSource(Source):
    """A source whose bytes and text lie in a spill file."""

    __slots__ = ("_place", "_spill_file")
    _place: Place
    _spill_file: SpillFile

    def __init__(self, source: Source, spill_file: SpillFile) -> None:
        """Put the bytes and text of the source into the spill file."""
        for one in fields(Source):
            if one.name not in {"data", "text"}:
                object.__setattr__(self, one.name, getattr(source, one.name))
        data: object = source.data
        if source.data.decode(source.encoding, "replace") != source.text:
            data = (source.data, source.text)
        place = spill_file.put(pickle.dumps((data, source.encoding), pickle.HIGHEST_PROTOCOL))
        object.__setattr__(self, "_place", place)
        object.__setattr__(self, "_spill_file", spill_file)

    @property
    def data(self) -> bytes:
        """The bytes of the source."""
        return self._spill_file.value(self._place, _bytes_and_text)[0]

    @property
    def text(self) -> str:
        """The text of the source: all of its bytes decoded."""
        return self._spill_file.value(self._place, _bytes_and_text)[1]

    def __reduce__(self) -> tuple[Callable[..., Source], tuple[object, ...]]:
        """The form in which it is pickled: a plain source, since a file cannot be sent."""
        return Source, tuple(getattr(self, one.name) for one in fields(Source))


def _bytes_and_text(data: bytes) -> tuple[bytes, str]:
    held, encoding = pickle.loads(data)  # noqa: S301  # what this program wrote
    if isinstance(held, tuple):
        return held[0], held[1]
    return held, held.decode(encoding)


class PickledBlocks(NamedTuple):
    """The pickled blocks of a document: each by itself, followed by all of them together.

    All together are read in less than half the time; a single one is read without the others.
    """

    data: bytes
    bounds: tuple[int, ...]
    """The offset at which each block begins, and at which the last one ends."""
    addresses: tuple[str, ...]

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> PickledBlocks:
        """The blocks, pickled in order."""
        pickled = [pickle.dumps(block, pickle.HIGHEST_PROTOCOL) for block in blocks]
        together = pickle.dumps(tuple(blocks), pickle.HIGHEST_PROTOCOL)
        bounds = accumulate(map(len, pickled), initial=0)
        return cls(b"".join((*pickled, together)), tuple(bounds), tuple(b.id for b in blocks))

    def blocks(self) -> tuple[Block, ...]:
        """All blocks."""
        every: tuple[Block, ...] = pickle.loads(self.data[self.bounds[-1] :])  # noqa: S301  # what this program wrote
        return every


class _SpilledSequence(Sequence[Item]):
    """Values in order that lie in a spill file, as a sequence that behaves like a tuple of them."""

    __slots__ = ()

    @property
    @abstractmethod
    def _every(self) -> tuple[Item, ...]:
        """All values, read from the file if they are not in its cache."""

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, index: int | slice) -> Item | tuple[Item, ...]:
        """One value, or a slice as a tuple."""
        return self._every[index]

    def __iter__(self) -> Iterator[Item]:
        """All values in order."""
        return iter(self._every)

    def __eq__(self, other: object) -> bool:
        """Whether the other sequence holds equal values in the same order."""
        return isinstance(other, Sequence) and self._every == tuple(other)

    def __hash__(self) -> int:
        """The hash of the equal tuple."""
        return hash(self._every)

    def __reduce__(self) -> tuple[type[tuple[Item, ...]], tuple[tuple[Item, ...]]]:
        """The form in which they are pickled: a tuple, since a file cannot be sent."""
        return tuple, (self._every,)


class SpilledBlocks(_SpilledSequence[Block], AddressedBlocks):
    """The blocks of a document, which lie in a spill file: all are read at once, or a single one."""

    __slots__ = ("_addresses", "_bounds", "_place", "_spill_file")

    def __init__(
        self, blocks: PickledBlocks, spill_file: SpillFile, addresses: tuple[str, ...]
    ) -> None:
        """Put the blocks into a spill file.

        Args:
            blocks: The blocks.
            spill_file: The spill file.
            addresses: The address of each block; one tuple for all documents with equal addresses.
        """
        self._addresses = addresses
        self._bounds = array("I", blocks.bounds)
        self._spill_file = spill_file
        self._place = spill_file.put(blocks.data)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The address of every block, in order."""
        return self._addresses

    def block_at(self, number: int) -> Block:
        """The block at an index, without reading the others if they have not been read yet."""
        every: tuple[Block, ...] | None = self._spill_file.cached(self._place_of_all)
        if every is not None:
            return every[number]
        data = self._spill_file.get(part(self._place, *self._bounds[number : number + 2]))
        block: Block = pickle.loads(data)  # noqa: S301  # what this program wrote
        return block

    def __len__(self) -> int:
        """The number of blocks."""
        return len(self._addresses)

    @property
    def _place_of_all(self) -> Place:
        return part(self._place, self._bounds[-1])

    @property
    def _every(self) -> tuple[Block, ...]:
        return self._spill_file.value(self._place_of_all, pickle.loads)


class SpilledDates(_SpilledSequence[PlacedDate]):
    """The dates in the text of a source, which lie in a spill file."""

    __slots__ = ("_count", "_place", "_spill_file")

    def __init__(self, dates: Iterable[PlacedDate], spill_file: SpillFile) -> None:
        """Put the dates into a spill file."""
        every = tuple(dates)
        self._count = len(every)
        self._spill_file = spill_file
        self._place = spill_file.put(pickle.dumps(every, pickle.HIGHEST_PROTOCOL))

    def __len__(self) -> int:
        """The number of dates."""
        return self._count

    @property
    def _every(self) -> tuple[PlacedDate, ...]:
        return self._spill_file.value(self._place, _unpickled_dates)


def _unpickled_dates(data: bytes) -> tuple[PlacedDate, ...]:
    dates: tuple[PlacedDate, ...] = pickle.loads(data)  # noqa: S301  # what this program wrote
    # The same few days and addresses recur in all sources, and the timeline keeps those of all.
    return tuple(replace(one, edtf=intern(one.edtf), block=intern(one.block)) for one in dates)
