"""Formatted citations kept on a shelf: a page needs few of them, and each source has ten."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterable, Iterator, Mapping

from builders.model.citation import Formatted, Style
from builders.storage.spill_file import Place, Shelf, part

CACHE_SIZE = 400
"""The number of recently used citations kept in memory: some works are cited everywhere."""


class ShelvedCitations(Mapping[tuple[str, Style], Formatted]):
    """Formatted citations by key and style, for `Publication.formatted`, read when asked for."""

    def __init__(self, shelf: Shelf) -> None:
        """Begin with no citations."""
        self._shelf = shelf
        self._numbers: dict[str, int] = {}
        self._styles: dict[Style, tuple[Place, array[int]]] = {}
        """For each style, the place of its citations on the shelf, and the bounds of each in it."""

    def add(self, style: Style, results: Iterable[tuple[str, Formatted]]) -> None:
        """Add the citations of a style; every style must have the same works in the same order."""
        pickled: list[bytes] = []
        bounds = array("Q", [0])
        for key, result in results:
            if self._numbers.setdefault(key, len(pickled)) != len(pickled):
                raise ValueError(f"{key} has another place in other styles")
            pickled.append(pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
            bounds.append(bounds[-1] + len(pickled[-1]))
        self._styles[style] = self._shelf.put(b"".join(pickled)), bounds

    def __getitem__(self, key: tuple[str, Style]) -> Formatted:
        """The citation with a key, in a style."""
        name, style = key
        number = self._numbers[name]
        place, bounds = self._styles[style]
        here = part(place, bounds[number], bounds[number + 1])
        found: Formatted = self._shelf.value(here, pickle.loads)
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
