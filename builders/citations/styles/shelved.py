"""Formatted citations that wait on a shelf: a page needs those of a few works, and there are ten of each source."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterable, Iterator, Mapping

from builders.model.citation import Formatted, Style
from builders.storage.shelf import Place, Shelf, part

KEPT = 400
"""So many that were asked for last stay read: the same works are cited everywhere."""


class ShelvedCitations(Mapping[tuple[str, Style], Formatted]):
    """By a work's key and a style, as `Publication.formatted` has them; read when they are asked for."""

    def __init__(self, shelf: Shelf) -> None:
        """Hold nothing yet."""
        self._shelf = shelf
        self._numbers: dict[str, int] = {}
        self._styles: dict[Style, tuple[Place, array[int]]] = {}
        """Where those of a style lie, and where each begins there, by the number of its work."""

    def add(self, style: Style, results: Iterable[tuple[str, Formatted]]) -> None:
        """Put those of a style there; each style has the same works in the same order."""
        pickled: list[bytes] = []
        bounds = array("Q", [0])
        for key, result in results:
            if self._numbers.setdefault(key, len(pickled)) != len(pickled):
                raise ValueError(f"{key} has another place in other styles")
            pickled.append(pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
            bounds.append(bounds[-1] + len(pickled[-1]))
        self._styles[style] = self._shelf.put(b"".join(pickled)), bounds

    def __getitem__(self, key: tuple[str, Style]) -> Formatted:
        """One of them."""
        name, style = key
        number = self._numbers[name]
        place, bounds = self._styles[style]
        here = part(place, bounds[number], bounds[number + 1])
        found: Formatted = self._shelf.value(here, pickle.loads)
        return found

    def __contains__(self, key: object) -> bool:
        """Without reading it."""
        return isinstance(key, tuple) and key[0] in self._numbers and key[1] in self._styles

    def __iter__(self) -> Iterator[tuple[str, Style]]:
        """All keys, style by style."""
        return ((name, style) for style in self._styles for name in self._numbers)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._styles) * len(self._numbers)
