"""Formatted citations kept in a spill file: a page needs few of them, and each source has ten."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import NamedTuple

from builders.model.citation import Formatted, Style
from builders.storage.spill_file import Place, SpillFile, part

CACHE_SIZE = 400
"""The number of recently used citations kept in memory: some works are cited everywhere."""


class PickledCitations(NamedTuple):
    """The citations of many works in one style, each pickled by itself."""

    data: bytes
    bounds: array[int]
    """The offset at which each citation begins, and at which the last one ends."""

    @classmethod
    def of(cls, results: Iterable[Formatted]) -> PickledCitations:
        """The citations, pickled in order."""
        pickled = [pickle.dumps(result, pickle.HIGHEST_PROTOCOL) for result in results]
        return cls(b"".join(pickled), array("Q", accumulate(map(len, pickled), initial=0)))


class SpilledCitations(Mapping[tuple[str, Style], Formatted]):
    """Formatted citations by key and style, for `Publication.formatted`, read when asked for."""

    def __init__(self, spill_file: SpillFile, keys: Iterable[str]) -> None:
        """Begin with no citations.

        Args:
            spill_file: Where they are put.
            keys: The keys of the works, in the order in which the citations of each style come.
        """
        self._spill_file = spill_file
        self._numbers = {key: number for number, key in enumerate(keys)}
        self._styles: dict[Style, tuple[Place, array[int]]] = {}
        """For each style, the place of its citations in the spill file, and the bounds of each in it."""

    def add(self, style: Style, citations: PickledCitations) -> None:
        """Add the citations of all works in a style."""
        if len(citations.bounds) != len(self._numbers) + 1:
            raise ValueError(f"{style}: not one citation for each work")
        self._styles[style] = self._spill_file.put(citations.data), citations.bounds

    def __getitem__(self, key: tuple[str, Style]) -> Formatted:
        """The citation with a key, in a style."""
        name, style = key
        number = self._numbers[name]
        place, bounds = self._styles[style]
        here = part(place, bounds[number], bounds[number + 1])
        found: Formatted = self._spill_file.value(here, pickle.loads)
        return found

    def __contains__(self, key: object) -> bool:
        """Whether there is such a citation, which is not read."""
        return isinstance(key, tuple) and key[0] in self._numbers and key[1] in self._styles

    def __iter__(self) -> Iterator[tuple[str, Style]]:
        """All pairs of key and style, style by style."""
        return ((name, style) for style in self._styles for name in self._numbers)

    def __len__(self) -> int:
        """The number of citations."""
        return len(self._styles) * len(self._numbers)
