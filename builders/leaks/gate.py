"""A cheap look that tells of nearly all texts that nothing hidden can be in them."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain

from builders.leaks.anyof import AnyOf
from builders.leaks.forms import folded, of_other_scripts
from builders.leaks.needles import Fold, Needle

IDEOGRAPHS = (
    range(0x3400, 0xA000),
    range(0xF900, 0xFB00),
    range(0x20000, 0x40000),
)
"""Where Unicode has characters of Chinese."""
IN_ANOTHER_DRESS = (
    range(0x2E80, 0x3400),
    range(0xF900, 0xFB00),
    range(0x1F200, 0x1F270),
    range(0x2F800, 0x2FA20),
)
"""Where it has some once more: as radicals, in circles, in squares, from other standards."""


class Gate:
    """What must be in a text, whatever else, if one of the needles is."""

    def __init__(self, needles: Iterable[Needle]) -> None:
        """What is dropped least is asked of all: letters and digits follow one another in any fold."""
        others = [needle for needle in needles if needle.fold is Fold.LETTERS]
        plain = {
            folded(needle.letters, Fold.SQUEEZED)
            for needle in needles
            if needle.fold is not Fold.LETTERS
        }
        self._always = b"" in plain
        self._letters = AnyOf(sorted(plain - {b""}))
        self._characters = frozenset(_characters(needle) for needle in others)
        self.other_scripts = bool(others)
        """Whether something is looked for that is not ASCII."""

    def folds(self, text: bytes) -> frozenset[Fold]:
        """The folds of a text that have to be looked at."""
        found: frozenset[Fold] = frozenset()
        if self._always or self._letters.is_in(folded(text, Fold.SQUEEZED)):
            found = OF_ASCII
        if self.other_scripts and self._spells(text):
            found |= {Fold.LETTERS}
        return found

    def _spells(self, text: bytes) -> bool:
        """Whether each character of some needle is somewhere in a text, in one dress or another."""
        present = frozenset(of_other_scripts(text).decode("utf-8", "ignore"))
        return bool(present) and any(
            not any(dresses.isdisjoint(present) for dresses in characters)
            for characters in self._characters
        )


OF_ASCII = frozenset(Fold) - {Fold.LETTERS}


def _characters(needle: Needle) -> frozenset[frozenset[str]]:
    """Those of Chinese, each with all that stands for it; no others, for these can be put together."""
    return frozenset(
        _dresses().get(character, frozenset(character))
        for character in needle.letters.decode("utf-8", "ignore")
        if any(ord(character) in some for some in IDEOGRAPHS)
    )


@cache
def _dresses() -> Mapping[str, frozenset[str]]:
    """The characters of Chinese that Unicode has several times, each with all that stand for it."""
    found: dict[str, set[str]] = defaultdict(set)
    for dress in map(chr, chain.from_iterable(IN_ANOTHER_DRESS)):
        for character in unicodedata.normalize("NFKC", dress).casefold():
            found[character] |= {character, dress}
    return {character: frozenset(dresses) for character, dresses in found.items()}
